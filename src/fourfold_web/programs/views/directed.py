"""The program that a page about its rules is for, and its frame."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from fourfold_web.programs.access import programs_of
from fourfold_web.programs.models import MembershipRole, Program


def directed(request: HttpRequest) -> Program:
    """The program named in the address, the director's first one without; 404 for any other."""
    wanted = request.GET.get("program", "")
    for program in programs_of(request.user, MembershipRole.DIRECTOR):
        if wanted in ("", str(program.pk)):
            return program
    raise Http404


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
