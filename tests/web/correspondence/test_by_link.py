"""One page by the link or the code of a mail: that page, its person, and nothing else."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from fourfold.goals.rhythm import Rhythm
from fourfold.issues import FourfoldError
from fourfold_web.correspondence import actions
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.correspondence.links import code_of, path_with_token, token_of
from fourfold_web.correspondence.models import CodeTries, OutgoingMail
from fourfold_web.goals import actions as goal_actions
from fourfold_web.goals.models import CheckIn

pytestmark = pytest.mark.django_db
CODE = "/code/"


@pytest.fixture(autouse=True)
def _fresh_rate_limits():
    cache.clear()


@pytest.fixture
def mail(cast) -> OutgoingMail:
    """The mail that asks Lena how far her goal is."""
    goal_actions.set_rhythm(goal=cast.goal(), rhythm=Rhythm.WEEK)
    goal_actions.ask_how_far(now=timezone.now() + timedelta(days=8))
    return OutgoingMail.objects.get(kind="goal_check_in")


def sign_in_for(path: str) -> str:
    return f"{reverse('account_login')}?next={path}"


def test_link_opens_its_page_as_often_as_asked_and_signs_nobody_in(mail, client, cast):
    pages = [client.get(path_with_token(mail)) for _ in range(3)]

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert CheckIn.objects.get().level is None
    assert "sessionid" not in client.cookies
    assert pages[0].headers["Cache-Control"] == "no-store"
    assert client.get(mail.path).url == sign_in_for(mail.path)


def test_page_of_a_link_has_no_menu_and_names_nobody(mail, client, cast):
    page = client.get(path_with_token(mail)).text

    assert "app-bar__nav" not in page
    assert cast.lena.name not in page
    assert reverse("home") not in page
    assert sign_in_for(mail.path) in page


def test_answer_by_link_is_kept_and_comes_back_to_its_page(mail, client):
    answer = client.post(mail.path, {"level": "1", "by": token_of(mail)})

    assert (answer.status_code, unquote(answer.url)) == (302, path_with_token(mail))
    assert CheckIn.objects.get().level == 1
    assert client.get(answer.url).status_code == 200


def test_answer_by_link_that_leads_elsewhere_ends_with_thanks(cast, client):
    proposal = cast.proposal(cast.pair())
    mail = OutgoingMail.objects.get(kind="times_proposed")
    taken = {"take": proposal.times.first().starts_at.isoformat(), "by": token_of(mail)}

    page = client.post(mail.path, taken)

    assert (page.status_code, "Your answer is kept" in page.text) == (200, True)
    assert "Sign in to see more" in page.text
    proposal.refresh_from_db()
    assert proposal.outcome == "taken"


def test_link_opens_no_other_page_and_not_as_somebody_else(mail, client, as_person, cast):
    token = token_of(mail)

    assert client.get(f"/home/?by={token}").url == "/home/"
    assert client.post(reverse("goals:new"), {"by": token}).status_code == 401
    gita = as_person(cast.gita)
    assert gita.get(path_with_token(mail)).status_code == 200
    assert gita.get(mail.path).status_code == 404
    assert cast.gita.name in gita.get("/home/").text


@pytest.mark.parametrize(
    "change",
    [
        lambda mail: OutgoingMail.objects.update(created_at=timezone.now() - timedelta(days=15)),
        lambda mail: OutgoingMail.objects.update(dropped_at=timezone.now()),
        lambda mail: type(mail.to).objects.filter(pk=mail.to_id).update(is_active=False),
    ],
    ids=["too old", "withdrawn", "left"],
)
def test_link_whose_time_is_over_leads_to_the_same_page_after_sign_in(mail, client, change):
    change(mail)

    assert client.get(path_with_token(mail)).url == mail.path
    assert client.get(mail.path).url == sign_in_for(mail.path)


def test_forged_link_opens_nothing(mail, client):
    forged = f"{mail.path}?by={token_of(mail)[:-1]}"

    assert client.get(forged).url == mail.path


def test_code_of_the_mail_opens_the_same_page(mail, client, cast):
    typed = code_of(mail)
    answer = client.post(CODE, {"email": "LENA@example.org", "code": f"{typed[:3]} {typed[3:]}"})

    assert (answer.status_code, answer.url) == (302, path_with_token(mail))


def test_wrong_code_and_unknown_address_read_the_same(mail, client):
    wrong = f"{(int(code_of(mail)) + 1) % 10**6:06}"
    tries = [("lena@example.org", wrong), ("nobody@example.org", code_of(mail))]

    pages = [client.post(CODE, {"email": email, "code": code}) for email, code in tries]

    assert [page.status_code for page in pages] == [422, 422]
    assert ["does not go with this address" in page.text for page in pages] == [True, True]


def test_code_can_be_tried_five_times_only(mail, client):
    wrong = {"email": "lena@example.org", "code": f"{(int(code_of(mail)) + 1) % 10**6:06}"}

    found = [client.post(CODE, wrong).status_code for _ in range(6)]
    right = client.post(CODE, {**wrong, "code": code_of(mail)})

    assert found == [422] * 5 + [429]
    assert right.status_code == 429


def test_tries_of_a_code_are_counted_for_every_process_together(mail, client):
    wrong = {"email": "lena@example.org", "code": f"{(int(code_of(mail)) + 1) % 10**6:06}"}

    found = []
    for _ in range(6):
        cache.clear()
        found.append(client.post(CODE, wrong).status_code)

    assert found == [422] * 5 + [429]


def test_tries_of_a_code_are_twenty_a_day_and_forgotten_after_it():
    now = timezone.now()
    moments = [now + timedelta(minutes=6 * number) for number in range(21)]

    found = [actions.count_try(email="nobody@example.org", now=moment) for moment in moments]
    actions.forget_tries(now=now + timedelta(days=1))
    kept = CodeTries.objects.count()
    actions.forget_tries(now=now + timedelta(days=2))

    assert found == [True] * 20 + [False]
    assert (kept, CodeTries.objects.count()) == (1, 0)


def test_right_code_ends_the_count(mail, client):
    for moment in [timezone.now()] * 4:
        actions.count_try(email="Lena@example.org", now=moment)

    answer = client.post(CODE, {"email": "lena@example.org", "code": code_of(mail)})

    assert (answer.status_code, CodeTries.objects.exists()) == (302, False)


def test_mail_by_link_to_a_page_that_forbids_it_is_refused(cast):
    with pytest.raises(FourfoldError, match="which /home/ does not allow"):
        queue_mail(to=cast.lena, kind="goal_check_in", path="/home/", key="1")
