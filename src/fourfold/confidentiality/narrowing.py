"""How a program makes “who may see what” stricter, from `data/narrowings.toml` (B-1).

A narrowing takes grants out of cells of the policy, or puts a weaker one in their place; nothing
here can widen. It holds for everything while it is on. What was collected while it was on stays as
narrow afterwards: `in_force` tells which ones hold for data of a moment.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib.resources import files
from itertools import product
from types import MappingProxyType
from typing import Any

from fourfold.confidentiality.visibility import Cell, Policy, Relation, Role, may_see, policy
from fourfold.guidance.catalog import FormOfGuidance, parse_form
from fourfold.issues import FourfoldError, unknown

TEXTS = ("name", "title", "says", "later", "source")
# The relation that a cut means when it names none; everybody else stands to the program.
USUAL = {
    Role.LEARNER: Relation.OWN,
    Role.GUIDE: Relation.OWN,
    Role.SUPERVISOR: Relation.SUPERVISED,
}
Key = tuple[Role, Relation, str, FormOfGuidance | None]
CUT_KEYS = ("datum", "roles", "relations", "forms", "takes", "gives", "says")


@dataclass(frozen=True, slots=True)
class Cut:
    """What a narrowing takes from one cell of the policy, and what it gives in its place."""

    cell: Cell
    takes: frozenset[str]
    gives: frozenset[str]
    says: str

    def applied(self, cell: Cell) -> Cell:
        """The cell with less in it, also where another narrowing cut it before."""
        left = cell.grants - self.takes
        gives = self.gives if cell.grants & self.takes else frozenset()
        return replace(cell, grants=left | gives, says=self.says)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One named way to be stricter: its title, what it means, and what stays once it is off."""

    name: str
    title: str
    says: str
    later: str
    source: str
    cuts: tuple[Cut, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch in which a program kept to a narrowing; without `until` it still does."""

    name: str
    since: datetime
    until: datetime | None = None

    @property
    def is_on(self) -> bool:
        """Whether the program keeps to it now."""
        return self.until is None

    def holds_for(self, collected: datetime) -> bool:
        """Whether data that were collected at this moment are under it.

        While it is on all data are, older ones too. Once it is taken back, those stay under it that
        were collected in its time.
        """
        return self.until is None or self.since <= collected < self.until


@cache
def narrowings() -> Mapping[str, Narrowing]:
    """Every narrowing by its name, in the order of the file."""
    text = files("fourfold").joinpath("data/narrowings.toml").read_text(encoding="utf-8")
    return read_narrowings(tomllib.loads(text), policy())


def narrowing(name: str) -> Narrowing:
    """The narrowing of that name; FourfoldError offers the names for any other."""
    if name not in narrowings():
        raise FourfoldError(unknown("narrowing", name, narrowings()))
    return narrowings()[name]


def in_force(periods: Iterable[Period], *, collected: datetime) -> frozenset[str]:
    """The names of the narrowings that hold for data which were collected at this moment."""
    return frozenset(each.name for each in periods if each.holds_for(collected))


def may_see_under(
    narrowed_by: Iterable[str], role: str, relation: str, datum: str, form: str | None = None
) -> frozenset[str]:
    """What `may_see` grants, less what these narrowings take away.

    FourfoldError names an unknown narrowing, role, relation, datum or form.
    """
    granted = may_see(role, relation, datum, form)
    asked = (role, relation, datum)
    for cut in _cuts(narrowed_by):
        cell = cut.cell
        if (cell.role, cell.relation, cell.datum) == asked and cell.form in (None, form):
            granted = cut.applied(replace(cell, grants=granted)).grants
    return granted


def cells_under(narrowed_by: Iterable[str]) -> tuple[Cell, ...]:
    """All cells of the policy as they are under these narrowings, for the page that shows them."""
    found = {_key(cell): cell for cell in policy().cells}
    for cut in _cuts(narrowed_by):
        found[_key(cut.cell)] = cut.applied(found[_key(cut.cell)])
    return tuple(found.values())


def read_narrowings(found: Mapping[str, Any], of: Policy) -> Mapping[str, Narrowing]:
    """Check parsed narrowings against a policy and turn them into values by name.

    FourfoldError names the entry and what is wrong: an empty text, a cell that the policy does not
    have, a grant that is not there to be taken, one that would tell more than what it replaces.
    """
    cells = {_key(cell): cell for cell in of.cells}
    read = [_narrowing(entry, cells, found["weaker"]) for entry in found["narrowings"]]
    return MappingProxyType({each.name: each for each in read})


def _narrowing(
    entry: Mapping[str, Any], cells: Mapping[Key, Cell], weaker: Mapping[str, list[str]]
) -> Narrowing:
    name = str(entry.get("name") or "A narrowing")
    for key in TEXTS:
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise FourfoldError(f"{name}: {key} must be a text that is not empty.")
    cuts = tuple(cut for line in entry["cells"] for cut in _spread(name, line, cells, weaker))
    return Narrowing(**{key: entry[key] for key in TEXTS}, cuts=cuts)


def _spread(
    name: str,
    line: Mapping[str, Any],
    cells: Mapping[Key, Cell],
    weaker: Mapping[str, list[str]],
) -> Iterator[Cut]:
    """One line of the file as cuts: one for each role, relation and form that it names."""
    for key in line:
        if key not in CUT_KEYS:
            raise FourfoldError(f"{name}: {unknown('key', key, CUT_KEYS)}")
    takes, gives = frozenset(line["takes"]), frozenset(line.get("gives", ()))
    allowed = {less for grant in takes for less in weaker.get(grant, ())}
    if wider := gives - allowed:
        raise FourfoldError(f"{name}: {', '.join(sorted(wider))} would not tell less.")
    forms: list[FormOfGuidance | None] = [parse_form(form) for form in line.get("forms", ())]
    for role, relation, form in product(
        line["roles"], line.get("relations", ("usual",)), forms or [None]
    ):
        cell = _cell(name, cells, role, relation, line["datum"], form)
        if takes - cell.grants:
            lacks = ", ".join(sorted(takes - cell.grants))
            raise FourfoldError(f"{name}: {role} has no {lacks} of {cell.datum} to take.")
        yield Cut(cell, takes, gives, str(line["says"]))


def _cell(
    name: str,
    cells: Mapping[Key, Cell],
    role: str,
    relation: str,
    datum: str,
    form: FormOfGuidance | None,
) -> Cell:
    for key, cell in cells.items():
        meant = USUAL.get(key[0], Relation.PROGRAM) if relation == "usual" else relation
        if key == (role, meant, datum, form):
            return cell
    where = f"{role}, {relation} relation, {datum}, {form or 'every form'}"
    raise FourfoldError(f"{name}: the policy has no cell for {where}.")


def _cuts(names: Iterable[str]) -> Iterator[Cut]:
    """The cuts of these narrowings in the order of the file, whatever order they are named in."""
    wanted = {narrowing(name).name for name in names}
    for each in narrowings().values():
        if each.name in wanted:
            yield from each.cuts


def _key(cell: Cell) -> Key:
    return (cell.role, cell.relation, cell.datum, cell.form)
