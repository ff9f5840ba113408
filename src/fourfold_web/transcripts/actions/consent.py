"""Saying yes or no to a transcript of one session, and taking a yes back (B-12)."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from fourfold_web.correspondence.actions import drop_mail, queue_mail
from fourfold_web.guidance_sessions.actions.locked import locked
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record
from fourfold_web.transcripts.actions.forget import discard_draft_of
from fourfold_web.transcripts.actions.share import delete_transcript_of
from fourfold_web.transcripts.conflicts import not_agreed
from fourfold_web.transcripts.models import TranscriptConsent
from fourfold_web.transcripts.queries import consents_of, is_agreed


def answer_consent(*, by: Person, guidance_session: GuidanceSession, is_yes: bool) -> None:
    """Keep one side's answer for this session. After a yes the other side is asked.

    `Conflict` for a yes where the agreement says no. A no also takes an earlier yes back, and with
    it what was brought in.
    """
    with locked(guidance_session) as row:
        if is_yes and not is_agreed(row):
            raise not_agreed()
        held = row.transcript_consents.filter(person=by, is_yes=True, withdrawn_at=None).exists()
        answer, _ = TranscriptConsent.objects.update_or_create(
            guidance_session=row,
            person=by,
            defaults={"is_yes": is_yes, "answered_at": timezone.now(), "withdrawn_at": None},
        )
        record(actor=by, verb="answer_consent", of=row, yes=is_yes)
        if not is_yes:
            _delete_words(by, row)
        elif not held and _other_is_to_answer(by, row):
            queue_mail(
                to=row.engagement.other(by),
                kind="consent_asked",
                path=reverse("transcripts:talk", args=[row.pk]),
                key=f"consent_asked:{row.pk}:{by.pk}:{answer.answered_at.isoformat()}",
            )


@transaction.atomic
def withdraw_consent(*, by: Person, guidance_session: GuidanceSession) -> bool:
    """Take a yes back, also after the pair has ended: words, codes and report are deleted now.

    False when there was no yes to take back, so that nothing has changed.
    """
    row = GuidanceSession.objects.select_for_update().get(pk=guidance_session.pk)
    given = row.transcript_consents.filter(person=by, is_yes=True, withdrawn_at=None)
    if not given.update(withdrawn_at=timezone.now()):
        return False
    record(actor=by, verb="withdraw_consent", of=row)
    _delete_words(by, row)
    return True


def _delete_words(by: Person, row: GuidanceSession) -> None:
    drop_mail(kind="consent_asked", path=reverse("transcripts:talk", args=[row.pk]))
    discard_draft_of(by=by, guidance_session=row)
    delete_transcript_of(by=by, guidance_session=row)


def _other_is_to_answer(by: Person, row: GuidanceSession) -> bool:
    consents = consents_of(row)
    is_guide = row.engagement.guide_id == by.pk
    return (consents.learner if is_guide else consents.guide) is None
