"""From the first word to an ended pair: no audit entry, mail, job or log line holds any of them."""

import logging

import pytest
from django.urls import reverse

from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.engagements.models import Engagement, GuidanceRequest
from fourfold_web.jobs.models import Job
from fourfold_web.jobs.worker import Worker
from fourfold_web.shared.models import AuditEntry
from tests.web.engagements.test_propose import fields

MARK = "zebra"
WORDS = f"I keep losing the {MARK}-words when I present patients and want to get better at it."
CLAUSES = ("session_goal", "covered", "not_covered", "time_frame", "cadence", "feedback")


def terms(seen_version: int) -> dict[str, str]:
    typed = {name: f"{MARK} {name} {seen_version}" for name in CLAUSES}
    return fields(seen_version, **typed)


@pytest.fixture
def walked(cast, as_person, caplog) -> GuidanceRequest:
    """A request that went every way a request can go, refusals among them."""
    caplog.set_level(logging.DEBUG)
    ask_with_words(cast, as_person)
    mine = GuidanceRequest.objects.get()
    for who, where, data, status in steps(cast):
        address = reverse(f"engagements:{where}", args=[mine.pk])
        assert as_person(who).post(address, data).status_code == status
    end = reverse("engagements:end", args=[Engagement.objects.get().pk])
    as_person(cast.lena).post(end)
    return mine


def ask_with_words(cast, as_person) -> None:
    client, ask = as_person(cast.lena), reverse("engagements:ask")
    client.post(ask, {"text": WORDS, "focus": "weather"})
    client.post(ask, {"text": WORDS, "focus": "task_or_skill"})
    draft = GuidanceRequest.objects.get()
    client.post(reverse("engagements:suggest", args=[draft.pk]), {"text": WORDS})
    client.post(reverse("engagements:question", args=[draft.pk, 2]), {"wants": "find_own_way"})
    client.post(reverse("engagements:choose", args=[draft.pk]), {"chosen": "mentoring"})


def steps(cast) -> list[tuple]:
    line = f"{MARK} line for the learner"
    offer = {"kind": "offer", "form_of_guidance": "coaching", "phrase": line}
    return [
        (cast.lena, "check", {"asked_guide": str(cast.gita.pk)}, 302),
        (cast.gita, "answer", {"kind": "decline", "phrase": line * 40}, 422),
        (cast.gita, "answer", {"kind": "decline", "phrase": line}, 302),
        (cast.lena, "ask_again", {"asked_guide": str(cast.gus.pk)}, 302),
        (cast.gus, "answer", offer, 302),
        (cast.gus, "answer", offer, 409),
        (cast.lena, "answer_offer", {"accept": "yes", "guide": str(cast.gus.pk)}, 302),
        (cast.gus, "propose", terms(0), 302),
        (cast.lena, "propose", terms(0), 409),
        (cast.lena, "propose", terms(1), 302),
        (cast.gus, "sign", {"seen_version": "2"}, 302),
    ]


@pytest.mark.parametrize("model", [AuditEntry, OutgoingMail, Job])
def test_rows_about_a_request_hold_none_of_its_words(walked, model):
    rows = list(model.objects.values())

    assert len(rows) > 5
    assert [row for row in rows if MARK in str(row)] == []


def test_mails_about_a_request_hold_none_of_its_words(walked, mailoutbox):
    Worker().drain()

    said = [f"{mail.subject} {mail.body} {mail.alternatives}" for mail in mailoutbox]
    assert len(said) == OutgoingMail.objects.count() > 5
    assert [words for words in said if MARK in words] == []
    assert Job.objects.exclude(state="done").count() == 0


def test_log_lines_about_a_request_hold_none_of_its_words(walked, caplog):
    Worker().drain()

    assert caplog.records != []
    assert MARK not in caplog.text
    assert [each for each in caplog.records if MARK in str(each.args)] == []


def test_the_walk_itself_kept_the_words_where_they_belong(walked):
    assert walked.text == WORDS
    assert [each.phrase for each in walked.guide_answers.exclude(phrase="")] == [
        f"{MARK} line for the learner"
    ] * 2
    assert walked.agreement.newest.to_core().covered == f"{MARK} covered 1"
