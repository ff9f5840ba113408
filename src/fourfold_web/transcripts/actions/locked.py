"""The row of a transcript, locked for a write."""

from fourfold_web.guidance_sessions.actions.locked import locked_pair
from fourfold_web.transcripts.conflicts import was_deleted
from fourfold_web.transcripts.models import Transcript


def locked_transcript(transcript: Transcript, *, also_after_the_end: bool = False) -> Transcript:
    """The fresh row without its words, locked until the caller's transaction ends.

    `Conflict` when it was deleted, and after the end of the pair, unless the step is open then.
    """
    if not also_after_the_end:
        # First the pair and then its words, as in every action here: two can never wait in a ring.
        locked_pair(transcript.guidance_session.engagement)
    fresh = (
        Transcript.objects.select_for_update(of=("self",))
        .select_related("guide", "guidance_session__engagement__learner")
        .defer("turns", "codes")
        .filter(pk=transcript.pk)
        .first()
    )
    if fresh is None:
        raise was_deleted()
    return fresh
