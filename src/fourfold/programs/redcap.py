"""A data dictionary and records as REDCap reads them: 18 columns, A to R.

Source: the help of REDCap on its data dictionary. Names are lower case, choices “1, One | 2, Two”.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fourfold.issues import FourfoldError, quoted

COLUMNS = (
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
    "Field Note",
    "Text Validation Type OR Show Slider Number",
    "Text Validation Min",
    "Text Validation Max",
    "Identifier?",
    "Branching Logic (Show field only if...)",
    "Required Field?",
    "Custom Alignment",
    "Question Number (surveys only)",
    "Matrix Group Name",
    "Matrix Ranking?",
    "Field Annotation",
)
# REDCap takes up to 100 signs and advises 26, so that statistics packages keep the name.
LONGEST_NAME = 26
_NAME = re.compile(r"[a-z](?:_?[a-z0-9])*")
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")

# Numbers stay numbers, so that no minus is taken for the sign of a formula.
Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Field:
    """One variable. With `choices` it is picked by its code, else it is text or a number.

    `validation` is a word of REDCap, such as "integer" or "number"; "" for any text.
    """

    name: str
    label: str
    note: str = ""
    validation: str = ""
    least: str = ""
    choices: tuple[tuple[int, str], ...] = ()
    section: str = ""

    def __post_init__(self) -> None:
        """Refuse a name or a choice that REDCap would not read."""
        if not _NAME.fullmatch(self.name) or len(self.name) > LONGEST_NAME:
            raise FourfoldError(
                f"{quoted(self.name)} is no variable name: use up to {LONGEST_NAME} lower-case"
                " letters, digits and single underscores, a letter first."
            )
        for _, label in self.choices:
            if "|" in label or not label.strip():
                raise FourfoldError(f"{self.name}: {quoted(label)} is no label of a choice.")


def field_name(*words: str) -> str:
    """A name that REDCap takes, from words such as "own areas" and "baseline"; the end survives."""
    whole = "_".join(filter(None, (_NOT_IN_A_NAME.sub("_", w.lower()).strip("_") for w in words)))
    short = whole if len(whole) <= LONGEST_NAME else _shortened(whole)
    return short if short[:1].isalpha() else f"x_{short}"[:LONGEST_NAME].rstrip("_")


def dictionary(fields: Sequence[Field], *, form: str) -> list[list[str]]:
    """The dictionary with its headings. FourfoldError for two fields of one name."""
    names = [each.name for each in fields]
    for name in names:
        if names.count(name) > 1:
            raise FourfoldError(f"{quoted(name)} stands twice. Give each variable its own name.")
    return [list(COLUMNS), *(_row(each, form) for each in fields)]


def records(fields: Sequence[Field], rows: Iterable[Mapping[str, Cell | None]]) -> list[list[Cell]]:
    """Records with the names of the variables on top; what is not known stays empty."""
    names = [each.name for each in fields]
    return [
        list[Cell](names),
        *(["" if (cell := row.get(name)) is None else cell for name in names] for row in rows),
    ]


def _row(field: Field, form: str) -> list[str]:
    told = {
        "Variable / Field Name": field.name,
        "Form Name": form,
        "Section Header": field.section,
        "Field Type": "radio" if field.choices else "text",
        "Field Label": field.label,
        "Choices, Calculations, OR Slider Labels": " | ".join(
            f"{code}, {label}" for code, label in field.choices
        ),
        "Field Note": field.note,
        "Text Validation Type OR Show Slider Number": field.validation,
        "Text Validation Min": field.least,
    }
    return [told.get(column, "") for column in COLUMNS]


def _shortened(name: str) -> str:
    """The first signs of the first words, so that the last ones, which tell names apart, stay."""
    *first, side, occasion = name.split("_")
    end = f"_{side}_{occasion}"
    return f"{'_'.join(first)[: LONGEST_NAME - len(end)].rstrip('_')}{end}"
