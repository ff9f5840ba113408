"""Which form the guide practiced in each turn, whatever form was in force."""

from collections.abc import Sequence

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.transcripts.fidelity.departures import Found
from fourfold.transcripts.fidelity.evidence import Shown
from fourfold.transcripts.fidelity.leaving import leaving


def practiced_forms(
    shown: Shown, forces: Sequence[FormOfGuidance], found: Sequence[Found]
) -> tuple[FormOfGuidance, ...]:
    """The form practiced in each turn of the guide.

    It is the form in force, save in a departure, and save at the end of a talk where the guide went
    back to the declared form without saying so.
    """
    away = {
        each.turn.index: left.departure.to_form
        for left in found
        for each in shown.turns
        if left.departure.start_turn <= each.turn.index <= left.departure.end_turn
    }
    back = _back_unsaid(shown, forces)
    return tuple(
        shown.declared if at >= back else away.get(each.turn.index, force)
        for at, (each, force) in enumerate(zip(shown.turns, forces, strict=True))
    )


def as_a_whole(
    shown: Shown, forces: Sequence[FormOfGuidance], practiced: Sequence[FormOfGuidance]
) -> tuple[FormOfGuidance, ...]:
    """The forms practiced, where announced stretches that came back count as the declared form."""
    if forces and forces[-1] is not shown.declared:
        return tuple(practiced)
    return tuple(
        shown.declared if form is force else form
        for form, force in zip(practiced, forces, strict=True)
    )


def _back_unsaid(shown: Shown, forces: Sequence[FormOfGuidance]) -> int:
    """From which turn on the guide was back although the announced form never ended."""
    back = len(shown.turns)
    for at in reversed(range(len(shown.turns))):
        each = shown.turns[at]
        if forces[at] is shown.declared or each.announced or leaving(each, shown).likelihood:
            break
        if each.turn.move in shown.returning:
            back = at
    return back
