"""Bringing words in: a short-lived draft until they are screened, then the transcript."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from fourfold.confidentiality.screening.hits import places_in
from fourfold.transcripts.coded import TalkTurn
from fourfold.transcripts.transcript import Transcript as Talk
from fourfold_web.guidance_sessions.actions.locked import locked
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.jobs.actions import queue_job
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record
from fourfold_web.transcripts.access import drafts_visible_to
from fourfold_web.transcripts.actions.forget import (
    discard_draft_of,
    forget_at,
    forget_expired_drafts,
)
from fourfold_web.transcripts.conflicts import (
    has_expired,
    has_not_begun,
    is_there_already,
    not_agreed,
    not_consented,
)
from fourfold_web.transcripts.models import Transcript, TranscriptDraft
from fourfold_web.transcripts.queries import CODE, consents_of, is_agreed
from fourfold_web.transcripts.stored import places_to, talk_to, turns_to

# Unscreened words are nobody's record: they wait ten minutes from the last look at them (B-9).
KEPT_FOR = timedelta(minutes=10)


def keep_draft(*, guide: Person, guidance_session: GuidanceSession, talk: Talk) -> TranscriptDraft:
    """Screen what was read, and keep it while the guide looks at it; one from before is replaced.

    `Conflict` when agreement or consents do not allow it, or the session has its transcript.
    """
    forget_expired_drafts()
    engagement = guidance_session.engagement
    # Before any row is locked: an hour of words takes a while.
    places = places_in(talk.texts, people=(engagement.guide.name, engagement.learner.name))
    with locked(guidance_session) as row:
        _check(row)
        discard_draft_of(by=guide, guidance_session=row)
        draft = TranscriptDraft.objects.create(
            guidance_session=row,
            guide=guide,
            talk=talk_to(talk),
            hits=places_to(places),
            expires_at=timezone.now() + KEPT_FOR,
        )
        record(actor=guide, verb="bring_transcript", of=row, format=talk.format)
        forget_at(draft.expires_at)
        return draft


def look_at(*, draft: TranscriptDraft) -> None:
    """Keep the draft for another ten minutes; `Conflict` when it is gone."""
    kept = drafts_visible_to(draft.guide).filter(pk=draft.pk)
    draft.expires_at = timezone.now() + KEPT_FOR
    if not kept.update(expires_at=draft.expires_at):
        raise has_expired()


def add_transcript(
    *, guide: Person, draft: TranscriptDraft, turns: Sequence[TalkTurn]
) -> Transcript:
    """Keep the screened turns in place of the draft, and queue their coding.

    `Conflict` when the draft is gone, agreement or consents do not allow it any more, or the
    session has its transcript.
    """
    with locked(draft.guidance_session) as row:
        _check(row)
        fresh = drafts_visible_to(guide).select_for_update().filter(pk=draft.pk).first()
        if fresh is None:
            raise has_expired()
        transcript = Transcript.objects.create(
            guidance_session=row,
            guide=guide,
            declared_form=row.form_of_guidance,
            format=fresh.talk["format"],
            turns=turns_to(turns),
            turn_count=len(turns),
        )
        fresh.delete()
        record(actor=guide, verb="add_transcript", of=transcript, turns=len(turns))
        queue_job(CODE, transcript_id=str(transcript.pk))
        return transcript


def _check(row: GuidanceSession) -> None:
    if row.opened_at is None:
        raise has_not_begun()
    if not is_agreed(row):
        raise not_agreed()
    if not consents_of(row).both:
        raise not_consented()
    if Transcript.objects.filter(guidance_session=row).exists():
        raise is_there_already()
