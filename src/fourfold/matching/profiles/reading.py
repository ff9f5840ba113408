"""LEARNERS.csv and GUIDES.csv as profiles; every mistake names its line."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold.matching.fit.facts import stages
from fourfold.matching.fit.people import ALL_FORMS, Guide, Learner, Need, Profiles
from fourfold.matching.profiles import values
from fourfold.matching.profiles.columns import Column, Columns, columns_of
from fourfold.matching.tables import Mistakes, Table

CAPACITY_OF = "capacity_"
# What separates the learner from one of their needs in a guide's ranking.
OF_NEED = "/"

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ReadProfiles:
    """Profiles and sentences about what the files hold that nothing was made of."""

    profiles: Profiles
    notices: tuple[str, ...]


def read_profiles(
    learners: Path, guides: Path, *, week_of: date, columns: Columns | None = None
) -> ReadProfiles:
    """Profiles from two spreadsheets; FourfoldError with all mistakes.

    `week_of` says in which week hours of several time zones are compared.
    """
    mistakes, notices = Mistakes(), list[str]()
    read = columns or Columns()
    of_learner = list(_rows(learners, "learners", read, mistakes, notices))
    of_guide = list(_rows(guides, "guides", read, mistakes, notices))
    found = _learners(learners.name, of_learner, mistakes)
    needs = {each.id: tuple(need.name for need in each.needs) for each in found}
    able = _guides(guides.name, of_guide, needs, mistakes)
    mistakes.refuse()
    return ReadProfiles(Profiles(tuple(found), tuple(able), week_of), tuple(notices))


def _rows(
    path: Path, side: str, columns: Columns, mistakes: Mistakes, notices: list[str]
) -> Iterator[tuple[int, Row]]:
    """(line, what its cells say) of every row that can be read."""
    known = columns_of(side)
    must = [columns.heading(side, each.name) for each in known if each.name in _MUST[side]]
    may = [columns.heading(side, each.name) for each in known if each.name not in _MUST[side]]
    ordered = sorted(known, key=lambda each: each.name not in _MUST[side])
    table = Table(path, must, may)
    for line, cells in table.rows():
        row: dict[str, Any] = {}
        for column, cell in zip(ordered, cells, strict=True):
            try:
                row[column.name] = _value(column, cell, columns)
            except FourfoldError as wrong:
                mistakes.add(table.line(line), f"{column.name}: {wrong}")
        if len(row) == len(ordered):
            yield line, row
    if table.unused:
        notices.append(f"{table.name}: nothing was made of {', '.join(table.unused)}.")


_MUST = {"learners": ("learner_id", "form"), "guides": ("guide_id", "capacity")}


def _value(column: Column, cell: str, columns: Columns) -> Any:
    """What one cell says; None where it is empty and the way of writing has no empty value."""
    ours = columns.in_our_words
    if column.how == "text":
        return cell
    if column.how == "id":
        return _said(cell)
    if column.how == "list":
        return frozenset(map(ours, values.listed(cell)))
    if column.how == "forms":
        return frozenset(values.form(ours(each)) for each in values.listed(cell))
    if column.how == "form":
        return values.form(ours(_said(cell)))
    if column.how == "stage":
        return _stage(ours(cell))
    if column.how == "number":
        return values.number(cell) if cell else None
    return _HOW[column.how](cell)


_HOW: dict[str, Callable[[str], Any]] = {
    "yes": values.yes,
    "hours": values.hours,
    "zone": values.zone,
    "ranking": values.ranking,
}


def _said(cell: str) -> str:
    if not cell:
        raise FourfoldError("it is missing.")
    return cell


def _stage(cell: str) -> str:
    name = cell.casefold().replace(" ", "_")
    if name and name not in (known := list(stages())):
        raise FourfoldError(f"“{cell}” is none of {', '.join(known)}.")
    return name


def _learners(file: str, rows: list[tuple[int, Row]], mistakes: Mistakes) -> list[Learner]:
    of: dict[str, list[tuple[int, Row]]] = {}
    for line, row in rows:
        of.setdefault(row["learner_id"], []).append((line, row))
    return [_learner(file, who, mine, mistakes) for who, mine in of.items()]


def _learner(file: str, who: str, mine: list[tuple[int, Row]], mistakes: Mistakes) -> Learner:
    own = {
        column.name: _agreed(file, column.name, mine, mistakes)
        for column in columns_of("learners")
        if not column.of_need and column.name not in ("learner_id", "time_zone")
    }
    needs: dict[str, Need] = {}
    wishes = {}
    for line, row in mine:
        need = _need(row)
        if need.name in needs:
            mistakes.add(
                f"{file} line {line}",
                f"learner {who} has the need {need.name} already. Give each a name of its own.",
            )
        needs[need.name] = need
        wishes[need.name] = row["ranking"]
    return Learner(
        id=who, needs=tuple(needs.values()), ranking=wishes, zone=mine[0][1]["time_zone"], **own
    )


def _need(row: Row) -> Need:
    form: FormOfGuidance = row["form"]
    name = row["need"] or form.value
    # Places by form are counted by what stands before the colon.
    kind = name if name.partition(":")[0] == form.value else f"{form.value}:{name}"
    return Need(kind, form, row["topic"], row["words"], row["goal"], row["counseling"])


def _agreed(file: str, name: str, mine: list[tuple[int, Row]], mistakes: Mistakes) -> Any:
    """What a learner's rows say about the learner: empty or the same in all of them."""
    said = [(line, row[name]) for line, row in mine if row[name]]
    if not said:
        return mine[0][1][name]
    first = said[0][1]
    for line, other in said[1:]:
        if other != first:
            mistakes.add(
                f"{file} line {line}",
                f"{name} differs from line {said[0][0]}. Say it once, or alike.",
            )
    return first


