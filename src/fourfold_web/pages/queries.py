"""What the public pages show of the core's data files."""

from collections.abc import Iterable
from dataclasses import dataclass

from fourfold.confidentiality.narrowing import cells_under
from fourfold.confidentiality.visibility import Cell, Datum, Relation, Role, data
from fourfold.guidance.catalog import ATTRIBUTE_TITLES, Attribute, FormOfGuidance, profiles

COLUMNS = (
    ("You, the learner", (Role.LEARNER,)),
    ("Your guide", (Role.GUIDE,)),
    ("Your supervisor", (Role.SUPERVISOR,)),
    ("Director, coordinator", (Role.DIRECTOR, Role.COORDINATOR)),
    ("Anyone else", (Role.ASSESSOR, Role.SPONSOR, Role.ADMINISTRATOR)),
)
# As they stand in a list of those who see nothing.
SHORT = dict(
    zip(
        (title for title, _ in COLUMNS),
        ("learner", "guide", "supervisor", "director and coordinator", "anyone else"),
        strict=True,
    )
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

    @property
    def telling(self) -> tuple[tuple[str, tuple[Line, ...]], ...]:
        """The columns in which somebody sees something."""
        return tuple(each for each in self.columns if not _is_nothing(each[1]))

    @property
    def nothing(self) -> tuple[tuple[str, str], ...]:
        """(who, sentence) of those who never see it; all with the same sentence stand in one."""
        silent = [(title, lines[0].says) for title, lines in self.columns if _is_nothing(lines)]
        return tuple(
            (_listed(title for title, said in silent if said == says), says)
            for says in dict.fromkeys(said for _, said in silent)
        )


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


def visibility_rows(narrowed_by: Iterable[str] = ()) -> list[VisibilityRow]:
    """The whole policy in the words of its own cells, as a learner reads it.

    `narrowed_by` names what the reader's program made stricter.
    """
    cells = cells_under(narrowed_by)
    return [
        VisibilityRow(
            datum=datum,
            columns=tuple((title, _lines(cells, datum, roles)) for title, roles in COLUMNS),
        )
        for datum in data()
    ]


def _is_nothing(lines: tuple[Line, ...]) -> bool:
    return all(line.sees_nothing and not line.when for line in lines)


def _listed(titles: Iterable[str]) -> str:
    words = ", ".join(SHORT[title] for title in titles)
    return words[:1].upper() + words[1:]


def _lines(cells: Iterable[Cell], datum: Datum, roles: tuple[Role, ...]) -> tuple[Line, ...]:
    found = [cell for cell in cells if cell.datum == datum.name and cell.role in roles]
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
