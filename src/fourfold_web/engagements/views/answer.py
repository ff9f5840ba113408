"""The guide's answer to a request, and what the learner does with it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions
from fourfold_web.engagements.access import (
    guides_for,
    may_answer,
    requests_of,
    requests_visible_to,
)
from fourfold_web.engagements.conflicts import tell_if_answered, tell_if_let_go
from fourfold_web.engagements.forms import AnswerForm, OfferForm, SendForm
from fourfold_web.engagements.models import AnswerKind, GuidanceRequest, GuidanceRequestState
from fourfold_web.engagements.queries import with_wait_facts
from fourfold_web.engagements.room import with_taken
from fourfold_web.engagements.views.request_page import (
    led_to_draft,
    said_when_sent,
    show_request,
)

# What the learner hears after their yes or no to an offer, by where the request stands then.
AFTER_OFFER = {
    GuidanceRequestState.ACCEPTED: "Good. Your guide now writes down the terms.",
    GuidanceRequestState.WAITING: "All right. We look further.",
    GuidanceRequestState.DECLINED: "All right. Choose how to go on.",
    GuidanceRequestState.NO_GUIDE: "All right. No other guide is free to take it yet.",
}


@require_POST
def answer(request: HttpRequest, request_id) -> HttpResponse:
    """Accept, offer another form, pass on or decline; whoever comes second is told kindly."""
    asked_for = _answerable(request, request_id)
    form = AnswerForm(
        request.POST, chosen_form=asked_for.chosen_form, offered=asked_for.program.forms
    )
    if not form.is_valid():
        return show_request(request, asked_for, form=form)
    given, mine = form.cleaned_data, {"guide": request.user, "guidance_request": asked_for}
    match given["kind"]:
        case AnswerKind.ACCEPT:
            actions.accept_request(**mine)
            return redirect("engagements:propose", request_id=asked_for.pk)
        case AnswerKind.OFFER:
            form_of_guidance = FormOfGuidance(given["form_of_guidance"])
            actions.offer_form(**mine, form_of_guidance=form_of_guidance, phrase=given["phrase"])
            messages.success(request, "Offered. You will hear whether it suits the learner.")
        case AnswerKind.PASS_ON:
            actions.pass_request_on(**mine, phrase=given["phrase"], reason=given["reason"])
            messages.success(request, "Passed on. It goes on as the learner wanted.")
        case AnswerKind.DECLINE:
            actions.decline_request(**mine, phrase=given["phrase"], reason=given["reason"])
            messages.success(request, "Declined. The learner gets your reason.")
    return redirect("engagements:queue")


@require_POST
def answer_offer(request: HttpRequest, request_id) -> HttpResponse:
    """The learner takes the form that the guide offers, or keeps looking."""
    asked_for = _own(request, request_id)
    form = OfferForm(request.POST)
    if not form.is_valid():
        return show_request(request, asked_for, form=form)
    answered = actions.answer_offer(
        learner=request.user,
        guidance_request=asked_for,
        seen_guide=form.cleaned_data["guide"],
        accept=form.cleaned_data["accept"] == "yes",
    )
    messages.success(request, AFTER_OFFER[answered.state])
    return redirect("engagements:guidance_request", request_id=asked_for.pk)


@require_POST
def ask_again(request: HttpRequest, request_id) -> HttpResponse:
    """After a no the learner asks another guide, or anyone."""
    asked_for = _own(request, request_id)
    guides = with_taken(guides_for(asked_for)).select_related("person")
    form = SendForm(request.POST, guides=guides)
    if not form.is_valid():
        return show_request(request, asked_for, form=form)
    sent = actions.ask_again(learner=request.user, guidance_request=asked_for, **form.to_route())
    messages.success(request, said_when_sent(sent))
    return redirect("engagements:guidance_request", request_id=asked_for.pk)


@require_POST
def start_again(request: HttpRequest, request_id) -> HttpResponse:
    """The learner asks anew with the words of an earlier request."""
    asked_for = _own(request, request_id)
    draft = actions.start_again(learner=request.user, guidance_request=asked_for)
    return led_to_draft(request, draft, asked_for)


@require_POST
def withdraw(request: HttpRequest, request_id) -> HttpResponse:
    """The learner takes the request back; no reason is asked."""
    asked_for = _own(request, request_id)
    actions.withdraw_request(learner=request.user, guidance_request=asked_for)
    messages.success(request, "Withdrawn. Nobody sees it any longer but you.")
    return redirect("home")


def _answerable(request: HttpRequest, request_id) -> GuidanceRequest:
    visible = with_wait_facts(requests_visible_to(request.user))
    asked_for = visible.filter(pk=request_id).first()
    if asked_for is None or not may_answer(request.user, asked_for):
        tell_if_answered(request.user, request_id)
        tell_if_let_go(request.user, request_id)
        raise Http404
    return asked_for


def _own(request: HttpRequest, request_id) -> GuidanceRequest:
    mine = with_wait_facts(requests_of(request.user)).exclude(state=GuidanceRequestState.DRAFT)
    return get_object_or_404(mine, pk=request_id)
