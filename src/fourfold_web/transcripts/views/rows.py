"""Looking up the row of an address; who may not see or do it gets 404.

A step that comes after the end of the pair is a `Conflict`, as on the pages of a session.
"""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from fourfold_web.guidance_sessions.access import sessions_visible_to
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.guidance_sessions.views.rows import page_of, require
from fourfold_web.transcripts import actions
from fourfold_web.transcripts.access import (
    drafts_visible_to,
    held_until_now,
    transcripts_visible_to,
)
from fourfold_web.transcripts.conflicts import has_expired
from fourfold_web.transcripts.models import Transcript, TranscriptDraft
from fourfold_web.transcripts.queries import without_words

__all__ = ["draft_for", "note_draft", "page_of", "require", "row_for", "session_for"]

# The drafts of this browser's session, so that their guide still hears what became of them.
HELD, MOST_HELD = "transcript_drafts", 10


def session_for(request: HttpRequest, session_id: UUID, datum: str, grant: str) -> GuidanceSession:
    """The meeting, for who has this grant on it."""
    mine = sessions_visible_to(request.user).select_related(
        "engagement__learner", "engagement__guide", "engagement__program", "engagement__agreement"
    )
    found = get_object_or_404(mine.prefetch_related("transcript_consents"), pk=session_id)
    require(request, found.engagement, grant, datum)
    return found


def draft_for(request: HttpRequest, draft_id: UUID) -> TranscriptDraft:
    """The draft, for the guide who brought it in; `Conflict` for that guide when it is gone.

    One whose time is up goes now, whether or not a worker runs.
    """
    mine = drafts_visible_to(request.user).select_related(
        "guide",
        "guidance_session__engagement__learner",
        "guidance_session__engagement__guide",
        "guidance_session__engagement__program",
    )
    if found := mine.filter(pk=draft_id).first():
        return found
    if str(draft_id) in request.session.get(HELD, ()) or held_until_now(request.user, draft_id):
        actions.forget_expired_drafts()
        raise has_expired()
    raise Http404


def note_draft(request: HttpRequest, draft: TranscriptDraft) -> None:
    """Remember that this browser's session brought it in."""
    request.session[HELD] = [*request.session.get(HELD, ()), str(draft.pk)][-MOST_HELD:]


def row_for(
    request: HttpRequest,
    transcript_id: UUID,
    datum: str,
    grant: str,
    *,
    among: QuerySet[Transcript] | None = None,
) -> Transcript:
    """The transcript, for who has this grant on this part of it; without its words.

    `among` are rows that this person may see, where not all of them will do or the words are read.
    """
    if among is None:
        among = without_words(transcripts_visible_to(request.user))
    found = get_object_or_404(among, pk=transcript_id)
    require(request, found.guidance_session.engagement, grant, datum)
    return found
