"""Which column holds what: guessed from headings and contents, then a director's own choice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fourfold.issues import Issue
from fourfold.programs.roster.facts import fields, listed, plain, presets, role_words

# What a column must reach to be proposed at all.
_ENOUGH = 50
_EXACT = 100
_HELD, _EACH_MORE = 90, 15
# What the cells say for or against it.
_FITS, _DOES_NOT = 30, -60
_ADDRESSES = ("email", "supervisor_email")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which heading stands for which field, and what a program's own words mean.

    `headings` maps the name of a field to a heading. `role_words` maps a plain word of the file to
    a role, or to "" for people who are left out. `usual_role` is the role of rows that name none.
    """

    headings: Mapping[str, str]
    role_words: Mapping[str, str] = field(default_factory=dict)
    usual_role: str = ""

    def fits(self, headings: Sequence[str]) -> bool:
        """Whether a file has every heading that is named here."""
        return set(self.headings.values()) <= set(headings)


@dataclass(frozen=True, slots=True)
class Guess:
    """What a file seems to hold, and the name of the system that it seems to come from."""

    columns: Columns
    system: str


def guess_columns(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Guess:
    """The likeliest column of each field; a column goes to one field only.

    `rows` are a few of the file's rows: an address column must hold addresses, and a role is known
    by its words.
    """
    scores = sorted(
        (
            (-_score(name, heading, [row[place] for row in rows]), order, place)
            for order, name in enumerate(fields())
            for place, heading in enumerate(headings)
        ),
    )
    names = list(fields())
    chosen: dict[str, str] = {}
    for score, order, place in scores:
        taken = headings[place] in chosen.values() or names[order] in chosen
        if -score >= _ENOUGH and not taken:
            chosen[names[order]] = headings[place]
    if {"first_name", "last_name"} <= chosen.keys():
        # The two halves say more than a column that may be a sign-in name.
        chosen.pop("name", None)
    return Guess(
        Columns({name: chosen[name] for name in names if name in chosen}), _system(headings)
    )


def check_columns(columns: Columns, headings: Sequence[str]) -> list[Issue]:
    """What is missing or cannot be in a choice of columns."""
    chosen = columns.headings
    issues = [
        Issue("unknown_column", f"The file has no column “{heading}”. Choose another.", name)
        for name, heading in chosen.items()
        if heading not in headings
    ]
    for name, heading in chosen.items():
        first = next(other for other, same in chosen.items() if same == heading)
        if first != name:
            title = fields()[first].title.lower()
            says = f"“{heading}” is chosen as {title} already. Choose another column, or none."
            issues.append(Issue("column_twice", says, name))
    if "email" not in chosen:
        issues.append(Issue("no_email", "Choose the column with the email addresses.", "email"))
    if "name" not in chosen and not {"first_name", "last_name"} <= chosen.keys():
        says = "Choose the column with the names, or one for first and one for last names."
        issues.append(Issue("no_name", says, "name"))
    if "role" not in chosen and not columns.usual_role:
        says = "Choose the column with the roles, or say which role everybody in the file has."
        issues.append(Issue("no_role", says, "role"))
    return issues


def _score(name: str, heading: str, cells: Sequence[str]) -> int:
    said = plain(heading).split()
    by_words = max(_likeness(said, known.split()) for known in fields()[name].headings)
    return by_words + _contents(name, [cell for cell in cells if cell.strip()])


def _likeness(said: Sequence[str], known: Sequence[str]) -> int:
    if said == known:
        return _EXACT
    if set(known) <= set(said):
        return _HELD - _EACH_MORE * (len(said) - len(known))
    return 0


def _contents(name: str, cells: Sequence[str]) -> int:
    if not cells:
        return 0
    with_sign = sum("@" in cell for cell in cells) / len(cells)
    if name in _ADDRESSES:
        return _FITS if with_sign > 0.5 else _DOES_NOT
    if with_sign > 0.5:
        return _DOES_NOT
    words = {
        "role": role_words().keys(),
        "status": listed("status", "inactive") | {"active", "yes"},
    }
    if name in words:
        return _FITS if sum(plain(c) in words[name] for c in cells) > len(cells) / 2 else 0
    return 0


def _system(headings: Sequence[str]) -> str:
    found = {plain(heading) for heading in headings}
    *systems, usual = presets()
    best = max(systems, key=lambda preset: len(preset.marks & found))
    return best.name if len(best.marks & found) > 1 else usual.name
