"""Before anything is kept: which voice is whose, and no patient in the words."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from fourfold.confidentiality.screening import must_check
from fourfold.confidentiality.screening.hits import Place, hits_of, marked
from fourfold.transcripts.reading import format_name
from fourfold_web.transcripts import actions
from fourfold_web.transcripts.forms import CheckForm
from fourfold_web.transcripts.models import TranscriptDraft
from fourfold_web.transcripts.queries import minutes_of, voice_help
from fourfold_web.transcripts.views.rows import draft_for, page_of, require

DATUM = "transcript"
# Turns of one part of the words; five hours of talk are as many parts.
PER_PART = 200


def check(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """What was found, and the two questions before it is kept."""
    draft = draft_for(request, draft_id)
    require(request, draft.guidance_session.engagement, "write", DATUM)
    if not draft.guidance_session.engagement.is_active:
        return redirect("transcripts:talk", session_id=draft.guidance_session_id)
    actions.look_at(draft=draft)
    if request.htmx and "part" in request.GET:
        return render(request, "transcripts/check.html#words", _words(request, draft))
    form = _form(request, draft)
    if request.method == "POST" and form.is_valid():
        kept = actions.add_transcript(guide=request.user, draft=draft, turns=form.to_turns())
        return redirect("transcripts:report", transcript_id=kept.pk)
    context = page_of(request, draft.guidance_session) | _words(request, draft)
    context |= {
        "draft": draft,
        "form": form,
        "talk": form.talk,
        "format_name": format_name(form.talk.format),
        "minutes": minutes_of(form.talk),
        "voice_helps": {each.name: voice_help(each, form.talk) for each in form.talk.speakers},
        "person_must_check": must_check(),
    }
    status = 422 if form.errors else 200
    return render(request, "transcripts/check.html", context, status=status)


@require_POST
def look_at(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Somebody still reads the check: keep the words for another while."""
    draft = draft_for(request, draft_id)
    require(request, draft.guidance_session.engagement, "write", DATUM)
    actions.look_at(draft=draft)
    return HttpResponse(status=204)


@require_POST
def discard(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Delete what was brought in, at once; also after the pair has ended."""
    draft = draft_for(request, draft_id)
    require(request, draft.guidance_session.engagement, "delete", DATUM)
    session_id = draft.guidance_session_id
    actions.discard_draft(by=request.user, draft=draft)
    messages.success(request, "Deleted. Nothing of it was kept.")
    return redirect("transcripts:talk", session_id=session_id)


def _form(request: HttpRequest, draft: TranscriptDraft) -> CheckForm:
    talk, engagement = draft.to_core(), draft.guidance_session.engagement
    return CheckForm(
        request.POST if request.method == "POST" else None,
        talk=talk,
        hits=hits_of(talk.texts, draft.places),
        guide=engagement.guide,
        learner=engagement.learner,
    )


def _words(request: HttpRequest, draft: TranscriptDraft) -> dict:
    """One part of the unscreened words, with what was found in them marked."""
    talk = draft.to_core()
    found: dict[int, list[Place]] = {}
    for place in draft.places:
        found.setdefault(place.turn, []).append(place)
    part: Page = Paginator(talk.turns, PER_PART).get_page(request.GET.get("part"))
    rows = [(turn, marked(turn.text, found.get(turn.index, ()))) for turn in part]
    return {"part": part, "word_rows": rows, "is_part_asked": "part" in request.GET}
