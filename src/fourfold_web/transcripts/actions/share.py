"""Who else reads a report, and its end."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from fourfold_web.correspondence.actions import drop_mail, queue_mail
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record
from fourfold_web.transcripts.actions.locked import locked_transcript
from fourfold_web.transcripts.conflicts import is_not_coded
from fourfold_web.transcripts.models import Transcript


@transaction.atomic
def share_report(*, by: Person, transcript: Transcript) -> bool:
    """Let the learner read this report until it is taken back (A-12), and tell them by mail.

    False when it is shared already, so that nothing has changed.
    """
    fresh = locked_transcript(transcript)
    if fresh.coded_at is None:
        raise is_not_coded()
    if fresh.shared_at:
        return False
    fresh.shared_at = timezone.now()
    fresh.save(update_fields=["shared_at"])
    record(actor=by, verb="share_report", of=fresh)
    queue_mail(
        to=fresh.guidance_session.engagement.learner,
        kind="report_shared",
        path=reverse("transcripts:shared", args=[fresh.pk]),
        key=f"report_shared:{fresh.pk}:{fresh.shared_at.isoformat()}",
    )
    return True


@transaction.atomic
def stop_sharing(*, by: Person, transcript: Transcript) -> None:
    """Take the report back, also after the pair has ended: the learner no longer finds it."""
    fresh = locked_transcript(transcript, also_after_the_end=True)
    if fresh.shared_at:
        fresh.shared_at = None
        fresh.save(update_fields=["shared_at"])
        record(actor=by, verb="stop_sharing", of=fresh)
        drop_mail(kind="report_shared", path=reverse("transcripts:shared", args=[fresh.pk]))


@transaction.atomic
def delete_transcript(*, by: Person, transcript: Transcript) -> None:
    """Delete words, codes and report for good; also after the pair has ended.

    Doing it twice changes nothing.
    """
    delete_transcript_of(by=by, guidance_session=transcript.guidance_session, pk=transcript.pk)


def delete_transcript_of(*, by: Person | None, guidance_session: GuidanceSession, **which) -> None:
    """The same for whatever transcript this session has, in the caller's transaction."""
    kept = Transcript.objects.filter(guidance_session=guidance_session, **which)
    for found in kept.select_for_update(of=("self",)).defer("turns", "codes"):
        record(actor=by, verb="delete_transcript", of=found)
        drop_mail(kind="report_ready", path=reverse("transcripts:report", args=[found.pk]))
        drop_mail(kind="report_shared", path=reverse("transcripts:shared", args=[found.pk]))
        found.delete()
