"""Short names that people type, such as areas, skills and languages: one spelling a program."""

from collections.abc import Iterable

MOST = 12
LONGEST = 60


def names_in(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """The names between commas or line ends, each once, spelled as others spelled them before."""
    spelled = {each.casefold(): each for each in known}
    found = {}
    for piece in text.replace("\n", ",").replace(";", ",").split(","):
        if name := " ".join(piece.split()):
            found.setdefault(name.casefold(), spelled.get(name.casefold(), name))
    return tuple(found.values())


def problem_with(names: tuple[str, ...]) -> str:
    """What is wrong with a list of names, and what to do; empty when nothing is."""
    if len(names) > MOST:
        return f"These are {len(names)}. Name at most {MOST}, the ones that matter most."
    if long := next((each for each in names if len(each) > LONGEST), None):
        return f"“{long[:LONGEST]}…” is long. Name each in a few words, with commas between them."
    return ""
