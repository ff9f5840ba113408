"""One guidance request: its status for the learner, the preview for a guide."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fourfold_web.engagements.access import (
    guides_for,
    guides_for_anyone,
    may_answer,
    requests_visible_to,
)
from fourfold_web.engagements.conflicts import tell_if_answered
from fourfold_web.engagements.forms import AnswerForm, OfferForm, SendForm
from fourfold_web.engagements.models import GuidanceRequest, GuidanceRequestState
from fourfold_web.engagements.queries import answers_in_words
from fourfold_web.people.models import Person


def request_page(request: HttpRequest, request_id) -> HttpResponse:
    """What is asked, where it stands and who is waited for."""
    visible = requests_visible_to(request.user).select_related("learner", "program")
    try:
        asked_for = visible.get(pk=request_id)
    except GuidanceRequest.DoesNotExist:
        tell_if_answered(request.user, request_id)
        raise Http404 from None
    if asked_for.state == GuidanceRequestState.DRAFT:
        return redirect("engagements:question", request_id=asked_for.pk, page=1)
    return show_request(request, asked_for)


def said_when_sent(sent: GuidanceRequest) -> str:
    """What the learner is promised: a mail only if there is a guide who could answer."""
    if sent.state == GuidanceRequestState.WAITING:
        return "Sent. You will hear by mail as soon as somebody answers."
    return "Sent to your program. No guide is there to answer it yet."


def show_request(
    request: HttpRequest,
    asked_for: GuidanceRequest,
    *,
    form: AnswerForm | OfferForm | SendForm | None = None,
) -> HttpResponse:
    """The page as `request.user` may see it; with a refused form it answers 422."""
    own = asked_for.learner_id == request.user.pk
    template = "engagements/request_status.html" if own else "engagements/request_preview.html"
    context = _for_learner(asked_for) if own else _for_guide(request.user, asked_for)
    context |= {
        "asked_for": asked_for,
        "rows": [
            {
                "label": "In the learner's words" if not own else "In your words",
                "value": asked_for.text,
            },
            *answers_in_words(asked_for.to_core()),
        ],
        "recommendation": asked_for.shown_recommendation,
    }
    if form is not None:
        context["form"] = form
    return render(request, template, context, status=422 if form is not None else 200)


def _for_learner(asked_for: GuidanceRequest) -> dict:
    context = {"answers": asked_for.guide_answers.select_related("guide")}
    if asked_for.state == GuidanceRequestState.DECLINED:
        context["form"] = SendForm(guides=list(guides_for(asked_for)))
    return context


def _for_guide(guide: Person, asked_for: GuidanceRequest) -> dict:
    if not may_answer(guide, asked_for):
        return {}
    return {
        "may_answer": True,
        "form": AnswerForm(chosen_form=asked_for.chosen_form),
        "last_one": not guides_for_anyone(asked_for).exclude(person=guide).exists(),
    }
