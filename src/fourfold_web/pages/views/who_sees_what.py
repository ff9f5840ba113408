"""Who sees what, generated from the policy that also decides it (B-1)."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fourfold.confidentiality.narrowing import may_see_under, narrowings
from fourfold.confidentiality.visibility import Relation, Role
from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.pages.queries import visibility_rows
from fourfold_web.programs.access import memberships_of, named
from fourfold_web.programs.models import Program


@login_not_required
def who_sees_what(request: HttpRequest) -> HttpResponse:
    """One row for each kind of data: what is kept today, then what is planned.

    Members read the table of their program, with what it made stricter; all others the usual one.
    """
    programs = _programs_of(request)
    program = _asked_for(request, programs)
    periods = [each for each in program.periods if each.name in narrowings()] if program else []
    rows = visibility_rows([each.name for each in periods if each.is_on])
    context = {
        "parts": [
            ("", [row for row in rows if not row.datum.planned]),
            ("Not there yet", [row for row in rows if row.datum.planned]),
        ],
        "in_coaching": _in_coaching([each.name for each in periods if each.is_on]),
        "program": program,
        "programs": programs,
        "stricter": [narrowings()[each.name] for each in periods if each.is_on],
        "ended": [(narrowings()[each.name], each) for each in periods if not each.is_on],
    }
    return render(request, "pages/who_sees_what.html", context)


def _in_coaching(narrowed_by: list[str]) -> str:
    """What a supervisor sees of coaching, in one sentence (G-94)."""
    asked = (Role.SUPERVISOR, Relation.SUPERVISED)
    form = FormOfGuidance.COACHING
    counts = "count" in may_see_under(narrowed_by, *asked, "session_dates", form)
    goals = "work_goals" in may_see_under(narrowed_by, *asked, "goals", form)
    often = "since when and how often" if counts else "and since when"
    goal = ", and a goal once you mark it as work and share it there" if goals else ""
    return f"A supervisor sees only that it takes place, {often}{goal}."


def _programs_of(request: HttpRequest) -> list[Program]:
    if not request.user.is_authenticated:
        return []
    return list(dict.fromkeys(each.program for each in memberships_of(request.user)))


def _asked_for(request: HttpRequest, programs: list[Program]) -> Program | None:
    """The program with that id, the first one without; None for whoever is in none."""
    wanted = request.GET.get("program", "")
    return named(programs, wanted) if programs or wanted else None
