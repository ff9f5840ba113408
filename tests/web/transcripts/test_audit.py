"""Each action leaves one entry of who did what, none when nothing was done, and never a word."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from fourfold.transcripts.moves import Move
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.shared.conflict import Conflict
from fourfold_web.shared.models import AuditEntry
from fourfold_web.transcripts import actions
from fourfold_web.transcripts.models import Transcript, TranscriptDraft
from tests.cast import TALK, turns_of


@pytest.fixture(autouse=True)
def names(cast):
    """Who is who by id."""
    return {getattr(cast, who).pk: who for who in ("lena", "gita")}


@pytest.fixture
def entries(names):
    """`entries()`: who did what to which kind of row since the last call, with the facts."""
    seen = set()

    def since() -> list[tuple]:
        new = AuditEntry.objects.exclude(pk__in=seen).order_by("at")
        found = [(names.get(each.actor_id), each.verb, each.of, each.facts) for each in new]
        seen.update(each.pk for each in new)
        return found

    return since


def test_consents_are_noted(cast, entries):
    held = cast.ended_session(cast.pair())
    entries()

    actions.answer_consent(by=cast.lena, guidance_session=held, is_yes=True)
    actions.answer_consent(by=cast.gita, guidance_session=held, is_yes=False)
    for _ in range(2):
        actions.withdraw_consent(by=cast.lena, guidance_session=held)

    assert entries() == [
        ("lena", "answer_consent", "guidancesession", {"yes": True}),
        ("gita", "answer_consent", "guidancesession", {"yes": False}),
        ("lena", "withdraw_consent", "guidancesession", {}),
    ]


def test_bringing_replacing_and_discarding_are_noted(cast, held, entries):
    entries()

    first = cast.keep(held)
    second = cast.keep(held)
    for draft in (first, second, second):
        actions.discard_draft(by=cast.gita, draft=draft)

    brought = ("gita", "bring_transcript", "guidancesession", {"format": "plain"})
    discarded = ("gita", "discard_transcript_draft", "guidancesession", {})
    assert entries() == [brought, discarded, brought, discarded]


def test_a_draft_that_is_swept_or_withdrawn_is_noted(cast, held, entries):
    cast.keep(held)
    TranscriptDraft.objects.update(expires_at=held.opened_at)
    entries()

    actions.forget_expired_drafts()
    assert entries() == [(None, "forget_transcript_draft", "guidancesession", {})]

    cast.keep(held)
    entries()
    actions.withdraw_consent(by=cast.lena, guidance_session=held)
    assert entries() == [
        ("lena", "withdraw_consent", "guidancesession", {}),
        ("lena", "discard_transcript_draft", "guidancesession", {}),
    ]


def test_keeping_and_coding_are_noted(cast, held, entries):
    draft = cast.keep(held)
    entries()

    kept = actions.add_transcript(guide=cast.gita, draft=draft, turns=turns_of(draft))
    Transcript.objects.update(asked_at=timezone.now() - timedelta(hours=1))
    actions.code_again(by=cast.gita, transcript=kept)
    actions.code_transcript(transcript_id=kept.pk)
    actions.code_again(by=cast.gita, transcript=kept)
    actions.code_transcript(transcript_id=kept.pk)

    assert entries() == [
        ("gita", "add_transcript", "transcript", {"turns": 10}),
        ("gita", "code_again", "transcript", {}),
        (None, "code_transcript", "transcript", {}),
    ]


def test_reading_contesting_and_sharing_are_noted_once(cast, coded, entries):
    entries()

    for _ in range(2):
        actions.mark_seen(by=cast.gita, transcript=coded)
    actions.contest_move(by=cast.gita, transcript=coded, turn_index=6, move=Move.INFORM)
    for _ in range(2):
        actions.share_report(by=cast.gita, transcript=coded)
    for _ in range(2):
        actions.stop_sharing(by=cast.gita, transcript=coded)

    assert entries() == [
        ("gita", "see_report", "transcript", {}),
        ("gita", "contest_move", "transcript", {}),
        ("gita", "share_report", "transcript", {}),
        ("gita", "stop_sharing", "transcript", {}),
    ]


def test_deleting_is_noted_once(cast, coded, entries):
    entries()

    same = Transcript.objects.get()
    for transcript in (coded, same):
        actions.delete_transcript(by=cast.gita, transcript=transcript)

    assert entries() == [("gita", "delete_transcript", "transcript", {})]


@pytest.mark.parametrize(
    ("step", "more"),
    [
        ("share_report", {}),
        ("stop_sharing", {}),
        ("code_again", {}),
        ("mark_seen", {}),
        ("contest_move", {"turn_index": 6, "move": Move.INFORM}),
    ],
)
def test_a_step_after_deletion_is_told_kindly_and_not_noted(cast, coded, entries, step, more):
    actions.delete_transcript(by=cast.gita, transcript=Transcript.objects.get())
    entries()

    with pytest.raises(Conflict, match="This was deleted"):
        getattr(actions, step)(by=cast.gita, transcript=coded, **more)

    assert entries() == []


def test_audit_and_mail_hold_no_word_of_the_talk(coded):
    said = {word.strip(".,?:").lower() for word in TALK.split() if len(word) > 4}
    about_it = AuditEntry.objects.filter(of__in=["transcript", "guidancesession"])
    mails = OutgoingMail.objects.filter(kind__in=["consent_asked", "report_ready"])

    kept = " ".join(str(each.facts) for each in [*about_it, *mails]).lower()

    assert (about_it.exists(), mails.count()) == (True, 2)
    assert said & set(re.findall(r"\w+", kept)) == set()
