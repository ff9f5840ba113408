"""The agreement: read it clause by clause, propose other words, say yes."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from fourfold.guidance.agreement import (
    AgreementTerms,
    check_terms,
    default_terms,
    in_form,
    is_single_session,
    one_line,
)
from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions
from fourfold_web.engagements.access import (
    agreements_visible_to,
    grants_on_agreement,
    same_pairs,
)
from fourfold_web.engagements.agreement_forms import AgreementForm, SignForm
from fourfold_web.engagements.conflicts import agreement_changed, tell_if_over
from fourfold_web.engagements.models import Agreement, GuidanceRequest
from fourfold_web.engagements.queries import clause_views, history_of, versions_of, words_of


def agreement(request: HttpRequest, request_id) -> HttpResponse:
    """The newest words, who has agreed to which clause, and how they came about."""
    shown = _agreement(request, request_id, needs="read")
    versions = versions_of(shown)
    if not versions:
        return _before_the_first(request, shown)
    newest, guidance_request = versions[-1], shown.guidance_request
    terms = newest.to_core()
    clauses = clause_views(
        versions, learner_id=guidance_request.learner_id, guide_id=guidance_request.guide_id
    )
    grants = grants_on_agreement(request.user, shown)
    context = {
        "agreement": shown,
        "asked_for": guidance_request,
        "engagement": getattr(shown, "engagement", None),
        "newest": newest,
        "terms": terms,
        "clauses": clauses,
        "one_line": one_line(terms) if is_single_session(terms) else "",
        "warnings": [issue for issue in check_terms(terms) if issue.severity == "warning"],
        "history": history_of(versions),
        "settled": newest.is_settled,
        "same_pair": None if newest.is_settled else _same_pair(guidance_request),
        "may_write": "write" in grants,
        "may_sign": "sign" in grants
        and not newest.is_settled
        and newest.proposed_by_id != request.user.pk,
        "other": _other(request, shown),
    }
    return render(request, "engagements/agreement.html", context)


def propose(request: HttpRequest, request_id) -> HttpResponse:
    """Write the terms, or other words for some of them; the other side is then asked."""
    shown = _agreement(request, request_id, needs="write")
    versions = versions_of(shown)
    terms = versions[-1].to_core() if versions else _first_terms(shown)
    if wanted := request.GET.get("form"):
        terms = in_form(terms, _form_of(wanted))
    seen = versions[-1].number if versions else 0
    form = AgreementForm(request.POST or None, terms=terms, seen_version=seen)
    if request.method == "POST" and form.is_valid():
        actions.propose_agreement(
            by=request.user,
            agreement=shown,
            terms=form.to_terms(),
            seen_version=form.cleaned_data["seen_version"],
        )
        messages.success(request, "Proposed. The other side is asked to agree.")
        return redirect("engagements:agreement", request_id=request_id)
    context = {
        "form": form,
        "terms": terms,
        "asked_for": shown.guidance_request,
        "first": not versions,
        "single": is_single_session(terms),
        "is_guide": request.user.pk == shown.guidance_request.guide_id,
        "asks_interests": terms.form_of_guidance == FormOfGuidance.MENTORING,
        "other": _other(request, shown),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "engagements/propose.html", context, status=status)


@require_POST
def sign(request: HttpRequest, request_id) -> HttpResponse:
    """Say yes to the version that was shown. With both assents the pair begins."""
    shown = _agreement(request, request_id, needs="sign")
    form = SignForm(request.POST)
    if not form.is_valid():
        raise agreement_changed()
    engagement = actions.sign_agreement(
        by=request.user, agreement=shown, seen_version=form.cleaned_data["seen_version"]
    )
    messages.success(request, "Agreed by both of you.")
    return redirect("guidance_sessions:pair", engagement_id=engagement.pk)


def _agreement(request: HttpRequest, request_id, *, needs: str) -> Agreement:
    visible = agreements_visible_to(request.user).select_related(
        "guidance_request__learner", "guidance_request__guide", "engagement"
    )
    shown = visible.filter(guidance_request=request_id).first()
    if shown and needs in grants_on_agreement(request.user, shown):
        return shown
    if request.method == "POST":
        tell_if_over(request.user, request_id)
    raise Http404


def _same_pair(asked_for: GuidanceRequest):
    """A running pair of these two in the form that is asked for, beside this agreement."""
    beside = same_pairs(asked_for, asked_for.guide)
    return beside.exclude(agreement__guidance_request=asked_for).first()


def _before_the_first(request: HttpRequest, shown: Agreement) -> HttpResponse:
    """The guide writes first (G-29); until then the learner sees who is waited for."""
    if request.user.pk == shown.guidance_request.guide_id:
        return redirect("engagements:propose", request_id=shown.guidance_request_id)
    return redirect("engagements:guidance_request", request_id=shown.guidance_request_id)


def _first_terms(shown: Agreement) -> AgreementTerms:
    asked_for = shown.guidance_request
    return default_terms(asked_for.form_of_guidance, session_goal=words_of(asked_for))


def _form_of(value: str) -> FormOfGuidance:
    try:
        return FormOfGuidance(value)
    except ValueError:
        raise Http404 from None


def _other(request: HttpRequest, shown: Agreement):
    asked_for = shown.guidance_request
    return asked_for.guide if request.user.pk == asked_for.learner_id else asked_for.learner
