"""A learner's own request: where it stands, who is waited for, what to do next."""

import pytest
from django.urls import reverse

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions
from fourfold_web.engagements.models import GuidanceRequest
from tests.cast import WORDS, terms
from tests.web.engagements.test_ask import page_of
from tests.web.engagements.traces import mailed


def address(sent: GuidanceRequest, name: str = "guidance_request") -> str:
    return reverse(f"engagements:{name}", args=[sent.pk])


def offered(cast) -> GuidanceRequest:
    return actions.offer_form(
        guide=cast.gita,
        guidance_request=cast.sent(),
        form_of_guidance=FormOfGuidance.MENTORING,
        phrase="Let us take longer.",
    )


def declined(cast) -> GuidanceRequest:
    sent = cast.sent(asked_guide=cast.gita)
    actions.decline_request(guide=cast.gita, guidance_request=sent, phrase="Not before May.")
    return sent


def countered(cast) -> GuidanceRequest:
    proposed = cast.proposed()
    actions.propose_agreement(
        by=cast.lena,
        agreement=proposed.agreement,
        terms=terms(FormOfGuidance.COACHING),
        seen_version=1,
    )
    return proposed


STANDS = {
    "waiting for anyone": (lambda cast: cast.sent(), "<strong>a guide of your program</strong>"),
    "waiting for one": (
        lambda cast: cast.sent(asked_guide=cast.gus),
        "Waiting for <strong>Gus Berg</strong> to answer",
    ),
    "offered": (offered, "Gita Rao offers mentoring instead"),
    "accepted": (
        lambda cast: cast.accepted(),
        "Waiting for <strong>Gita Rao</strong> to write down what is covered",
    ),
    "proposed": (lambda cast: cast.proposed(), "Read the agreement"),
    "countered": (countered, "Waiting for <strong>Gita Rao</strong> to agree to your words"),
    "agreed": (
        lambda cast: cast.pair().agreement.guidance_request,
        "You and Gita Rao have agreed.",
    ),
    "declined": (declined, "This did not find its guide yet"),
}


@pytest.mark.parametrize("stands", STANDS)
def test_request_status_says_where_it_stands(cast, as_person, stands):
    build, says = STANDS[stands]

    page = as_person(cast.lena).get(address(build(cast)))

    assert page.status_code == 200
    assert says in page.text
    assert WORDS in page.text
    assert ("Withdraw this request" in page.text) == (stands != "agreed")


def test_request_status_of_a_withdrawn_one_says_who_sees_it(cast, as_person):
    sent = cast.sent()
    client = as_person(cast.lena)
    client.post(address(sent, "withdraw"))

    page = client.get(address(sent))

    assert "Nobody sees it any longer but you." in page.text
    assert "Withdraw this request" not in page.text


def test_request_status_of_a_draft_leads_to_its_first_page(cast, as_person):
    draft = cast.draft()

    assert as_person(cast.lena).get(address(draft)).url == page_of(draft, 1)


def test_request_status_shows_each_answer_with_its_line(cast, as_person):
    page = as_person(cast.lena).get(address(declined(cast)))

    assert "“Not before May.”" in page.text
    assert "Declined · today" in page.text


def test_request_status_keeps_the_override_in_sight(cast, as_person):
    page = as_person(cast.lena).get(address(cast.sent(FormOfGuidance.MENTORING)))

    assert "Fourfold suggested <strong>coaching</strong>" in page.text
    assert "you chose <strong>mentoring</strong>" in page.text


@pytest.mark.parametrize(("says", "state"), [("yes", "accepted"), ("no", "waiting")])
def test_answer_offer_takes_yes_or_no(cast, as_person, says, state):
    mine = offered(cast)

    answer = {"accept": says, "guide": str(cast.gita.pk)}
    response = as_person(cast.lena).post(address(mine, "answer_offer"), answer)

    mine.refresh_from_db()
    assert (response.url, mine.state) == (address(mine), state)


