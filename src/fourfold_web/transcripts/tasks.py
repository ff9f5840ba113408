"""Background work on transcripts. The rows hold the words; a task carries at most an id."""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from fourfold_web.transcripts import actions


@task
def code_transcript(transcript_id: str) -> None:
    """Find the moves of one transcript; running twice does it once."""
    actions.code_transcript(transcript_id=UUID(transcript_id))


@task
def forget_expired_drafts() -> None:
    """Delete unscreened words that nobody looks at any more."""
    actions.forget_expired_drafts()


@task
def delete_kept_long_enough() -> None:
    """Delete what programs keep no longer after a pair has ended; running twice does it once."""
    actions.delete_kept_long_enough(now=timezone.now())


@task
def tell_of_shorter_time(shorter_id: str) -> None:
    """Tell both of each pair when their words go sooner; running twice does it once."""
    actions.tell_of_shorter_time(shorter_id=UUID(shorter_id))
