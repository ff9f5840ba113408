"""One step of a lesson with its questions, and skipping a lesson by its questions."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fourfold.learning.checks import may_skip
from fourfold.learning.lessons import Lesson, lessons
from fourfold.programs.templates import USUAL_LESSONS
from fourfold_web.learning import actions
from fourfold_web.learning.access import records_visible_to
from fourfold_web.learning.forms import ChecksForm


def lesson(request: HttpRequest, lesson_id: str = USUAL_LESSONS[0], step: int = 1) -> HttpResponse:
    """Read, answer, and hear at once what speaks for or against an answer."""
    found = _lesson(lesson_id)
    if not 1 <= step <= len(found.steps):
        raise Http404
    this = found.steps[step - 1]
    form = ChecksForm(request.POST if request.method == "POST" else None, checks=this.checks)
    is_answered = request.method == "POST" and form.is_valid()
    if is_answered:
        actions.finish_step(by=request.user, lesson_id=found.id, step=step)
    record = records_visible_to(request.user).filter(lesson=found.id).first()
    context = {
        "lesson": found,
        "step": this,
        "number": step,
        "form": form,
        "is_answered": is_answered,
        "record": record,
        "next_number": step + 1 if step < len(found.steps) else None,
    }
    status = 422 if form.errors else 200
    return render(request, "learning/lesson.html", context, status=status)


def skip(request: HttpRequest, lesson_id: str = USUAL_LESSONS[0]) -> HttpResponse:
    """All questions of a lesson on one page, for somebody who knows it already."""
    found = _lesson(lesson_id)
    form = ChecksForm(request.POST if request.method == "POST" else None, checks=found.checks)
    is_answered = request.method == "POST" and form.is_valid()
    if is_answered and may_skip(form.replies()):
        actions.skip_lesson(by=request.user, lesson_id=found.id)
        messages.success(request, f"“{found.title}” is done. You know it already.")
        return redirect("learning:lessons")
    context = {
        "lesson": found,
        "form": form,
        "is_answered": is_answered,
        "worth_reading": _worth_reading(found, form) if is_answered else (),
    }
    status = 422 if form.errors else 200
    return render(request, "learning/skip.html", context, status=status)


def _lesson(lesson_id: str) -> Lesson:
    if lesson_id not in lessons():
        raise Http404
    return lessons()[lesson_id]


def _worth_reading(found: Lesson, form: ChecksForm) -> list[tuple[int, str]]:
    """The steps with an answer that was off, by number and title."""
    off = {
        row.check
        for row in form.rows
        if any(item.reply and not item.reply.is_right for item in row.items)
    }
    return [
        (number, step.title)
        for number, step in enumerate(found.steps, start=1)
        if off & set(step.checks)
    ]
