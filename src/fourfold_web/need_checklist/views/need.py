"""Need checks of a program: begin one, and read those of before. Guides read them too."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fourfold_web.need_checklist import actions
from fourfold_web.need_checklist.access import (
    DATUM,
    checks_visible_to,
    checks_written_by,
)
from fourfold_web.need_checklist.forms import UnitForm
from fourfold_web.need_checklist.queries import by_unit, units_of
from fourfold_web.programs.access import (
    program_read_by,
    program_written_by,
    programs_granting,
    programs_of,
)
from fourfold_web.programs.models import MembershipRole


@require_http_methods(["GET", "HEAD", "POST"])
def need(request: HttpRequest) -> HttpResponse:
    """Name a unit and begin; below stand the checks of before."""
    program = program_written_by(request.user, DATUM, request.GET.get("program", ""))
    form = UnitForm(request.POST or None, initial={"unit": request.GET.get("unit", "")})
    if request.method == "POST" and form.is_valid():
        unit = form.cleaned_data["unit"]
        check = actions.begin_check(by=request.user, program=program, unit=unit)
        return redirect("need_checklist:ask", check_id=check.pk, page=1)
    own = checks_written_by(request.user).filter(program=program)
    context = {
        "form": form,
        "program": program,
        "programs": programs_granting(request.user, DATUM, "write"),
        "units": by_unit(own.exclude(finished_at=None)),
        "unfinished": own.filter(by=request.user, finished_at=None),
        "names": units_of(program),
    }
    status = 422 if form.is_bound else 200
    return render(request, "need_checklist/need.html", context, status=status)


@require_safe
def shared(request: HttpRequest) -> HttpResponse:
    """What guides of the program read."""
    program = program_read_by(request.user, DATUM, request.GET.get("program", ""))
    context = {
        "program": program,
        "programs": programs_of(request.user, MembershipRole.GUIDE),
        "units": by_unit(checks_visible_to(request.user).filter(program=program)),
    }
    return render(request, "need_checklist/shared.html", context)
