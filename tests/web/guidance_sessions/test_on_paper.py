"""A meeting away from the screen: noted in half a minute, then closed like any other."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.goals.queries import open_steps_of


def page(pair, query=""):
    return reverse("guidance_sessions:on_paper", args=[pair.pk]) + query


def typed(moment) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture(autouse=True)
def in_chicago():
    """The cast lives there; moments are typed in their own time."""
    with timezone.override("America/Chicago"):
        yield


@pytest.fixture
def pair(cast):
    """A pair that began a month ago."""
    found = cast.pair()
    found.started_at -= timedelta(days=30)
    found.save()
    return found


def filled(client, pair, query="", **changes) -> dict:
    """The form as the guide finds it, with the two things that only they know."""
    form = client.get(page(pair, query)).context["form"]
    found = {field.name: field.value() for field in form if field.value() is not None}
    yesterday = typed(timezone.now() - timedelta(days=1))
    return found | {"opened_at": yesterday, "minutes": "30"} | changes


def test_on_paper_is_for_the_guide(pair, statuses):
    found = statuses("get", page(pair))

    assert found == {"lena": 404, "gita": 200, "gus": 404, "dora": 404, "sam": 404, "otto": 404}


def test_on_paper_needs_only_date_and_minutes(cast, as_person, pair):
    client = as_person(cast.gita)

    response = client.post(page(pair), filled(client, pair))

    held = pair.guidance_sessions.get()
    assert response.url == reverse("guidance_sessions:close", args=[held.pk])
    assert (held.ended_at - held.opened_at, held.held_on_paper) == (timedelta(minutes=30), True)
    assert OutgoingMail.objects.get(kind="closing_waiting").to == cast.lena


def test_on_paper_keeps_switch_and_next_meeting(cast, as_person, pair):
    client = as_person(cast.gita)
    ahead = timezone.now() + timedelta(days=9)
    more = {"switched_to": "mentoring", "next_meeting_at": typed(ahead)}

    client.post(page(pair), filled(client, pair, **more))

    held = pair.guidance_sessions.get(held_on_paper=True).to_core()
    (switch,) = held.switches
    assert (switch.to_form, switch.marked_later) == (FormOfGuidance.MENTORING, True)
    assert pair.guidance_sessions.filter(planned_for=held.next_meeting.at).exists()


def test_on_paper_leaves_the_next_step_to_the_learners_closing(cast, as_person, pair):
    client = as_person(cast.gita)
    asked = client.get(page(pair)).context["form"].fields
    client.post(page(pair), filled(client, pair, no_next_meeting="on"))

    closing = reverse("guidance_sessions:close", args=[pair.guidance_sessions.get().pk])
    sent = {"usefulness": "4", "stayed_in_role": "5", "next_step": "Try it."}
    as_person(cast.lena).post(closing, sent)

    assert "next_step" not in asked
    assert [step.words for step in open_steps_of(pair)] == ["Try it."]


def test_on_paper_takes_the_planned_meeting_that_took_place(cast, as_person, pair):
    planned = cast.planned(pair)
    client = as_person(cast.gita)

    client.post(page(pair), filled(client, pair, f"?session={planned.pk}"))

    assert [each.pk for each in pair.guidance_sessions.filter(held_on_paper=True)] == [planned.pk]


def test_on_paper_sent_twice_keeps_one_meeting(cast, as_person, pair):
    client = as_person(cast.gita)
    sent = filled(client, pair)

    answers = [client.post(page(pair), sent).status_code for _ in range(2)]

    assert answers == [302, 409]
    assert pair.guidance_sessions.count() == 1


def test_on_paper_refuses_a_meeting_that_overlaps_another(cast, as_person, pair):
    client = as_person(cast.gita)
    sent = filled(client, pair)
    client.post(page(pair), sent)

    later = typed(timezone.now() - timedelta(days=1) + timedelta(minutes=29))
    response = client.post(page(pair), sent | {"opened_at": later})

    assert (response.status_code, pair.guidance_sessions.count()) == (409, 1)
    assert "You two were in another session then" in response.text


def test_on_paper_takes_a_meeting_right_after_another(cast, as_person, pair):
    client = as_person(cast.gita)
    sent = filled(client, pair)
    client.post(page(pair), sent)
    (held,) = pair.guidance_sessions.all()

    response = client.post(page(pair), sent | {"opened_at": typed(held.ended_at)})

    assert (response.status_code, pair.guidance_sessions.count()) == (302, 2)


def test_on_paper_refuses_a_meeting_before_the_pair_began(cast, as_person, pair):
    client = as_person(cast.gita)
    before = typed(pair.started_at - timedelta(minutes=1))

    response = client.post(page(pair), filled(client, pair, opened_at=before))

    assert response.status_code == 422
    assert "You two began on" in response.text
    assert not pair.guidance_sessions.exists()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"opened_at": ""}, "Choose a date and a time."),
        ({"opened_at": "2020-01-01T09:00"}, "Choose a time within the last year."),
        ({"opened_at": "2099-01-01T09:00"}, "This time is still to come."),
        ({"goal": ""}, "Write the goal of this session."),
    ],
)
def test_on_paper_refuses_what_cannot_be_and_keeps_the_rest(cast, as_person, pair, changes, says):
    client = as_person(cast.gita)

    response = client.post(page(pair), filled(client, pair, covered="Try it.", **changes))

    assert response.status_code == 422
    assert says in response.text
    assert "Try it." in response.text


def test_on_paper_prints_a_sheet_with_roles_and_questions(cast, as_person, pair):
    text = as_person(cast.gita).get(page(pair, "?sheet")).text

    assert "I am advising you now." in text
    assert "When do you meet next?" in text
