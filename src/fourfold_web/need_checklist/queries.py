"""What pages read of need checks, and how two of one unit differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet

from fourfold.programs.need_checklist import Need, Question, questions, verdict_words
from fourfold_web.need_checklist.models import NeedCheck
from fourfold_web.programs.models import Program


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check with its verdict in a word."""

    check: NeedCheck
    verdict: str


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that differs from the check before."""

    ask: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Since:
    """The check of the same unit before, and what differs."""

    check: NeedCheck
    verdict: str
    is_same: bool
    changes: Sequence[Change]


def by_unit(checks: QuerySet[NeedCheck]) -> list[tuple[str, list[CheckRow]]]:
    """The checks of each unit, the newest first."""
    rows = [CheckRow(each, verdict_words(each.to_core().verdict).in_short) for each in checks]
    return [(unit, list(each)) for unit, each in groupby(rows, lambda row: row.check.unit)]


def units_of(program: Program) -> list[str]:
    """The units that were looked at, by name."""
    return sorted(set(program.need_checks.values_list("unit", flat=True)))


def since_last(check: NeedCheck, need: Need) -> Since | None:
    """How the check differs from the one before it in the same unit; None for the first."""
    if check.finished_at is None:
        return None
    earlier = check.program.need_checks.filter(unit=check.unit, finished_at__lt=check.finished_at)
    before = earlier.order_by("-finished_at").first()
    if before is None:
        return None
    verdict = before.to_core().verdict
    changes = [
        Change(each.ask, _label(each, before.answers), _label(each, check.answers))
        for each in questions()
        if _label(each, before.answers) != _label(each, check.answers)
    ]
    return Since(before, verdict_words(verdict).in_short, verdict == need.verdict, changes)


def answered(check: NeedCheck) -> list[tuple[str, str]]:
    """Every question with the answer in words."""
    return [(each.ask, _label(each, check.answers)) for each in questions()]


def _label(question: Question, answers: dict[str, str]) -> str:
    value = answers.get(question.id)
    return next((each.label for each in question.choices if each.value == value), "Not sure")
