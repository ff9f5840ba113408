"""The rounds of a program, and one of them: who takes part, what is ruled, and its runs."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from fourfold.issues import FourfoldError
from fourfold_web.matching import actions
from fourfold_web.matching.access import rounds_visible_to
from fourfold_web.matching.forms import PairForm, RoundForm
from fourfold_web.matching.models import RulingKind
from fourfold_web.matching.queries import open_run_of, placed_in, runs_of
from fourfold_web.programs.access import named, programs_of
from fourfold_web.programs.models import MembershipRole
from fourfold_web.programs.queries import persons_with
from fourfold_web.wishes.access import taking_part
from fourfold_web.wishes.actions import close_round, open_round
from fourfold_web.wishes.models import MatchingRound
from fourfold_web.wishes.queries import counts_of

SAYS = {
    RulingKind.PIN: "Pinned. Every further run pairs these two.",
    RulingKind.FORBID: "Forbidden. No further run pairs these two.",
}


@require_http_methods(["GET", "HEAD", "POST"])
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round of the program, and a form to open the next."""
    programs = programs_of(request.user, MembershipRole.DIRECTOR)
    program = named(programs, request.GET.get("program", ""))
    form = RoundForm(request.POST or None, offered=program.forms)
    if request.method == "POST" and form.is_valid():
        try:
            opened = open_round(
                by=request.user,
                program=program,
                name=form.cleaned_data["name"],
                forms=form.to_forms(),
                wishes_until=form.to_moment(),
            )
        except FourfoldError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The round is open. Learners and guides hear of it by mail.")
            return redirect("matching:round", round_id=opened.pk)
    found = rounds_visible_to(request.user).filter(program=program)
    context = {
        "form": form,
        "programs": programs,
        "program": program,
        "rounds": found,
        "has_open": any(each.is_open for each in found),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "matching/rounds.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def round_page(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """One round; sending the page closes it."""
    found = get_object_or_404(rounds_visible_to(request.user), pk=round_id)
    if request.method == "POST":
        close_round(by=request.user, matching_round=found)
        messages.success(request, "The round is closed. What was published goes on.")
        return redirect("matching:round", round_id=found.pk)
    return _page(request, found, _pair_form(found))


@require_POST
def rule(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Pin or forbid a pair, or take either back; leads to where it was asked for."""
    found = get_object_or_404(rounds_visible_to(request.user), pk=round_id)
    if "lift" in request.POST:
        _lift(request, found)
        return redirect("matching:round", round_id=found.pk)
    form = _pair_form(found, request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    sent = form.cleaned_data
    kind = RulingKind(sent["kind"])
    try:
        actions.rule_pair(by=request.user, need=sent["need"], guide=sent["guide"], kind=kind)
    except FourfoldError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, found, form)
    messages.success(request, SAYS[kind])
    return _back(request, found)


def _lift(request: HttpRequest, found: MatchingRound) -> None:
    # A second tap finds it gone already.
    for ruling in found.rulings.filter(pk=uuid_in(request.POST["lift"])):
        actions.lift_ruling(by=request.user, ruling=ruling)
    messages.success(request, "Taken back.")


def uuid_in(text: str) -> UUID | None:
    """The id that an address or a page sends; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _back(request: HttpRequest, found: MatchingRound) -> HttpResponse:
    run = found.runs.filter(pk=uuid_in(request.POST.get("run", ""))).first()
    if run:
        return redirect("matching:run", run_id=run.pk)
    return redirect("matching:round", round_id=found.pk)


def _page(request: HttpRequest, found: MatchingRound, form: PairForm) -> HttpResponse:
    runs = list(runs_of(found)[:20])
    context = {
        "round": found,
        "counts": counts_of(found),
        "rulings": found.rulings.select_related("need__learner", "guide", "by"),
        "runs": runs,
        "is_at_work": open_run_of(found) is not None,
        "placed": placed_in(found),
        "form": form,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "matching/round.html", context, status=status)


def _pair_form(found: MatchingRound, sent=None) -> PairForm:
    return PairForm(sent, needs=open_needs_of(found), guides=guides_of(found))


def open_needs_of(found: MatchingRound):
    """The needs of a round that nobody is found for yet."""
    placed = placed_in(found).order_by().values("need")
    return taking_part(found).exclude(pk__in=placed).order_by("learner__name")


def guides_of(found: MatchingRound):
    """The guides of a round's program."""
    return persons_with(MembershipRole.GUIDE, found.program).filter(is_active=True).order_by("name")
