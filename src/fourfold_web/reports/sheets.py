"""A program's figures as its pages show them: read from what was counted, in words and drawings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import dropwhile
from typing import Any

from fourfold.confidentiality.small_cells import STEP, coarser
from fourfold.guidance.catalog import FormOfGuidance, profile
from fourfold.programs.health import Figure, figure, lesson_says, share_of, window
from fourfold_web.documents.queries import DocumentsState
from fourfold_web.programs.models import Program
from fourfold_web.reports.access import step_of
from fourfold_web.reports.models import PeriodFigures, ProgramFigures
from fourfold_web.reports.queries import Waits

COUNTED = ("goals_first", "goals_moving", "switches", "feedback")
# So many earlier months tell what is usual.
MONTHS_FOR_USUAL = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a drawing: its name, its number (None is not shown) and its length in percent."""

    name: str
    number: int | None
    length: float
    form_of_guidance: str = ""


@dataclass(frozen=True, slots=True)
class FormRow:
    """One form: how many asked for it, how many began in it."""

    form_of_guidance: str
    name: str
    asked: Bar
    given: Bar


@dataclass(frozen=True, slots=True)
class Health:
    """The figures of one program over half a year; `as_of` is None before they were counted."""

    as_of: datetime | None
    step: int
    figures: tuple[Figure, ...]
    sessions: tuple[Bar, ...]
    sessions_say: str
    forms: tuple[FormRow, ...]
    forms_say: str
    lessons: tuple[str, ...]

    @property
    def since(self) -> datetime | None:
        """When the half year begins that `figures` and `forms` look at."""
        return self.as_of and self.as_of - window()

    @property
    def shows_any(self) -> bool:
        """Whether any number is large enough to show."""
        bars = [bar for row in self.forms for bar in (row.asked, row.given)]
        numbers = [each.whole for each in self.figures]
        return any(numbers) or any(bar.number for bar in [*self.sessions, *bars])


NO_FIGURES = Health(None, STEP, (), (), "", (), "", ())


@dataclass(frozen=True, slots=True)
class Reach:
    """One half-year by cohort, site and form; each table as rows of plain data."""

    name: str
    as_of: datetime
    is_final: bool
    step: int
    says: str
    tables: Mapping[str, Sequence[Mapping[str, Any]]]
    hides: bool


def waiting_figures(waits: Waits, documents: DocumentsState | None) -> tuple[Figure, ...]:
    """What waits now, each with an act; documents only once one was reviewed."""
    counted = {
        "waiting": (waits.overdue, waits.all),
        "unsettled": (waits.agreements, waits.agreements),
        "not_meeting": (waits.not_meeting, waits.not_meeting),
    }
    found = [figure(key, *numbers) for key, numbers in counted.items()]
    if documents and documents.reviewed:
        numbers = (documents.open_findings, documents.reviewed)
        found.append(figure("documents", *numbers, among=documents.with_findings))
    return tuple(found)


def health_of(program: Program) -> Health:
    """The figures that were counted last."""
    kept = ProgramFigures.objects.filter(program=program).first()
    if kept is None:
        return NO_FIGURES
    step, numbers = step_of(program, since=kept.as_of - window()), kept.numbers
    sessions = _months(numbers["sessions"], step)
    forms = _forms(program, numbers["forms"], step)
    return Health(
        as_of=kept.as_of,
        step=step,
        figures=tuple(figure(key, *_coarser(numbers[key], step), step=step) for key in COUNTED),
        sessions=sessions,
        sessions_say=_sessions_say(sessions, step),
        forms=forms,
        forms_say=_forms_say(forms),
        lessons=tuple(lesson_says(*row) for row in numbers.get("lessons_done", ()) if row[-1]),
    )


def reach_of(kept: PeriodFigures) -> Reach:
    """One half-year as it was counted."""
    step = step_of(kept.program, since=kept.as_of - window())
    tables = {
        kind: [_row(each, step) for each in kept.numbers[kind] if _is_there(each, kept.program)]
        for kind in ("cohort", "site", "form")
    }
    everybody = _row(kept.numbers["all"], step)
    hides = any(None in (row["asked"], row["guided"]) for rows in tables.values() for row in rows)
    return Reach(
        name=kept.half_year.name,
        as_of=kept.as_of,
        is_final=kept.is_final,
        step=step,
        says=_reach_says(everybody),
        tables=tables,
        hides=hides,
    )


