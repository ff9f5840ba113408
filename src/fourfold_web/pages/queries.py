"""What the public pages show of the core's data files."""

from collections.abc import Iterable
from dataclasses import dataclass

from fourfold.confidentiality.visibility import Cell, Datum, Relation, Role, cells, data
from fourfold.guidance.catalog import Attribute, FormOfGuidance, profiles

ATTRIBUTE_TITLES = {
    "focus": "What it is about",
    "expertise": "What the guide knows",
    "control": "Who leads",
    "strategy": "How the guide helps",
    "benefit_to_guide": "What the guide gains",
    "time": "How long",
}

COLUMNS = (
    ("You, the learner", (Role.LEARNER,)),
    ("Your guide", (Role.GUIDE,)),
    ("Your supervisor", (Role.SUPERVISOR,)),
    ("Director, coordinator", (Role.DIRECTOR, Role.COORDINATOR)),
    ("Anyone else", (Role.ASSESSOR, Role.SPONSOR, Role.ADMINISTRATOR)),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the matrix; `when` it holds is empty for “always”."""

    says: str
    when: str
    sees_nothing: bool


@dataclass(frozen=True, slots=True)
class VisibilityRow:
    """One kind of data, with its lines for each of COLUMNS."""

    datum: Datum
    columns: tuple[tuple[str, tuple[Line, ...]], ...]


@dataclass(frozen=True, slots=True)
class AttributeRow:
    """One attribute, as each of the four forms has it."""

    title: str
    source: str
    cells: tuple[tuple[FormOfGuidance, Attribute], ...]


def attribute_rows() -> list[AttributeRow]:
    """The table of four forms by six attributes."""
    return [
        AttributeRow(
            title=title,
            source=profiles()[FormOfGuidance.ADVISING].attribute(name).source,
            cells=tuple((form, each.attribute(name)) for form, each in profiles().items()),
        )
        for name, title in ATTRIBUTE_TITLES.items()
    ]


def visibility_rows() -> list[VisibilityRow]:
    """The whole policy in the words of its own cells, as a learner reads it."""
    return [
        VisibilityRow(
            datum=datum,
            columns=tuple((title, _lines(datum, roles)) for title, roles in COLUMNS),
        )
        for datum in data()
    ]


def _lines(datum: Datum, roles: tuple[Role, ...]) -> tuple[Line, ...]:
    found = [cell for cell in cells() if cell.datum == datum.name and cell.role in roles]
    lines = [_line(says, found) for says in dict.fromkeys(cell.says for cell in found)]
    telling = tuple(line for line in lines if line.when or not line.sees_nothing)
    return telling or tuple(lines[:1])


def _line(says: str, found: Iterable[Cell]) -> Line:
    same = [cell for cell in found if cell.says == says]
    return Line(
        says=says,
        when=_when(same),
        sees_nothing=not any(cell.grants for cell in same),
    )


def _when(same: list[Cell]) -> str:
    if all(cell.relation is Relation.ENDED for cell in same):
        return "Afterwards"
    forms = list(dict.fromkeys(cell.form for cell in same if cell.form))
    if len(forms) == len(FormOfGuidance) - 1:
        return "In any other form"
    return ", ".join(profiles()[form].name for form in forms)
