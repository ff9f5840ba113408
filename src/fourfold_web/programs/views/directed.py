"""The program that a page about its rules is for, and its frame."""

from collections.abc import Collection

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.programs.access import named, programs_of
from fourfold_web.programs.forms import SureForm
from fourfold_web.programs.losing import lost_by
from fourfold_web.programs.models import MembershipRole, Program


def directed(request: HttpRequest) -> Program:
    """The program named in the address, the director's first one without; 404 for any other."""
    directs = programs_of(request.user, MembershipRole.DIRECTOR)
    return named(directs, request.GET.get("program", ""))


def rules_page(
    request: HttpRequest, template: str, program: Program, form=None, **context
) -> HttpResponse:
    """One page about the rules of `program`; with a refused form it answers 422."""
    context |= {"program": program, "program_id": str(program.pk), "form": form}
    refused = form is not None and form.is_bound and form.errors
    return render(request, f"programs/{template}.html", context, status=422 if refused else 200)


def back_to_rules(program: Program) -> HttpResponse:
    """To the overview of all rules of `program`."""
    return redirect(f"{reverse('programs:rules')}?program={program.pk}")


def may_lose(form: SureForm, program: Program, forms_on: Collection[FormOfGuidance]) -> bool:
    """Whether the forms on may become these: no open round loses one, or the director is sure."""
    lost = lost_by(program, forms_on)
    if lost and not form.cleaned_data["sure"]:
        form.add_error("sure", f"{lost} Close the round first, or tick that you are sure.")
    return form.is_valid()
