"""Adding a product: paste a line, confirm what it names. Nothing is kept before that."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fourfold.guidance.products import Found, Reference
from fourfold.issues import FourfoldError
from fourfold_web.engagements.models import Engagement
from fourfold_web.products import actions
from fourfold_web.products.forms import BaseConfirmForms, ConfirmForms, PasteForm, forms_for
from fourfold_web.products.lookup import Candidate, LookupFailedError, candidates_for
from fourfold_web.products.views.rows import pair_for

BY_HAND = "Please type its title and year."
NOT_FOUND = f"We could not look it up now. {BY_HAND}"
NO_LIST = "We have no list for this ORCID iD now. Paste a DOI or a PMID, or type a title."


def add(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Paste, then confirm; both steps at one address."""
    engagement = pair_for(request, engagement_id, "write")
    if not engagement.is_active:
        return redirect("products:products", engagement_id=engagement.pk)
    if request.method != "POST":
        return _ask(request, engagement, PasteForm())
    if request.POST.get("do") == "keep":
        return _keep(request, engagement)
    form = PasteForm(request.POST)
    if not form.is_valid():
        return _ask(request, engagement, form)
    return _propose(request, engagement, form)


def _propose(request: HttpRequest, engagement: Engagement, form: PasteForm) -> HttpResponse:
    reference = form.cleaned_data["pasted"]
    if reference.found == Found.TITLE:
        return _confirm(request, engagement, forms_for([Candidate(reference, reference.value)]))
    try:
        found = _looked_up(reference)
    except LookupFailedError:
        if reference.found == Found.ORCID:
            form.add_error("pasted", NO_LIST)
            return _ask(request, engagement, form)
        notice = NOT_FOUND if settings.PRODUCT_LOOKUP else BY_HAND
        return _confirm(request, engagement, forms_for([Candidate(reference)]), notice=notice)
    return _confirm(request, engagement, forms_for(found))


def _looked_up(reference: Reference) -> list[Candidate]:
    if not settings.PRODUCT_LOOKUP:
        raise LookupFailedError
    return candidates_for(reference)


def _keep(request: HttpRequest, engagement: Engagement) -> HttpResponse:
    sent = ConfirmForms(request.POST)
    if not sent.is_valid():
        return _confirm(request, engagement, sent)
    confirmed = sent.confirmed()
    if not confirmed:
        return _confirm(request, engagement, sent, problem="Tick at least one to keep.")
    try:
        kept = actions.keep_products(by=request.user, engagement=engagement, confirmed=confirmed)
    except FourfoldError as refusal:
        return _confirm(request, engagement, sent, problem=str(refusal))
    messages.success(request, _says(len(kept), len(confirmed)))
    return redirect("products:products", engagement_id=engagement.pk)


def _says(kept: int, confirmed: int) -> str:
    if not kept:
        return "That is on the list already."
    says = "Kept." if kept == 1 else f"{kept} kept."
    return says if kept == confirmed else f"{says} The rest was on the list already."


def _ask(request: HttpRequest, engagement: Engagement, form: PasteForm) -> HttpResponse:
    context = {
        "engagement": engagement,
        "form": form,
        "other": engagement.guide,
        "looks_up": settings.PRODUCT_LOOKUP,
    }
    return render(request, "products/add.html", context, status=422 if form.errors else 200)


def _confirm(
    request: HttpRequest,
    engagement: Engagement,
    forms: BaseConfirmForms,
    *,
    notice: str = "",
    problem: str = "",
) -> HttpResponse:
    is_refused = bool(problem) or (forms.is_bound and not forms.is_valid())
    context = {
        "engagement": engagement,
        "forms": forms,
        "other": engagement.guide,
        "notice": notice,
        "problem": problem,
    }
    return render(request, "products/confirm.html", context, status=422 if is_refused else 200)
