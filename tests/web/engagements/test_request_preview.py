"""A request as a guide reads it before committing, and the guide's answer."""

import pytest
from django.urls import reverse

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions
from fourfold_web.engagements.models import GuidanceRequest
from tests.cast import WORDS

LINE = "I am on service until May."


def address(sent: GuidanceRequest, name: str = "guidance_request") -> str:
    return reverse(f"engagements:{name}", args=[sent.pk])


def test_preview_shows_the_need_before_any_commitment(cast, as_person):
    sent = cast.sent(FormOfGuidance.MENTORING)

    page = as_person(cast.gita).get(address(sent))

    assert page.status_code == 200
    assert WORDS in page.text
    assert "In the learner&#x27;s words" in page.text
    assert "Good questions, so that I find my own way" in page.text
    assert "Lena chose <strong>mentoring</strong>" in page.text
    sent.refresh_from_db()
    assert (sent.state, sent.guide) == ("waiting", None)


def test_preview_of_a_request_to_one_guide_is_not_there_for_others(cast, as_person):
    sent = cast.sent(asked_guide=cast.gita)

    assert [as_person(who).get(address(sent)).status_code for who in (cast.gita, cast.gus)] == [
        200,
        404,
    ]


def test_preview_is_not_there_for_the_guide_who_passed_on(cast, as_person):
    sent = cast.sent()
    actions.pass_request_on(guide=cast.gita, guidance_request=sent, phrase="")

    assert as_person(cast.gita).get(address(sent)).status_code == 404


@pytest.mark.parametrize(
    ("build", "title", "told"),
    [
        (
            lambda cast, sent: actions.accept_request(guide=cast.gita, guidance_request=sent),
            "Somebody was a moment quicker",
            "Another guide has accepted it, so the learner is cared for.",
        ),
        (
            lambda cast, sent: actions.withdraw_request(learner=cast.lena, guidance_request=sent),
            "Somebody was a moment quicker",
            "The learner has withdrawn it.",
        ),
    ],
)
def test_preview_tells_a_guide_who_comes_late_how_it_went_on(cast, as_person, build, title, told):
    sent = cast.sent()
    build(cast, sent)

    page = as_person(cast.gus).get(address(sent))

    assert page.status_code == 409
    assert title in page.text
    assert told in page.text
    assert WORDS not in page.text


def test_preview_after_answering_leads_on(cast, as_person):
    accepted = cast.accepted()

    page = as_person(cast.gita).get(address(accepted))

    assert "Go to the agreement" in page.text
    assert "Pass on or decline" not in page.text


def test_preview_waits_for_the_learner_after_an_offer(cast, as_person):
    sent, client = cast.sent(), as_person(cast.gita)
    client.post(address(sent, "answer"), {"kind": "offer", "form_of_guidance": "advising"})

    page = client.get(address(sent))

    assert "Waiting for <strong>Lena Lind</strong> to answer your offer" in page.text


@pytest.mark.parametrize(
    ("given", "leads_to", "state"),
    [
        ({"kind": "accept"}, "propose", "accepted"),
        ({"kind": "offer", "form_of_guidance": "mentoring"}, "queue", "offered"),
        ({"kind": "pass_on"}, "queue", "waiting"),
        ({"kind": "pass_on", "phrase": LINE}, "queue", "waiting"),
        ({"kind": "decline", "phrase": LINE}, "queue", "waiting"),
    ],
)
def test_answer_takes_each_of_the_four(cast, as_person, given, leads_to, state):
    sent = cast.sent()

    response = as_person(cast.gita).post(address(sent, "answer"), given)

    sent.refresh_from_db()
    args = [sent.pk] if leads_to == "propose" else []
    assert response.url == reverse(f"engagements:{leads_to}", args=args)
    assert sent.state == state
    assert [(each.kind, each.phrase) for each in sent.guide_answers.all()] == [
        (given["kind"], given.get("phrase", ""))
    ]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"kind": "decline", "phrase": " "}, "Choose a reason or write a line"),
        ({"kind": "offer", "phrase": LINE}, "Choose the form that you offer instead."),
        (
            {"kind": "offer", "form_of_guidance": "coaching"},
            "coaching is not one of the available choices.",
        ),
        (
            {"kind": "offer", "form_of_guidance": "therapy"},
            "therapy is not one of the available choices.",
        ),
        ({"kind": "shrug"}, "shrug is not one of the available choices."),
        ({"kind": "decline", "phrase": "w" * 501}, "at most 500 characters"),
    ],
)
def test_answer_refuses_by_name_and_changes_nothing(cast, as_person, given, says):
    sent = cast.sent()

    page = as_person(cast.gita).post(address(sent, "answer"), given)

    sent.refresh_from_db()
    assert page.status_code == 422
    assert says in page.text
    assert given.get("phrase", "").strip() in page.text
    assert (sent.state, list(sent.guide_answers.all())) == ("waiting", [])


def test_answer_twice_says_that_the_first_one_stands(cast, as_person):
    sent, client = cast.sent(), as_person(cast.gita)
    client.post(address(sent, "answer"), {"kind": "accept"})

    page = client.post(address(sent, "answer"), {"kind": "accept"})

    assert page.status_code == 409
    assert "You have already answered this" in page.text
    assert sent.guide_answers.count() == 1


def test_answer_takes_only_posts(cast, as_person):
    assert as_person(cast.gita).get(address(cast.sent(), "answer")).status_code == 405
