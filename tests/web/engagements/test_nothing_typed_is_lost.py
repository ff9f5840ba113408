"""Whatever refuses a form, the words that were typed stand in the answer."""

import pytest
from django.urls import reverse

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions
from tests.cast import Cast
from tests.web.engagements.test_propose import fields

MARK = "zebra crossing at dawn"
WRITTEN = ("session_goal", "covered", "not_covered", "time_frame", "cadence", "confidentiality")


def terms(seen_version: int = 0, **changes: str) -> dict[str, str]:
    """Every clause with words of its own."""
    typed = {name: f"{MARK} in {name}" for name in (*WRITTEN, "feedback")}
    return fields(seen_version, **{**typed, **changes})


def draft(cast: Cast):
    return cast.draft()


def sent(cast: Cast):
    return cast.sent()


def taken(cast: Cast):
    return actions.accept_request(guide=cast.gus, guidance_request=cast.sent())


def offered_by_another(cast: Cast):
    return actions.offer_form(
        guide=cast.gus,
        guidance_request=cast.sent(),
        form_of_guidance=FormOfGuidance.MENTORING,
        phrase="",
    )


def taken_by_self(cast: Cast):
    return cast.accepted()


def withdrawn(cast: Cast):
    mine = cast.sent()
    actions.withdraw_request(learner=cast.lena, guidance_request=mine)
    return mine


def accepted_and_withdrawn(cast: Cast):
    mine = cast.accepted()
    actions.withdraw_request(learner=cast.lena, guidance_request=mine)
    return mine


def proposed(cast: Cast):
    return cast.proposed()


def ended(cast: Cast):
    return cast.ended_pair().agreement.guidance_request


REFUSED = [
    # who, where, what stands there, what is sent, how it is refused
    ("lena", "question", draft, {"text": MARK, "focus": "weather"}, 422),
    ("lena", "question", draft, {"text": f"{MARK} " * 300}, 422),
    ("lena", "question", sent, {"text": MARK}, 409),
    ("lena", "question", withdrawn, {"text": MARK}, 409),
    ("gita", "answer", sent, {"kind": "offer", "phrase": MARK}, 422),
    ("gita", "answer", sent, {"kind": "shrug", "phrase": MARK}, 422),
    ("gita", "answer", sent, {"kind": "decline", "phrase": f"{MARK} " * 50}, 422),
    ("gita", "answer", taken, {"kind": "decline", "phrase": MARK}, 409),
    ("gita", "answer", offered_by_another, {"kind": "decline", "phrase": MARK}, 409),
    ("gita", "answer", taken_by_self, {"kind": "decline", "phrase": MARK}, 409),
    ("gita", "answer", withdrawn, {"kind": "pass_on", "phrase": MARK}, 409),
    ("gita", "propose", taken_by_self, terms(covered=""), 422),
    ("gita", "propose", taken_by_self, terms(cadence="", who_leads="weather"), 422),
    ("gita", "propose", taken_by_self, terms(form_of_guidance="therapy"), 422),
    ("gita", "propose", taken_by_self, terms(seen_version=-1), 422),
    ("gita", "propose", taken_by_self, terms(feedback="w" * 1_001), 422),
    ("lena", "propose", proposed, terms(), 409),
    ("lena", "propose", accepted_and_withdrawn, terms(), 409),
    ("gita", "propose", accepted_and_withdrawn, terms(), 409),
    ("lena", "propose", ended, terms(1), 409),
    ("gita", "propose", ended, terms(1), 409),
]


@pytest.mark.parametrize(("who", "where", "build", "data", "status"), REFUSED)
def test_refused_form_shows_every_word_that_was_typed(
    cast, as_person, who, where, build, data, status
):
    page = {"page": 1} if where == "question" else {}
    address = reverse(f"engagements:{where}", kwargs={"request_id": build(cast).pk, **page})

    answer = as_person(getattr(cast, who)).post(address, data)

    typed = [words.strip() for words in data.values() if MARK in words]
    assert answer.status_code == status
    assert [words for words in typed if words not in answer.text] == []


def test_refused_first_page_shows_every_word_that_was_typed(cast, as_person):
    answer = as_person(cast.lena).post(
        reverse("engagements:ask"), {"text": MARK, "focus": "weather"}
    )

    assert answer.status_code == 422
    assert MARK in answer.text
