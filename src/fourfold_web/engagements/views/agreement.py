"""The agreement: read it clause by clause, propose other words, say yes."""

from dataclasses import replace

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
from fourfold.guidance.program_clauses import not_agreed_yet
from fourfold.issues import Issue
from fourfold_web.engagements import actions
from fourfold_web.engagements.access import (
    agreements_visible_to,
    grants_on_agreement,
    same_pairs,
)
from fourfold_web.engagements.agreement_forms import AgreementForm, SignForm
from fourfold_web.engagements.conflicts import agreement_changed, tell_if_over
from fourfold_web.engagements.models import Agreement, AgreementVersion, GuidanceRequest
from fourfold_web.engagements.queries import (
    clause_views,
    clauses_agreed_by,
    history_of,
    program_clause_views,
    triangle_of,
    versions_of,
    words_of,
)
from fourfold_web.programs.queries import clauses_of


def agreement(request: HttpRequest, request_id) -> HttpResponse:
    """The newest words, who has agreed to which clause, and how they came about."""
    shown = _agreement(request, request_id, needs="read")
    versions = versions_of(shown)
    if not versions:
        return _before_the_first(request, shown)
    return _show(request, shown, versions)


def _show(
    request: HttpRequest,
    shown: Agreement,
    versions: list[AgreementVersion],
    form: SignForm | None = None,
) -> HttpResponse:
    """The page; with a yes that lacks a tick it answers 422."""
    newest, guidance_request = versions[-1], shown.guidance_request
    terms = newest.to_core()
    both = {"learner_id": guidance_request.learner_id, "guide_id": guidance_request.guide_id}
    clauses = clause_views(versions, **both)
    grants = grants_on_agreement(request.user, shown)
    may_sign = (
        "sign" in grants and not newest.is_settled and newest.proposed_by_id != request.user.pk
    )
    if may_sign and form is None:
        form = _sign_form(request, versions)
    to_tick = {clause.title for clause in form.ticks.values()} if form else set()
    asked = program_clause_views(versions, **both)
    context = {
        "agreement": shown,
        "asked_for": guidance_request,
        "engagement": getattr(shown, "engagement", None),
        "newest": newest,
        "terms": terms,
        "clauses": clauses,
        "program_clauses": [each for each in asked if each.title not in to_tick],
        "form": form,
        "one_line": one_line(terms) if is_single_session(terms) else "",
        "warnings": _warnings(terms, is_guide=request.user.pk == guidance_request.guide_id),
        "history": history_of(versions),
        "settled": newest.is_settled,
        "same_pair": None if newest.is_settled else _same_pair(guidance_request),
        "may_write": "write" in grants,
        "may_sign": may_sign,
        "other": _other(request, shown),
    }
    status = 422 if form and form.is_bound else 200
    return render(request, "engagements/agreement.html", context, status=status)


def _warnings(terms: AgreementTerms, *, is_guide: bool) -> list[Issue]:
    """What deserves a second look. What a guide gains, only the guide can write."""
    found = [issue for issue in check_terms(terms) if issue.severity == "warning"]
    return [issue for issue in found if is_guide or issue.where != "interests"]


def _sign_form(request: HttpRequest, versions: list[AgreementVersion], sent=None) -> SignForm:
    before = clauses_agreed_by(versions, request.user.pk)
    return SignForm(
        sent,
        program_clauses=not_agreed_yet(versions[-1].to_core().program_clauses, before),
        initial={"seen_version": versions[-1].number},
    )


def propose(request: HttpRequest, request_id) -> HttpResponse:
    """Write the terms, or other words for some of them; the other side is then asked."""
    shown = _agreement(request, request_id, needs="write")
    versions = versions_of(shown)
    program = shown.guidance_request.program
    terms = versions[-1].to_core() if versions else _first_terms(shown)
    if wanted := request.GET.get("form"):
        form_wanted = _form_of(wanted)
        terms = in_form(terms, form_wanted, length=program.length(form_wanted))
    named = triangle_of(shown.guidance_request, terms.form_of_guidance)
    terms = replace(terms, triangle=named)
    seen = versions[-1].number if versions else 0
    form = AgreementForm(
        request.POST or None,
        terms=terms,
        seen_version=seen,
        offered=program.forms,
        program_clauses=clauses_of(program),
        is_guide=request.user.pk == shown.guidance_request.guide_id,
    )
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
    versions = versions_of(shown)
    if not versions:
        raise agreement_changed()
    form = _sign_form(request, versions, request.POST)
    if not form.is_valid():
        # A tick for other words than the newest is no yes to these.
        if form.data.get("seen_version") != str(versions[-1].number):
            raise agreement_changed()
        return _show(request, shown, versions, form)
    engagement = actions.sign_agreement(
        by=request.user, agreement=shown, seen_version=form.cleaned_data["seen_version"]
    )
    messages.success(request, "Agreed by both of you.")
    return redirect("guidance_sessions:pair", engagement_id=engagement.pk)


def _agreement(request: HttpRequest, request_id, *, needs: str) -> Agreement:
    visible = agreements_visible_to(request.user).select_related(
        "guidance_request__learner",
        "guidance_request__guide",
        "guidance_request__program",
        "engagement",
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
    form = asked_for.form_of_guidance
    return default_terms(
        form, session_goal=words_of(asked_for), length=asked_for.program.length(form)
    )


def _form_of(value: str) -> FormOfGuidance:
    try:
        return FormOfGuidance(value)
    except ValueError:
        raise Http404 from None


def _other(request: HttpRequest, shown: Agreement):
    asked_for = shown.guidance_request
    return asked_for.guide if request.user.pk == asked_for.learner_id else asked_for.learner
