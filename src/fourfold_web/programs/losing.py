"""What a change of the forms on would take from an open matching round."""

from collections.abc import Collection

from fourfold.guidance.catalog import FormOfGuidance, profile
from fourfold_web.programs.models import Program


def lost_by(program: Program, forms_on: Collection[FormOfGuidance]) -> str:
    """Which open rounds could no longer be asked for what, in sentences; empty for none.

    Rounds belong to an app above, which is why they are reached by the row.
    """
    rounds = program.matching_rounds.filter(closed_at=None)
    return " ".join(filter(None, (_lost(each, program, forms_on) for each in rounds)))


def _lost(matching_round, program: Program, forms_on: Collection[FormOfGuidance]) -> str:
    matched = [form for form in matching_round.forms_of_guidance if form in program.forms]
    lost = [profile(form).name.lower() for form in matched if form not in forms_on]
    if not lost:
        return ""
    nothing = " Nothing is left to choose in it." if len(lost) == len(matched) else ""
    return (
        f"The round “{matching_round.name}” is open and matches for {' and '.join(lost)}, which"
        f" learners could no longer choose.{nothing}"
    )
