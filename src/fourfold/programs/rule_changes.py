"""How two sets of a program's rules differ, in words for the director who changes them."""

from collections.abc import Iterator
from dataclasses import dataclass

from fourfold.guidance.agreement import Length
from fourfold.guidance.catalog import FormOfGuidance, profiles
from fourfold.programs.rules import ProgramRules


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One rule: what it is about, and both values in words. `differs` when these are not equal."""

    title: str
    before: str
    after: str

    @property
    def differs(self) -> bool:
        """Whether anything would change."""
        return self.before != self.after


def side_by_side(before: ProgramRules, after: ProgramRules) -> tuple[RuleChange, ...]:
    """Every rule now and then, in the order of the rules' page.

    The length of a form is told where it is on before or after.
    """
    return tuple(_compared(before, after))


def _compared(before: ProgramRules, after: ProgramRules) -> Iterator[RuleChange]:
    yield RuleChange("Forms of guidance", _forms(before), _forms(after))
    for form in FormOfGuidance:
        if form in before.forms_on or form in after.forms_on:
            title = f"{profiles()[form].name}, how long"
            yield RuleChange(title, *(length_words(each.lengths[form]) for each in (before, after)))
    yield RuleChange("Room", _room(before), _room(after))
    yield RuleChange("What every pair agrees to", _clauses(before), _clauses(after))


def length_words(length: Length) -> str:
    """“six sessions in three to six months, every two to four weeks”."""
    return f"{length.time_frame}, {length.cadence}"


def _forms(rules: ProgramRules) -> str:
    return ", ".join(profiles()[form].name for form in FormOfGuidance if form in rules.forms_on)


def _room(rules: ProgramRules) -> str:
    return "No limit" if rules.usual_room is None else str(rules.usual_room)


def _clauses(rules: ProgramRules) -> str:
    return "; ".join(clause.title for clause in rules.clauses) or "Nothing beyond the usual clauses"
