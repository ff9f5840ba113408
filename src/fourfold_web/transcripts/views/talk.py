"""The page of a session's words: both consents, and bringing the words in."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from fourfold.transcripts.reading import LARGEST_FILE
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.transcripts import actions
from fourfold_web.transcripts.access import drafts_visible_to, grants_on, transcripts_visible_to
from fourfold_web.transcripts.forms import ConsentForm, TalkForm
from fourfold_web.transcripts.queries import consents_of, is_agreed, without_words
from fourfold_web.transcripts.views.rows import note_draft, page_of, session_for

CONSENT = "transcript_consent"


def talk(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Where the words of this session stand, for both."""
    return _page(request, session_for(request, session_id, CONSENT, "read"), TalkForm())


@require_POST
def consent(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Say yes or no for this one session."""
    held = session_for(request, session_id, CONSENT, "write")
    answer = ConsentForm(request.POST)
    if not answer.is_valid():
        return _page(request, held, TalkForm(), problem="Answer with yes or no.")
    is_yes = answer.cleaned_data["answer"] == "yes"
    actions.answer_consent(by=request.user, guidance_session=held, is_yes=is_yes)
    return redirect("transcripts:talk", session_id=held.pk)


@require_POST
def withdraw(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Take a yes back; everything that stood on it is deleted."""
    held = session_for(request, session_id, CONSENT, "withdraw")
    if actions.withdraw_consent(by=request.user, guidance_session=held):
        messages.success(request, "Taken back. Whatever was kept of this talk has been deleted.")
    else:
        messages.info(request, "There was no yes of yours to take back.")
    return redirect("transcripts:talk", session_id=held.pk)


@csrf_exempt
@require_POST
def upload(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Read what the guide brings in, and go on to the check.

    Exempt so that its size is known before anything reads it: Django refuses what is too large
    without a page. Whatever is read is asked for its key as anywhere else.
    """
    held = session_for(request, session_id, "transcript", "write")
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.LARGEST_UPLOAD:
        return _refuse_too_large(request, held)
    return _read(request, held)


@csrf_protect
def _read(request: HttpRequest, held: GuidanceSession) -> HttpResponse:
    form = TalkForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, held, form)
    draft = actions.keep_draft(guide=request.user, guidance_session=held, talk=form.talk)
    note_draft(request, draft)
    return redirect("transcripts:check", draft_id=draft.pk)


def _refuse_too_large(request: HttpRequest, held: GuidanceSession) -> HttpResponse:
    # A browser shows no answer while nobody takes what it sends.
    while request.read(65_536):
        pass
    megabytes = LARGEST_FILE // 1024 // 1024
    problem = f"What you sent is larger than {megabytes} MB. Bring in a part of the talk."
    return _page(request, held, TalkForm(), problem=problem)


def _page(
    request: HttpRequest, held: GuidanceSession, form: TalkForm, *, problem: str = ""
) -> HttpResponse:
    consents = consents_of(held)
    mine = without_words(transcripts_visible_to(request.user))
    drafts = drafts_visible_to(request.user).defer("talk", "hits")
    is_guide = held.engagement.guide_id == request.user.pk
    context = page_of(request, held) | {
        "form": form,
        "problem": problem,
        "consents": consents,
        "mine": consents.guide if is_guide else consents.learner,
        "theirs": consents.learner if is_guide else consents.guide,
        "is_agreed": is_agreed(held),
        "transcript": mine.filter(guidance_session=held).first(),
        "draft": drafts.filter(guidance_session=held).first(),
        "may_answer": "write" in grants_on(request.user, held, CONSENT),
        "may_withdraw": "withdraw" in grants_on(request.user, held, CONSENT),
        "may_bring": "write" in grants_on(request.user, held, "transcript"),
    }
    status = 422 if form.errors or problem else 200
    return render(request, "transcripts/talk.html", context, status=status)