def _guides(
    file: str,
    rows: list[tuple[int, Row]],
    needs: Mapping[str, tuple[str, ...]],
    mistakes: Mistakes,
) -> list[Guide]:
    guides: dict[str, Guide] = {}
    for line, row in rows:
        if row["guide_id"] in guides:
            mistakes.add(f"{file} line {line}", f"guide {row['guide_id']} stands there twice.")
        elif row["capacity"] is None:
            mistakes.add(f"{file} line {line}", "capacity: it is missing.")
        else:
            guides[row["guide_id"]] = _guide(row, needs)
    return list(guides.values())


def _guide(row: Row, needs: Mapping[str, tuple[str, ...]]) -> Guide:
    by_form = {form: row[f"{CAPACITY_OF}{form}"] for form in FormOfGuidance}
    forms = row["forms"] or ALL_FORMS
    apart = ("guide_id", "about", "forms", "ready_forms", "time_zone", "min_if_open", "ranking")
    own = {k: v for k, v in row.items() if k not in apart and not k.startswith(CAPACITY_OF)}
    return Guide(
        id=row["guide_id"],
        words=row["about"],
        forms=forms,
        ready_forms=row["ready_forms"] or forms,
        zone=row["time_zone"],
        min_if_open=row["min_if_open"] or 0,
        capacity_by_form={form: most for form, most in by_form.items() if most is not None},
        ranking=tuple(_wished(tier, needs) for tier in row["ranking"]),
        **own,
    )


def _wished(
    tier: frozenset[str], needs: Mapping[str, tuple[str, ...]]
) -> frozenset[tuple[str, str]]:
    """The needs that a guide's tier names; a learner alone means every need of theirs."""
    wished: set[tuple[str, str]] = set()
    for each in tier:
        learner, _, need = each.partition(OF_NEED)
        known = needs.get(learner, ())
        meant = [name for name in known if need in ("", name, name.partition(":")[2])]
        # Nobody of that name: kept as it stands, for the check of all profiles to name it.
        wished.update((learner, name) for name in meant or (need,))
    return frozenset(wished)