def _is_there(row: Mapping[str, Any], program: Program) -> bool:
    """Whether a row says anything: “Not said” and a form that is off need a number for that."""
    is_off = row["name"] in set(FormOfGuidance) - set(program.forms)
    is_empty = row["learners"] is None and row["asked"] is None
    return not (is_empty and (is_off or row["name"] == "Not said"))


def _row(row: Mapping[str, Any], step: int) -> dict[str, Any]:
    counted = ("learners", "asked", "guided")
    found = {**row, **{key: coarser(row[key], step=step) for key in counted}}
    found["share"] = share_of(found["guided"], found["asked"], step=step)
    if found["guided"] is None:
        found["weeks"] = None
    return found


def _reach_says(row: Mapping[str, Any]) -> str:
    if row["asked"] is None:
        return "Too few people asked yet to show a number."
    found = "too few" if row["guided"] is None else f"about {row['guided']}"
    met = f" Half of those who met did so within {_weeks(row['weeks'])}." if row["weeks"] else ""
    shown = " to show" if row["guided"] is None else ""
    return f"About {row['asked']} learners asked, and {found} found a guide{shown}.{met}"


def _weeks(number: int) -> str:
    return "a week" if number == 1 else f"{number} weeks"


def _coarser(pair: Iterable[int | None], step: int) -> list[int | None]:
    return [coarser(each, step=step) for each in pair]


def _months(rows: Iterable[tuple[str, int | None]], step: int) -> tuple[Bar, ...]:
    every = [(date.fromisoformat(day), coarser(number, step=step)) for day, number in rows]
    # A young program has no use for a year of empty months.
    counted = list(dropwhile(lambda row: row[1] is None, every))
    most = max((number or 0 for _, number in counted), default=0)
    return tuple(Bar(f"{day:%b %Y}", number, _length(number, most)) for day, number in counted)


def _length(number: int | None, most: int) -> float:
    return round(100 * (number or 0) / most, 1) if most else 0.0


def _sessions_say(months: Sequence[Bar], step: int) -> str:
    seen = [each for each in months if each.number is not None]
    if not seen:
        return "Too few sessions in any month yet to show a number."
    last = months[-1]
    if last.number is None:
        return f"Fewer sessions in {last.name} than can be shown."
    before = [each.number for each in seen[:-1] if each.number is not None]
    told = f"About {last.number} sessions in {last.name}"
    if len(before) < MONTHS_FOR_USUAL:
        return f"{told}."
    usual = sum(before) / len(before)
    course = (
        "as many as"
        if abs(last.number - usual) <= max(usual / 10, step - 1)
        else ("more than" if last.number > usual else "fewer than")
    )
    return f"{told}, {course} in a usual month."


def _forms(
    program: Program, numbers: Mapping[str, list[int | None]], step: int
) -> tuple[FormRow, ...]:
    """The forms that are on, and those that were asked for or given before they were off."""
    every = {form: _coarser(pair, step) for form, pair in numbers.items()}
    pairs = {form: pair for form, pair in every.items() if form in program.forms or any(pair)}
    most = max((number or 0 for pair in pairs.values() for number in pair), default=0)
    return tuple(
        FormRow(form, profile(form).name, *(_bar(form, number, most) for number in pair))
        for form, pair in pairs.items()
    )


def _bar(form: str, number: int | None, most: int) -> Bar:
    return Bar(profile(form).name, number, _length(number, most), form)


def _forms_say(rows: Sequence[FormRow]) -> str:
    apart = [
        (row.asked.number - row.given.number, row.name)
        for row in rows
        if row.asked.number is not None and row.given.number is not None
    ]
    if not apart:
        return "Too few people asked yet to compare what they ask for with what they get."
    gap, name = max(apart)
    if gap <= 0:
        return "In the forms that can be compared, about as many get a form as ask for it."
    return f"{name} is asked for by more people than it is given to."
