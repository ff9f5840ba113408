"""What a supervisor sees: that the coaching of their learners runs, and nothing else (G-94)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.people.models import Person
from fourfold_web.programs.access import programs_of, roles_of, supervisions_of
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.reports.queries import coaching_of_supervised, goals_about_work
from fourfold_web.supervision.queries import learners_of


@require_safe
def supervision(request: HttpRequest) -> HttpResponse:
    """Form, start, number of meetings and shared goals about work, by running coaching pair."""
    if MembershipRole.SUPERVISOR not in roles_of(request.user):
        raise Http404
    rows = list(coaching_of_supervised(request.user))
    learners = learners_of(request.user)
    context = {
        "rows": rows,
        "work_goals": goals_about_work(request.user, rows),
        "learners": learners,
        "has_learners": bool(rows or learners) or supervisions_of(request.user).exists(),
        "without_coaching": _without_coaching(request.user),
    }
    return render(request, "reports/supervision.html", context)


def _without_coaching(person: Person) -> list[Program]:
    programs = programs_of(person, MembershipRole.SUPERVISOR)
    return [each for each in programs if FormOfGuidance.COACHING not in each.forms]
