"""A learner writes what they look for: words and topic, then the form with its reasons."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.recommend import Recommendation, recommend
from fourfold_web.programs.models import MembershipRole
from fourfold_web.programs.queries import form_helps
from fourfold_web.wishes import actions
from fourfold_web.wishes.access import needs_of, open_rounds_of
from fourfold_web.wishes.conflicts import SameFormTwice, round_is_closed
from fourfold_web.wishes.forms import (
    EXPERT_FORMS,
    NONE_OF_THESE,
    NOT_SAID,
    AnswerForm,
    FormForm,
    NeedForm,
)
from fourfold_web.wishes.models import MatchingRound, Need
from fourfold_web.wishes.queries import guide_facts_in, names_used

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def new(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Another need in a round; who began one goes on with it."""
    rounds = open_rounds_of(request.user, MembershipRole.LEARNER)
    matching_round = get_object_or_404(rounds, pk=round_id)
    mine = needs_of(request.user).filter(round=matching_round, form_of_guidance="")
    return _words(request, matching_round, mine.first())


@require_http_methods(METHODS)
def words(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Change what a need says."""
    need = open_need_of(request, need_id)
    return _words(request, need.round, need)


@require_http_methods(METHODS)
def choose(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """The suggested form with its reasons, an answer still worth asking, the learner's choice."""
    need = open_need_of(request, need_id)
    recommendation = recommend(need.to_intake())
    if request.method == "POST" and "ask_more" in request.POST:
        more = AnswerForm(request.POST, need=need, keys=recommendation.still_to_ask)
        if more.is_valid():
            _save(request, need.round, need, more.to_words())
            return redirect("wishes:choose", need_id=need.pk)
    form = _form_form(request, need, recommendation)
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_form(
                learner=request.user,
                need=need,
                form_of_guidance=FormOfGuidance(form.cleaned_data["chosen"]),
                area=form.to_area(),
            )
        except SameFormTwice as conflict:
            form.add_error("chosen", f"{conflict}. {conflict.text}")
        else:
            return redirect("wishes:need", need_id=need.pk)
    return _choose_page(request, need, recommendation, form)


def open_need_of(request: HttpRequest, need_id: UUID) -> Need:
    """The learner's own need in an open round; whoever sends too late keeps what they wrote."""
    need = get_object_or_404(needs_of(request.user), pk=need_id)
    if not need.round.is_open:
        raise round_is_closed()
    return need


def _words(request: HttpRequest, matching_round: MatchingRound, need: Need | None) -> HttpResponse:
    form = NeedForm(request.POST or None, need=need)
    if request.method == "POST" and form.is_valid():
        kept = _save(request, matching_round, need, form.to_words())
        messages.success(request, "Kept. Only the introduction is for guides.")
        return redirect("wishes:choose", need_id=kept.pk)
    context = {"form": form, "need": need, "round": matching_round}
    return render(request, "wishes/words.html", context, status=_status(form))


def _save(request: HttpRequest, matching_round: MatchingRound, need: Need | None, said) -> Need:
    return actions.save_need(
        learner=request.user, matching_round=matching_round, said=said, need=need
    )


def _form_form(request: HttpRequest, need: Need, recommendation: Recommendation) -> FormForm:
    facts = guide_facts_in(need.round.program)
    suggested = recommendation.form_of_guidance or ""
    sent = request.POST if request.method == "POST" and "ask_more" not in request.POST else None
    return FormForm(
        sent,
        initial={"chosen": need.form_of_guidance or suggested, "area": _area_of(need)},
        offered=_offered(need),
        areas=names_used(facts, "expertise"),
        skills=names_used(facts, "skills"),
    )


def _offered(need: Need) -> list[FormOfGuidance]:
    """The forms of the round that the program has on; the one that was chosen before stays."""
    on = (*need.round.program.forms, need.form_of_guidance)
    return [form for form in need.round.forms_of_guidance if form in on]


def _area_of(need: Need) -> str:
    """What the learner chose before: an expert form without an area was “none of these”."""
    return need.area or (NONE_OF_THESE if need.form in EXPERT_FORMS else NOT_SAID)


def _choose_page(
    request: HttpRequest, need: Need, recommendation: Recommendation, form: FormForm
) -> HttpResponse:
    suggested = recommendation.form_of_guidance
    context = {
        "need": need,
        "form": form,
        "recommendation": recommendation,
        "is_matched_here": suggested in _offered(need),
        "is_offered_here": suggested in need.round.program.forms,
        "more": AnswerForm(need=need, keys=recommendation.still_to_ask[:1]),
        "helps": form_helps(need.round.program),
    }
    return render(request, "wishes/choose.html", context, status=_status(form))


def _status(form) -> int:
    return 422 if form.is_bound and form.errors else 200
