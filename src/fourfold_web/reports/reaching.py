"""Who was reached in a half-year: by cohort, site and form, as it may be shown (B-7, LCME 11.2).

People count where they were when the half-year counted them first (`LearnerPlace`), and groups keep
the order in which they came up: so an open half-year never changes with a move on the roster.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, time
from math import ceil
from statistics import median
from typing import Any
from uuid import UUID

from django.db.models import Min
from django.utils import timezone

from fourfold.confidentiality.small_cells import Parts, shown_parts
from fourfold.programs.half_years import HalfYear
from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.reports.models import LearnerPlace, PeriodFigures
from fourfold_web.shared.bulk import insert_all

NOT_SAID = "Not said"
KINDS = ("cohort", "site")
COLUMNS = ("learners", "asked", "guided")
PAIR = "agreement__engagement"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: its learner and form, whether a pair came of it, weeks until the two met."""

    learner: UUID
    form: str
    guided: bool
    weeks: int | None


def reached_in(period: PeriodFigures, *, as_of: datetime, step: int) -> dict[str, Any]:
    """Rows by cohort, site and form, and all learners of the program; what is not shown is None.

    Keeps the place of everybody who is counted first. A number of all learners is left out as soon
    as one of the tables leaves it out.
    """
    program = period.program
    asked = list(_asked(program, period.half_year, as_of))
    groups = _groups_of(period, {each.learner for each in asked}, as_of)
    found: dict[str, Any] = {}
    totals = []
    for kind in KINDS:
        members = Counter(group[kind] for group in groups.values())
        names = _in_order(period, kind, members)
        sizes = [members[name] for name in names]
        found[kind], total = _table(names, sizes, asked, _group_in(groups, kind), step)
        totals.append(total)
    forms = _in_order(period, "form", [each.value for each in program.forms])
    found["form"], _ = _table(forms, [0] * len(forms), asked, lambda each: each.form, step)
    found["all"] = {
        column: None if None in values else values[0]
        for column, values in ((name, [each[name] for each in totals]) for name in COLUMNS)
    }
    found["all"]["weeks"] = _weeks(asked, step)
    return found


def _groups_of(
    period: PeriodFigures, asked: Set[UUID], as_of: datetime
) -> dict[UUID, dict[str, str]]:
    """Cohort and site of learners, kept from the first time on. After the end of the half-year only
    those come new who had asked in it."""
    known = {
        person: dict(zip(KINDS, place, strict=True))
        for person, *place in period.places.values_list("person", *KINDS)
    }
    rows = period.program.memberships.filter(role=MembershipRole.LEARNER).order_by()
    today = {
        person: {"cohort": cohort or NOT_SAID, "site": site or NOT_SAID}
        for person, cohort, site in rows.values_list("person", *KINDS)
    }
    nowhere = dict.fromkeys(KINDS, NOT_SAID)
    counts = set(asked) if known and as_of > start_of(period.half_year.ends) else asked | set(today)
    new = {person: today.get(person, nowhere) for person in counts - set(known)}
    insert_all([LearnerPlace(period=period, person_id=each, **new[each]) for each in new])
    return known | new


def _in_order(period: PeriodFigures, kind: str, members: Iterable[str]) -> list[str]:
    """The groups in the order in which they came up, since what is hidden follows from it."""
    before = [row["name"] for row in period.numbers.get(kind, ())]
    return [*before, *sorted(set(members) - set(before))]


def _asked(program: Program, half_year: HalfYear, as_of: datetime) -> Iterator[Asked]:
    rows = (
        GuidanceRequest.objects.filter(
            program=program,
            sent_at__gte=start_of(half_year.begins),
            sent_at__lt=min(start_of(half_year.ends), as_of),
        )
        .order_by()
        .values_list("learner", "chosen_form", "sent_at", f"{PAIR}__started_at")
        .annotate(first=Min(f"{PAIR}__guidance_sessions__opened_at"))
    )
    for learner, form, sent_at, started_at, first in rows:
        days = (first - sent_at).total_seconds() / 86_400 if first and first < as_of else None
        weeks = None if days is None else max(1, ceil(days / 7))
        yield Asked(learner, form, bool(started_at and started_at < as_of), weeks)


def start_of(day: date) -> datetime:
    """The first moment of `day` on the clock of the site."""
    return datetime.combine(day, time(), tzinfo=timezone.get_default_timezone())


def _group_in(groups: Mapping[UUID, Mapping[str, str]], kind: str) -> Callable[[Asked], str]:
    return lambda each: groups[each.learner][kind]


def _table(
    names: Sequence[str],
    members: Sequence[int],
    asked: Iterable[Asked],
    group: Callable[[Asked], str],
    step: int,
) -> tuple[list[dict[str, Any]], dict[str, int | None]]:
    """The rows of one table and its totals. Where asking is not shown, nor is what follows."""
    of_group: dict[str, list[Asked]] = {name: [] for name in names}
    for each in asked:
        of_group.get(group(each), []).append(each)
    columns = {
        "learners": shown_parts(members, step=step),
        "asked": _people(of_group.values(), step),
        "guided": _people(
            ([row for row in rows if row.guided] for rows in of_group.values()), step
        ),
    }
    rows = []
    for place, name in enumerate(names):
        row: dict[str, Any] = {key: parts.cells[place] for key, parts in columns.items()}
        if row["asked"] is None:
            row["guided"] = None
        row["weeks"] = _weeks(of_group[name], step) if row["guided"] else None
        rows.append({"name": name, **row})
    return rows, {key: parts.total for key, parts in columns.items()}


def _people(groups: Iterable[Iterable[Asked]], step: int) -> Parts:
    return shown_parts([len({each.learner for each in rows}) for rows in groups], step=step)


def _weeks(asked: Iterable[Asked], step: int) -> int | None:
    """Within how many whole weeks half of those who met had met; None for too few people."""
    first: dict[UUID, int] = {}
    for each in asked:
        if each.weeks is not None:
            first[each.learner] = min(each.weeks, first.get(each.learner, each.weeks))
    return ceil(median(first.values())) if len(first) >= step else None
