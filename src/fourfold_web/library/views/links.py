"""Whether the links of the library still lead somewhere; looked at only when a director asks."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from fourfold_web.library.access import DATUM
from fourfold_web.library.actions import ask_for_links
from fourfold_web.library.link_check import Answer
from fourfold_web.library.models import LinkResult
from fourfold_web.library.queries import LinkState, entries_with_link, link_state
from fourfold_web.programs.access import program_written_by, programs_granting


@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest) -> HttpResponse:
    """The newest look with the answer of each link; a button asks for another."""
    program = program_written_by(request.user, DATUM, request.GET.get("program", ""))
    if request.method == "POST":
        ask_for_links(by=request.user, program=program)
        messages.success(request, "Looking. It takes a minute at most.")
        return redirect(request.get_full_path())
    state = link_state(program)
    context = {
        "program": program,
        "programs": programs_granting(request.user, DATUM, "write"),
        "number": len(entries_with_link(program)),
        "state": state,
        "may_ask": state is None
        or bool(state.report.finished_at)
        or state.report.is_stuck(timezone.now()),
        "rows": [_row(each) for each in _ordered(state)],
    }
    return render(request, "library/links.html", context)


def _ordered(state: LinkState | None) -> list[LinkResult]:
    """Those that need a look first."""
    if state is None:
        return []
    return sorted(state.results, key=lambda each: Answer(each.answer).is_good)


def _row(result: LinkResult) -> dict:
    answer = Answer(result.answer)
    return {
        "result": result,
        "says": answer.says,
        "is_good": answer.is_good,
        "is_silence": answer.is_silence,
    }
