"""What is asked at the baseline, midpoint and end of a pair."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fourfold_web.guidance_sessions.views.rows import require, visible_pair
from fourfold_web.measures import actions
from fourfold_web.measures.access import programs_summed_up_for
from fourfold_web.measures.forms import MeasureForm
from fourfold_web.measures.queries import Due, due_for, items_of, summaries_in

DATUM = "measure_answers"


def measures(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """All that is due by now; one of them is answered here."""
    pair = visible_pair(request, engagement_id)
    require(request, pair, "look_back", DATUM)
    due = due_for(pair, request.user, now=timezone.now())
    chosen = _chosen(due, (request.POST or request.GET).get("what", ""))
    form = _form(request, pair, chosen) if chosen else None
    if request.method == "POST" and form and form.is_valid():
        actions.answer_measure(
            by=request.user,
            engagement=pair,
            instrument=chosen.instrument.key,
            occasion=chosen.occasion,
            answers=form.to_answers(),
            mean=form.to_mean(),
        )
        messages.success(request, "Kept. Only you can read it.")
        return redirect("measures:measures", engagement_id=pair.pk)
    context = {
        "engagement": pair,
        "other": pair.other(request.user),
        "due": due,
        "chosen": chosen,
        "form": form,
        **pair.program.contacts,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "measures/measures.html", context, status=status)


@require_safe
def summary(request: HttpRequest) -> HttpResponse:
    """The director's means over five people or more."""
    programs = programs_summed_up_for(request.user)
    if not programs:
        raise Http404
    return render(request, "measures/summary.html", {"rows": summaries_in(programs)})


def _chosen(due: list[Due], what: str) -> Due | None:
    """The one that is named as “one_question:baseline”; else the first without an answer."""
    if what:
        return next((e for e in due if f"{e.instrument.key}:{e.occasion}" == what), None)
    return next((each for each in due if each.answer is None), None)


def _form(request: HttpRequest, pair, chosen: Due) -> MeasureForm:
    return MeasureForm(
        request.POST or None,
        instrument=chosen.instrument,
        items=items_of(chosen.instrument, pair, request.user),
        initial=chosen.answer.answers if chosen.answer else None,
    )
