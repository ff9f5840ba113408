"""The chain of rounds of a pair, with the step that is open now."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from fourfold.guidance.cycle import CycleStep, StepEntry, steps
from fourfold.guidance.openness import three_way
from fourfold_web.coaching_cycle import actions
from fourfold_web.coaching_cycle.access import inputs_visible_to
from fourfold_web.coaching_cycle.conflicts import OPEN_AGAIN, out_of_turn
from fourfold_web.coaching_cycle.forms import ReplyForm, StepForm
from fourfold_web.coaching_cycle.models import SupervisorInput
from fourfold_web.coaching_cycle.queries import role_in, rounds_of
from fourfold_web.coaching_cycle.views.rows import ROUND, pair_for
from fourfold_web.engagements.access import grants_on_engagement
from fourfold_web.engagements.models import Engagement


@require_safe
def cycle(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Every round, the newest first, and what a supervisor put in."""
    return page(request, pair_for(request, engagement_id, "read"))


@require_POST
def write(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Write one step of a round; the page says which."""
    pair = pair_for(request, engagement_id, "write")
    number, step = request.POST.get("number", ""), request.POST.get("turn", "")
    if step not in tuple(CycleStep) or not number.isdecimal():
        raise out_of_turn(OPEN_AGAIN)
    form = StepForm(request.POST, entry=steps()[CycleStep(step)])
    if not form.is_valid():
        return page(request, pair, form)
    actions.write_step(
        by=request.user,
        engagement=pair,
        number=int(number[:4]),
        step=CycleStep(step),
        answers=form.to_answers(),
        due=form.cleaned_data.get("due"),
    )
    messages.success(request, "Kept. It is now on this page for both of you.")
    return redirect("coaching_cycle:cycle", engagement_id=pair.pk)


def page(
    request: HttpRequest,
    pair: Engagement,
    form: StepForm | None = None,
    *,
    reply_to: SupervisorInput | None = None,
    reply: ReplyForm | None = None,
) -> HttpResponse:
    """The chain, with what was typed into a step or a reply that could not be taken."""
    rounds = rounds_of(pair)
    role = role_in(pair, request.user.pk)
    may_write = "write" in grants_on_engagement(request.user, pair, ROUND)
    turn = rounds[0].waits_for if rounds else None
    is_mine = may_write and turn is not None and turn.is_for(role)
    reads = "read" in grants_on_engagement(request.user, pair, "supervisor_input")
    inputs = inputs_visible_to(request.user).filter(engagement=pair).select_related("supervisor")
    context = {
        "engagement": pair,
        "other": pair.other(request.user),
        "is_guide": pair.guide_id == request.user.pk,
        "three_way": three_way(pair.form) if reads else None,
        **pair.program.contacts,
        "rounds": rounds,
        "turn": turn,
        "waits_for": f"to write “{turn.title}”" if turn else "",
        "form": form or _form(turn, is_mine),
        "inputs": inputs if reads else (),
        "may_reply": "reply" in grants_on_engagement(request.user, pair, "supervisor_input"),
        "reply_to": reply_to,
        "reply": reply,
    }
    status = 422 if form or reply else 200
    return render(request, "coaching_cycle/cycle.html", context, status=status)


def _form(turn: StepEntry | None, is_mine: bool) -> StepForm | None:
    return StepForm(entry=turn) if turn and is_mine else None
