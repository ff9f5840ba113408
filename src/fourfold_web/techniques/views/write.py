"""Sharing a technique, and writing it anew. What may point to a learner is settled first."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fourfold_web.programs.access import named
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.techniques import actions
from fourfold_web.techniques.actions import NOT_ASKED, Described
from fourfold_web.techniques.forms import TechniqueForm
from fourfold_web.techniques.queries import may_share_in, names_of_learners
from fourfold_web.techniques.views.rows import require_role, technique_for


def new(request: HttpRequest) -> HttpResponse:
    """For guides who were asked to share; the others read why not."""
    require_role(request.user, MembershipRole.GUIDE)
    programs = may_share_in(request.user)
    if not programs:
        messages.info(request, NOT_ASKED)
        return redirect("techniques:techniques")
    program = named(programs, request.GET.get("program", ""))
    form = _form(request, program)
    if request.method == "POST" and form.is_valid():
        described = Described(**form.to_described())
        kept = actions.share_technique(by=request.user, program=program, described=described)
        messages.success(request, f"Shared with the guides of {program}.")
        return redirect("techniques:technique", technique_id=kept.pk)
    return _page(request, form, {"program": program, "programs": programs})


def edit(request: HttpRequest, technique_id: UUID) -> HttpResponse:
    """Write one's own technique anew."""
    found = technique_for(request, technique_id, "write")
    kept = {each: getattr(found, each) for each in ("form_of_guidance", "topic", "setting")}
    form = _form(request, found.program, initial={**found.words, **kept})
    if request.method == "POST" and form.is_valid():
        described = Described(**form.to_described())
        actions.change_technique(by=request.user, technique=found, described=described)
        messages.success(request, "Saved. What others said of the old words is gone.")
        return redirect("techniques:technique", technique_id=found.pk)
    return _page(request, form, {"technique": found, "program": found.program})


def _form(request: HttpRequest, program: Program, initial: dict | None = None) -> TechniqueForm:
    return TechniqueForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        learners=names_of_learners(program),
        author=request.user.name,
    )


def _page(request: HttpRequest, form: TechniqueForm, context: dict) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "techniques/write.html", {**context, "form": form}, status=status)
