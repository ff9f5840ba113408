"""One guidance request: its status for the learner, the preview for a guide."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fourfold.guidance.intake import question
from fourfold.guidance.waiting import Wait, then_in_words
from fourfold_web.engagements import actions
from fourfold_web.engagements.access import (
    guides_for,
    may_answer,
    may_read_words,
    requests_visible_to,
    same_pairs,
)
from fourfold_web.engagements.conflicts import tell_if_answered
from fourfold_web.engagements.forms import AnswerForm, OfferForm, SendForm
from fourfold_web.engagements.models import Afterwards, GuidanceRequest, GuidanceRequestState
from fourfold_web.engagements.queries import answers_in_words, wait_for, with_wait_facts
from fourfold_web.engagements.room import full_membership, with_taken
from fourfold_web.people.models import Person


def request_page(request: HttpRequest, request_id) -> HttpResponse:
    """What is asked, where it stands and who is waited for."""
    visible = with_wait_facts(requests_visible_to(request.user)).select_related(
        "learner", "program"
    )
    try:
        asked_for = visible.get(pk=request_id)
    except GuidanceRequest.DoesNotExist:
        tell_if_answered(request.user, request_id)
        raise Http404 from None
    if asked_for.state == GuidanceRequestState.DRAFT:
        return redirect("engagements:question", request_id=asked_for.pk, page=1)
    if may_answer(request.user, asked_for):
        actions.note_seen(guide=request.user, guidance_request=asked_for)
    return show_request(request, asked_for)


def said_when_sent(sent: GuidanceRequest) -> str:
    """What the learner is promised: a mail only if there is a guide who could answer."""
    if sent.state == GuidanceRequestState.WAITING:
        return "Sent. You will hear by mail as soon as somebody answers."
    if sent.afterwards == Afterwards.PROGRAM:
        return "Sent to your program, which looks for a guide."
    return "Sent to your program. No guide is there to answer it yet."


def led_to_draft(
    request: HttpRequest, draft: GuidanceRequest, earlier: GuidanceRequest
) -> HttpResponse:
    """To the draft of a new start, with the earlier words or with those it held already."""
    if draft.text == earlier.text:
        messages.success(request, "Here are your words again. Change what you like, then send.")
        return redirect("engagements:check", request_id=draft.pk)
    messages.info(request, "You have a draft already, and it is kept. Send it or change it first.")
    return redirect("engagements:question", request_id=draft.pk, page=1)


def show_request(
    request: HttpRequest,
    asked_for: GuidanceRequest,
    *,
    form: AnswerForm | OfferForm | SendForm | None = None,
) -> HttpResponse:
    """The page as `request.user` may see it; with a refused form it answers 422."""
    own = asked_for.learner_id == request.user.pk
    template = "engagements/request_status.html" if own else "engagements/request_preview.html"
    wait = wait_for(asked_for, now=timezone.now())
    context = _for_learner(asked_for, wait) if own else _for_guide(request.user, asked_for)
    context |= {
        "asked_for": asked_for,
        "wait": wait,
        **_words_of_it(request.user, asked_for),
    }
    if form is not None:
        context["form"] = form
    return render(request, template, context, status=422 if form is not None else 200)


def _words_of_it(person: Person, asked_for: GuidanceRequest) -> dict:
    """The learner's words, answers and recommendation; only the topic while words are kept back."""
    if not may_read_words(person, asked_for):
        topic = question("topic").choice(asked_for.topic).label if asked_for.topic else ""
        return {"rows": [{"label": "Topic", "value": topic}], "words_come_later": True}
    own = asked_for.learner_id == person.pk
    label = "In your words" if own else "In the learner's words"
    return {
        "rows": [
            {"label": label, "value": asked_for.text},
            *answers_in_words(asked_for.to_core()),
        ],
        "recommendation": asked_for.shown_recommendation,
    }


def _for_learner(asked_for: GuidanceRequest, wait: Wait | None) -> dict:
    context = {
        "answers": asked_for.guide_answers.select_related("guide"),
        "then": then_in_words(wait.then) if wait else "",
    }
    if asked_for.has_next:
        context["named_next"] = asked_for.choices.filter(asked_at=None).select_related("guide")
    if asked_for.state in (GuidanceRequestState.DECLINED, GuidanceRequestState.NO_GUIDE):
        guides = with_taken(guides_for(asked_for)).select_related("person")
        with_program = asked_for.state == GuidanceRequestState.NO_GUIDE
        context["form"] = SendForm(guides=guides, is_with_program=with_program)
    return context


def _for_guide(guide: Person, asked_for: GuidanceRequest) -> dict:
    if not may_answer(guide, asked_for):
        return {}
    return {
        "may_answer": True,
        "form": AnswerForm(chosen_form=asked_for.chosen_form, offered=asked_for.program.forms),
        "same_pair": same_pairs(asked_for, guide).first(),
        "full": full_membership(guide, asked_for.program_id),
    }
