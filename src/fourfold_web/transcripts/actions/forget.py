"""Deleting unscreened words: when their time is up, and when somebody has decided on them (B-9)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.jobs.actions import queue_job_once
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record
from fourfold_web.transcripts.models import TranscriptDraft

FORGET = "fourfold_web.transcripts.tasks.forget_expired_drafts"


def forget_at(moment: datetime) -> None:
    """Have expired drafts deleted at this moment; a sweep that comes before it comes back."""
    queue_job_once(FORGET, not_before=moment)


@transaction.atomic
def forget_expired_drafts() -> None:
    """Delete every draft whose time is up, and come back for the one that is next."""
    expired = TranscriptDraft.objects.filter(expires_at__lte=timezone.now())
    for draft in expired.select_for_update(of=("self",)).select_related("guidance_session"):
        _delete(draft, by=None, verb="forget_transcript_draft")
    if soonest := TranscriptDraft.objects.aggregate(at=Min("expires_at"))["at"]:
        forget_at(soonest)


@transaction.atomic
def discard_draft(*, by: Person, draft: TranscriptDraft) -> None:
    """Delete what was brought in, at once. Doing it twice changes nothing."""
    discard_draft_of(by=by, guidance_session=draft.guidance_session, pk=draft.pk)


def discard_draft_of(*, by: Person, guidance_session: GuidanceSession, **which) -> None:
    """The same for whatever was brought in of this session, in the caller's transaction."""
    drafts = TranscriptDraft.objects.filter(guidance_session=guidance_session, **which)
    for draft in drafts.select_for_update(of=("self",)).select_related("guidance_session"):
        _delete(draft, by=by, verb="discard_transcript_draft")


def _delete(draft: TranscriptDraft, *, by: Person | None, verb: str) -> None:
    record(actor=by, verb=verb, of=draft.guidance_session)
    draft.delete()
