"""The director's page: what is asked for first, who has done it, and one tap to remind."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fourfold_web.learning import actions
from fourfold_web.learning.asked import first_lessons_of, seen_done
from fourfold_web.learning.forms import FirstLessonsForm
from fourfold_web.learning.queries import (
    completion_of,
    learning_people,
    member_rows,
    reminder_rests_until,
)
from fourfold_web.programs.access import named, programs_of
from fourfold_web.programs.models import MembershipRole, Program

PER_PAGE = 50


def program_lessons(request: HttpRequest) -> HttpResponse:
    """Completion only: never an answer, a time or a try."""
    programs = programs_of(request.user, MembershipRole.DIRECTOR)
    program = named(programs, request.GET.get("program", ""))
    if request.method != "POST":
        return _page(request, programs, program)
    if request.POST.get("do") == "remind":
        sent = actions.remind_of_lessons(by=request.user, program=program)
        messages.success(request, _reminded(sent))
        return redirect(request.get_full_path())
    if request.POST.get("do") != "ask_first":
        raise BadRequest("Unknown step.")
    form = FirstLessonsForm(request.POST)
    if form.is_valid():
        picked = form.cleaned_data["picked"]
        actions.ask_first(by=request.user, program=program, lesson_ids=picked)
        messages.success(request, "Saved. People find it on their home page.")
        return redirect(request.get_full_path())
    return _page(request, programs, program, form)


def _page(
    request: HttpRequest,
    programs: list[Program],
    program: Program,
    sent: FirstLessonsForm | None = None,
) -> HttpResponse:
    first, seen = first_lessons_of(program), seen_done(program)
    page = Paginator(learning_people(program), PER_PAGE).get_page(request.GET.get("page"))
    counts = completion_of(program, seen)
    context = {
        "programs": programs,
        "program": program,
        "counts": counts,
        "some_left": any(each.done < each.people for each in counts),
        "people": page,
        "rows": member_rows(program, page.object_list, seen),
        "form": sent or FirstLessonsForm(initial={"picked": [each.id for each in first]}),
        "query": f"program={program.pk}&" if len(programs) > 1 else "",
        "rests_until": reminder_rests_until(program),
    }
    return render(request, "learning/program.html", context, status=422 if sent else 200)


def _reminded(sent: int) -> str:
    if not sent:
        return "Everybody has done what was asked for."
    return f"{sent} {'person' if sent == 1 else 'people'} will be reminded."
