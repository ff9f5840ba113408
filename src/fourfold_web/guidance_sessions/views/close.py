"""Closing a meeting: a minute for each side, then a thank-you that says what is still missing."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fourfold_web.appointments.conflicts import TimeTaken
from fourfold_web.guidance_sessions import actions
from fourfold_web.guidance_sessions.access import feedback_readable_by
from fourfold_web.guidance_sessions.conflicts import has_not_ended
from fourfold_web.guidance_sessions.duty import Prompt, prompt_for
from fourfold_web.guidance_sessions.forms import ClosingForm, FeedbackForm, ReflectionForm
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.guidance_sessions.queries import meeting, next_planned
from fourfold_web.guidance_sessions.views.rows import page_of, shared_session


def close(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The questions for this side; once answered, thanks and what is still missing."""
    held = shared_session(request, session_id)
    if request.method == "GET" and not held.engagement.is_active:
        return redirect("guidance_sessions:pair", engagement_id=held.engagement_id)
    if held.ended_at is None:
        return _too_early(request, held)
    is_guide = held.engagement.guide_id == request.user.pk
    given = getattr(held, "guide_reflection" if is_guide else "closing_feedback", None)
    if given and request.method == "GET":
        return _thanks(request, held)
    form = _form(request, held, is_guide=is_guide)
    if request.method == "POST" and _is_kept(request, held, form, is_guide=is_guide):
        return redirect("guidance_sessions:close", session_id=held.pk)
    context = page_of(request, held) | {
        "form": form,
        "meeting": meeting(held),
        "prompt": _prompt(request, held),
    }
    status = 422 if form.errors else 200
    return render(request, "guidance_sessions/close.html", context, status=status)


def _prompt(request: HttpRequest, held: GuidanceSession) -> Prompt | None:
    if held.next_meeting_at or held.no_next_meeting:
        return None
    return prompt_for(
        request.user,
        held.engagement,
        now=timezone.now(),
        held=[held],
        planned=[],
        open_steps=0,
        is_closing=True,
    )


def _too_early(request: HttpRequest, held: GuidanceSession) -> HttpResponse:
    if request.method == "POST":
        raise has_not_ended()
    return redirect("guidance_sessions:live", session_id=held.pk)


def _form(request: HttpRequest, held: GuidanceSession, *, is_guide: bool) -> ClosingForm:
    about = {
        "next_meeting_is_set": bool(held.next_meeting_at or held.no_next_meeting),
        "declared": held.opening.form_of_guidance,
        "initial": {"next_meeting_at": next_planned(held.engagement)},
    }
    if is_guide:
        return ReflectionForm(request.POST or None, **about)
    return FeedbackForm(request.POST or None, guide_name=held.engagement.guide.first_name, **about)


def _is_kept(
    request: HttpRequest, held: GuidanceSession, form: ClosingForm, *, is_guide: bool
) -> bool:
    """Whether the answers were kept: all of them, or none when the next time is gone."""
    if not form.is_valid():
        return False
    try:
        _save(request, held, form, is_guide=is_guide)
    except TimeTaken as gone:
        form.add_error("next_meeting_at", f"{gone.title}. {gone.text}")
        return False
    return True


@transaction.atomic
def _save(
    request: HttpRequest, held: GuidanceSession, form: ClosingForm, *, is_guide: bool
) -> None:
    if is_guide:
        actions.give_reflection(
            guide=request.user,
            guidance_session=held,
            reflection=form.to_reflection(),
            promise=form.cleaned_data["promise"],
            promise_due=form.cleaned_data["due"],
        )
    else:
        actions.give_closing_feedback(
            learner=request.user,
            guidance_session=held,
            feedback=form.to_feedback(),
            words=form.cleaned_data["words"],
            open_reply=form.cleaned_data["open_reply"],
            step_due=form.cleaned_data["due"],
        )
    next_meeting = form.to_next_meeting()
    if next_meeting and not actions.set_next_meeting(
        by=request.user, guidance_session=held, next_meeting=next_meeting
    ):
        other = held.engagement.other(request.user).first_name
        messages.info(request, f"{other} had just set the next meeting, so that one holds.")


def _thanks(request: HttpRequest, held: GuidanceSession) -> HttpResponse:
    context = page_of(request, held) | {
        "meeting": meeting(held),
        "feedback": feedback_readable_by(request.user, held),
    }
    return render(request, "guidance_sessions/closed.html", context)
