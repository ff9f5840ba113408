"""The list of lessons, and a guide's word on who may read what they have done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from fourfold_web.learning import actions
from fourfold_web.learning.access import sides_of
from fourfold_web.learning.queries import lesson_rows, readiness_of, unfinished_first_lesson
from fourfold_web.programs.access import roles_of
from fourfold_web.programs.models import MembershipRole


@require_safe
def lessons(request: HttpRequest) -> HttpResponse:
    """What was asked for first, what else fits one's role, and the rest."""
    sides, rows = set(sides_of(request.user)), lesson_rows(request.user)
    first = [row for row in rows if row.is_first]
    mine = [row for row in rows if not row.is_first and sides & set(row.lesson.sides)]
    context = {
        "first": first,
        "mine": mine,
        "others": [row for row in rows if row not in first and row not in mine],
        "is_guide": "guide" in sides,
        "directs": MembershipRole.DIRECTOR in roles_of(request.user),
        "readiness": readiness_of(request.user),
    }
    return render(request, "learning/lessons.html", context)


@require_safe
def first(request: HttpRequest) -> HttpResponse:
    """The next first lesson, a part of the home page; nothing when none is left."""
    if not request.htmx:
        return redirect("learning:lessons")
    row = unfinished_first_lesson(request.user)
    return render(request, "learning/first.html", {"row": row})


@require_POST
def show(request: HttpRequest) -> HttpResponse:
    """Let learners read which lessons one has done, or no longer."""
    shows = request.POST.get("do") == "show"
    actions.show_lessons(by=request.user, shows=shows)
    done = "Learners can read it now." if shows else "Learners no longer read it."
    messages.success(request, done)
    return redirect("learning:lessons")
