"""The turn of a year: cohorts move up, the last ones leave, and a day to undo it."""

from collections import Counter
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from fourfold.issues import FourfoldError
from fourfold_web.programs.access import programs_of
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.roster import actions
from fourfold_web.roster.access import directed_program, roll_overs_visible_to
from fourfold_web.roster.models import RollOverState
from fourfold_web.roster.queries import outlook
from fourfold_web.roster.roll_over_forms import RollOverForm

OPEN = (RollOverState.MOVING, RollOverState.MOVED, RollOverState.LEAVING)
PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def roll_over(request: HttpRequest) -> HttpResponse:
    """Say what becomes of each cohort, see the numbers, and do it."""
    program = directed_program(request.user, request.GET.get("program", ""))
    before = roll_overs_visible_to(request.user).filter(program=program)
    current = before.filter(state__in=OPEN).first()
    if current:
        return redirect("roster:rolled_over", roll_over_id=current.pk)
    form = RollOverForm(request.POST or None, program=program)
    looked = None
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("do") == "start":
                return _start(request, program, form)
            looked = _look(program, form)
        except FourfoldError as refusal:
            form.add_error(None, str(refusal))
    context = {
        "form": form,
        "program": program,
        "programs": programs_of(request.user, MembershipRole.DIRECTOR),
        "looked": looked,
        "before": before[:5],
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "roster/roll_over.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def rolled_over(request: HttpRequest, roll_over_id: UUID) -> HttpResponse:
    """What was moved, who leaves and when, and the way back."""
    found = get_object_or_404(roll_overs_visible_to(request.user), pk=roll_over_id)
    if request.method == "POST":
        try:
            back = actions.undo_roll_over(by=request.user, roll_over=found)
            messages.success(request, f"Undone. {_are_back(back)} back in their cohort.")
        except FourfoldError as refusal:
            messages.error(request, str(refusal))
        return redirect("roster:rolled_over", roll_over_id=found.pk)
    moved = Counter(found.steps.exclude(after="").values_list("before", "after"))
    leavers = found.steps.filter(after="").select_related("person")
    context = {
        "turn": found,
        "moved": [(*way, people) for way, people in sorted(moved.items())],
        "page": Paginator(leavers, PER_PAGE).get_page(request.GET.get("page")),
        "may_undo": found.state == RollOverState.MOVED and timezone.now() < found.leaves_at,
    }
    return render(request, "roster/rolled_over.html", context)


def _look(program: Program, form: RollOverForm) -> dict:
    rows, leavers = outlook(
        program, form.moves, set(form.cleaned_data["stay"]), set(form.cleaned_data["leave"])
    )
    movers = sum(people for before, after, people in rows if after and after != before)
    return {"rows": rows, "leavers": leavers, "movers": movers}


def _are_back(people: int) -> str:
    return "1 person is" if people == 1 else f"{people} people are"


def _start(request: HttpRequest, program: Program, form: RollOverForm) -> HttpResponse:
    begun = actions.start_roll_over(
        by=request.user,
        program=program,
        moves=form.moves,
        stay=form.cleaned_data["stay"],
        leave=form.cleaned_data["leave"],
        pairs_end_at=form.pairs_end_at,
    )
    return redirect("roster:rolled_over", roll_over_id=begun.pk)
