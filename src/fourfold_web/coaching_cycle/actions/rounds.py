"""Writing a step of a round, in its turn."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from fourfold.guidance.cycle import FORMS, CycleStep, check_turn, open_step, steps
from fourfold.issues import FourfoldError
from fourfold_web.coaching_cycle.conflicts import OPEN_AGAIN, out_of_turn
from fourfold_web.coaching_cycle.models import Round, RoundStep
from fourfold_web.coaching_cycle.queries import role_in
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.engagements.conflicts import pair_has_ended
from fourfold_web.engagements.models import Engagement
from fourfold_web.goals.actions import add_step
from fourfold_web.people.models import Person
from fourfold_web.shared.addresses import address
from fourfold_web.shared.audit import record


@transaction.atomic
def write_step(
    *,
    by: Person,
    engagement: Engagement,
    number: int,
    step: CycleStep,
    answers: Mapping[str, str],
    due: date | None = None,
) -> RoundStep:
    """Write one step of round `number`, or put right the one written last; the other side is told.

    The first step begins the round. A next step also becomes one of the learner's steps, to be done
    by `due`. `Conflict` when it is not this party's turn any more (A-4, G-59).
    """
    # One lock a pair: two taps, or both sides at once, come one after the other.
    pair = Engagement.objects.select_for_update(of=("self",)).get(pk=engagement.pk)
    if not pair.is_active or pair.form not in FORMS:
        raise pair_has_ended()
    row = _round(pair, number)
    done = row.done
    try:
        check_turn(step, done, role_in(pair, by.pk))
    except FourfoldError as refused:
        raise out_of_turn(str(refused)) from refused
    if row.steps.filter(step=step).exclude(by=by).exists():
        raise out_of_turn("The other one has written this step. Open the page again to read it.")
    held, is_new = RoundStep.objects.update_or_create(
        round=row, step=step, defaults={"by": by, "answers": dict(answers)}
    )
    record(actor=by, verb="write_step", of=row, step=step.value, again=not is_new)
    if is_new:
        _pass_on(by, pair, row, step, answers, due)
    return held


def _round(pair: Engagement, number: int) -> Round:
    """The round as it stands; the next number begins one when the last is complete."""
    rounds = list(pair.rounds.prefetch_related("steps"))
    found = next((each for each in rounds if each.number == number), None)
    if found:
        return found
    is_next = number == len(rounds) + 1 and not (rounds and open_step(rounds[-1].done))
    if not is_next:
        raise out_of_turn(OPEN_AGAIN)
    return Round.objects.create(engagement=pair, number=number)


def _pass_on(
    by: Person,
    pair: Engagement,
    row: Round,
    step: CycleStep,
    answers: Mapping[str, str],
    due: date | None,
) -> None:
    if step == CycleStep.NEXT_STEPS:
        add_step(by=by, learner=pair.learner, text=answers["next_step"], due=due, engagement=pair)
    waited_for = open_step({*row.done, step}) or CycleStep.REFLECTION
    turn = steps()[waited_for]
    other = pair.other(by)
    if turn.is_for(role_in(pair, other.pk)):
        queue_mail(
            to=other,
            kind="cycle_turn",
            path=address("coaching_cycle:cycle", pair.pk),
            key=f"cycle_turn:{row.pk}:{step}",
        )