@pytest.mark.parametrize("answer", [{"accept": ""}, {"accept": "maybe"}, {"guide": ""}])
def test_answer_offer_takes_nothing_else_for_a_no(cast, as_person, answer):
    mine = offered(cast)

    page = as_person(cast.lena).post(
        address(mine, "answer_offer"), {"accept": "no", "guide": str(cast.gita.pk), **answer}
    )

    mine.refresh_from_db()
    assert (page.status_code, mine.state) == (422, "offered")
    assert "There is a problem" in page.text
    assert "Yes, that serves me" in page.text


def test_request_status_shows_a_reason_in_kind_words(cast, as_person):
    sent = cast.sent(asked_guide=cast.gita)
    actions.decline_request(guide=cast.gita, guidance_request=sent, phrase="", reason="other_field")

    page = as_person(cast.lena).get(address(sent))

    assert "Somebody who knows this field better can help you more." in page.text


def test_ask_again_offers_the_guides_who_are_left(cast, as_person):
    page = as_person(cast.lena).get(address(declined(cast)))

    assert list(page.context["form"].people.values()) == [cast.gus]


def test_ask_again_sends_to_the_guide_who_was_picked(cast, as_person):
    mine = declined(cast)

    response = as_person(cast.lena).post(
        address(mine, "ask_again"), {"asked_guide": str(cast.gus.pk)}
    )

    mine.refresh_from_db()
    assert response.url == address(mine)
    assert (mine.state, mine.asked_guide) == ("waiting", cast.gus)
    assert [who for who, _, _ in mailed("request_waiting")] == ["Gita", "Gus"]


def test_ask_again_refuses_the_guide_who_said_no(cast, as_person):
    mine = declined(cast)

    page = as_person(cast.lena).post(address(mine, "ask_again"), {"asked_guide": str(cast.gita.pk)})

    mine.refresh_from_db()
    assert (page.status_code, mine.state) == (422, "declined")
    assert f"{cast.gita.pk} is not one of the available choices." in page.text


def test_ask_again_says_when_every_guide_has_let_it_go(cast, as_person):
    mine = declined(cast)
    cast.gus.memberships.all().delete()

    page = as_person(cast.lena).get(address(mine))

    assert "Every guide of Medicine has let it go." in page.text


def test_withdraw_leads_home_and_says_so(cast, as_person):
    sent, client = cast.sent(), as_person(cast.lena)

    response = client.post(address(sent, "withdraw"), follow=True)

    assert response.redirect_chain == [(reverse("home"), 302)]
    assert "Withdrawn. Nobody sees it any longer but you." in response.text


def test_withdraw_of_what_was_agreed_meanwhile_is_told_kindly(cast, as_person):
    mine = cast.pair().agreement.guidance_request

    page = as_person(cast.lena).post(address(mine, "withdraw"))

    assert page.status_code == 409
    assert "The learner and a guide have already agreed." in page.text


def test_answer_offer_of_another_guide_than_the_one_shown_is_refused(cast, as_person):
    mine = offered(cast)

    answer = {"accept": "yes", "guide": str(cast.gus.pk)}
    response = as_person(cast.lena).post(address(mine, "answer_offer"), answer)

    mine.refresh_from_db()
    assert (response.status_code, mine.state) == (409, "offered")


def test_answer_offer_no_says_when_no_guide_is_left(cast, as_person):
    mine = offered(cast)
    cast.gus.memberships.all().delete()

    answer = {"accept": "no", "guide": str(cast.gita.pk)}
    page = as_person(cast.lena).post(address(mine, "answer_offer"), answer, follow=True)

    assert "No other guide is free to take it yet." in page.text
    assert "Every guide of Medicine has let it go." in page.text


def test_ask_again_promises_no_mail_when_the_guides_left_meanwhile(cast, as_person):
    mine = declined(cast)
    cast.gus.memberships.all().delete()

    page = as_person(cast.lena).post(address(mine, "ask_again"), {"asked_guide": ""}, follow=True)

    mine.refresh_from_db()
    assert mine.state == "no_guide"
    assert "No guide is there to answer it yet." in page.text
    assert "You will hear by mail" not in page.text
