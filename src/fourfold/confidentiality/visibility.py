"""Who may see what, read and checked from `data/visibility.toml` (B-1); the rest is denied.

The same cells answer `may_see`, the page that explains them and the tests.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import product
from types import MappingProxyType
from typing import Any, TypeVar

from fourfold.guidance.catalog import FormOfGuidance, parse_form
from fourfold.issues import FourfoldError, unknown

LINE_KEYS = ("roles", "relations", "forms", "grants", "says", "source")


class Role(StrEnum):
    """What a person is in a program; a stranger is anybody else."""

    LEARNER = "learner"
    GUIDE = "guide"
    SUPERVISOR = "supervisor"
    DIRECTOR = "director"
    COORDINATOR = "coordinator"
    ASSESSOR = "assessor"
    SPONSOR = "sponsor"
    ADMINISTRATOR = "administrator"
    STRANGER = "stranger"


class Relation(StrEnum):
    """How a person stands to one record.

    `own`: a party of it. `asked`: a guide whom a request is offered to, before commitment.
    `supervised`: the learner's supervisor. `program`: the same program. `ended`: a party of an
    engagement that is over. `none`: no relation.
    """

    OWN = "own"
    ASKED = "asked"
    SUPERVISED = "supervised"
    PROGRAM = "program"
    ENDED = "ended"
    NONE = "none"


Name = TypeVar("Name", Role, Relation)
Question = tuple[Role, Relation, str, FormOfGuidance | None]


@dataclass(frozen=True, slots=True)
class Datum:
    """One kind of data that somebody may or may not see; `planned` while it is not kept yet."""

    name: str
    title: str
    says: str
    source: str
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What one role in one relation may do with one datum; `form` None means in every form.

    Empty `grants` are a decision too: nothing is seen, not even that it exists.
    """

    role: Role
    relation: Relation
    datum: str
    form: FormOfGuidance | None
    grants: frozenset[str]
    says: str
    source: str


@dataclass(frozen=True, slots=True)
class Policy:
    """The whole matrix: every datum, every cell, and each grant with its words."""

    data: tuple[Datum, ...]
    cells: tuple[Cell, ...]
    grants: Mapping[str, str]


def may_see(role: str, relation: str, datum: str, form: str | None = None) -> frozenset[str]:
    """What this person may do with this datum; empty means not even that it exists.

    `form` is None where the datum is not tied to a form, and then only cells for every form count.
    FourfoldError names an unknown role, relation, datum or form and offers the choices.
    """
    key = (
        _one_of(Role, "role", role),
        _one_of(Relation, "relation", relation),
        _known("datum", datum, (each.name for each in data())),
        None if form is None else parse_form(form),
    )
    return _granted().get(key, frozenset())


def data() -> tuple[Datum, ...]:
    """Every kind of data, in the order of the matrix."""
    return policy().data


def cells() -> tuple[Cell, ...]:
    """Every cell of the matrix, by datum and then in the order of the file."""
    return policy().cells


def in_words(grant: str) -> str:
    """What a grant lets a person do, as the end of a sentence; FourfoldError for an unknown one."""
    return policy().grants[_known("grant", grant, policy().grants)]


@cache
def policy() -> Policy:
    """The policy of the product, read once."""
    text = files("fourfold").joinpath("data/visibility.toml").read_text(encoding="utf-8")
    return read_policy(tomllib.loads(text))


def read_policy(found: Mapping[str, Any]) -> Policy:
    """Check parsed policy data and turn it into a Policy.

    FourfoldError names the datum and what is wrong: an unknown key, name or grant, an empty text,
    two cells for one question, a role that a datum is silent about, a grant to a stranger.
    """
    listed = tuple(
        Datum(
            name=_text(entry, "name"),
            title=_text(entry, "title"),
            says=_text(entry, "says"),
            source=_text(entry, "source"),
            planned=entry.get("planned", False) is True,
        )
        for entry in found["data"]
    )
    every = tuple(cell for entry in found["data"] for cell in _cells(entry, found))
    _by_question(every)
    return Policy(listed, every, MappingProxyType(found["grants"]))


@cache
def _granted() -> Mapping[Question, frozenset[str]]:
    return _by_question(cells())


def _by_question(every: Iterable[Cell]) -> dict[Question, frozenset[str]]:
    """The grants of each question; a cell for every form also answers where no form is known."""
    found: dict[Question, frozenset[str]] = {}
    for cell in every:
        for form in (None, *FormOfGuidance) if cell.form is None else (cell.form,):
            key = (cell.role, cell.relation, cell.datum, form)
            if key in found:
                where = f"{cell.datum}: {cell.role}, {cell.relation}, {form or 'every form'}"
                raise FourfoldError(f"{where} stands in two cells.")
            found[key] = cell.grants
    return found


def _cells(entry: Mapping[str, Any], found: Mapping[str, Any]) -> list[Cell]:
    """The cells of one datum; each role but the stranger must stand in one of them."""
    spread = [cell for line in entry["cells"] for cell in _spread(line, entry, found)]
    said = {cell.role for cell in spread}
    if silent := [role for role in Role if role not in said and role is not Role.STRANGER]:
        raise FourfoldError(f"{entry['name']}: say what {', '.join(silent)} may see.")
    return spread


def _spread(
    line: Mapping[str, Any], entry: Mapping[str, Any], found: Mapping[str, Any]
) -> Iterator[Cell]:
    """One line of the file as cells: one for each role, relation and form that it names."""
    datum, usual = entry["name"], found["usual_relations"]
    for key in line:
        _known(f"key of {datum}", key, LINE_KEYS)
    for grant in line["grants"]:
        _known(f"grant of {datum}", grant, found["grants"])
    roles = [_one_of(Role, f"role of {datum}", role) for role in line["roles"]]
    if Role.STRANGER in roles:
        raise FourfoldError(f"{datum}: a stranger never sees anything.")
    forms = [parse_form(form) for form in line["forms"]] if "forms" in line else [None]
    for role, form in product(roles, forms):
        for relation in line.get("relations", [usual[role]]):
            yield Cell(
                role=role,
                relation=_one_of(Relation, f"relation of {datum}", relation),
                datum=datum,
                form=form,
                grants=frozenset(line["grants"]),
                says=_text(line, "says"),
                source=_text({**entry, **line}, "source"),
            )


def _one_of(kind: type[Name], thing: str, value: str) -> Name:
    try:
        return kind(value)
    except ValueError:
        raise FourfoldError(unknown(thing, value, kind)) from None


def _known(thing: str, value: str, allowed: Iterable[str]) -> str:
    names = tuple(allowed)
    if value not in names:
        raise FourfoldError(unknown(thing, value, names))
    return value


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise FourfoldError(f"{entry.get('name', entry)}: {key} must be a text that is not empty.")
    return value
