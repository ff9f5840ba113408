"""Every use of a role word, told apart by how it is meant."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from fourfold.documents.layout import Unit
from fourfold.documents.role_words import role_words

Use = Literal["role", "activity", "verb", "learner", "name", "denied", "sought", "stranger"]

_DETERMINERS = frozenset(
    [
        "a",
        "an",
        "the",
        "your",
        "their",
        "his",
        "her",
        "our",
        "this",
        "each",
        "any",
        "every",
        "these",
        "its",
    ]
)
_LONGEST_TITLE = 3
# How far back the “not” of a list of denied roles stands.
_LONGEST_LIST = 8


@dataclass(frozen=True, slots=True)
class Mention:
    """One use of a role word: words `first` to `at` of its unit are the title, `at` its head.

    `is_met` tells that the role is met, asked or assigned here and does not act itself.
    """

    head: str
    use: Use
    word: str
    first: int
    at: int
    is_met: bool

    @property
    def is_role(self) -> bool:
        """Whether it names a guide of this program."""
        return self.use == "role"


def mentions(unit: Unit) -> Iterator[Mention]:
    """The role words of a unit in their order."""
    known = role_words()
    for at, word in enumerate(unit.words):
        if role := known.words.get(word):
            first = _title_start(unit.words, at)
            before = unit.words[first - 1] if first else ""
            met = before in known.sets["prepositions"] or (
                before in _DETERMINERS
                and first > 1
                and unit.words[first - 2] in known.sets["prepositions"]
            )
            use = _use(unit.words, first, at, role.kind)
            yield Mention(role.head, use, word, first, at, met)


def _title_start(words: Sequence[str], at: int) -> int:
    qualifiers = role_words().sets["qualifiers"]
    first = at
    while first and at - first < _LONGEST_TITLE and words[first - 1] in qualifiers:
        first -= 1
    return first


def _use(words: Sequence[str], first: int, at: int, kind: str) -> Use:
    sets = role_words().sets
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if before in sets["strangers"] and kind == "noun":
        return "stranger"
    if before in sets["words_about"] or (first and words[first - 1] in sets["words_about"]):
        return "name"
    if after in sets["names"]:
        return "name"
    if kind == "verb" or (kind == "noun" and _is_verb(words, at)):
        return "verb"
    if kind == "learner":
        return "learner"
    if _is_denied(words, first):
        return "denied"
    if kind == "activity":
        return "activity"
    return "sought" if _is_sought(words, first) else "role"


def _is_verb(words: Sequence[str], at: int) -> bool:
    sets = role_words().sets
    word, before = words[at], words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    near = [*words[max(0, at - 4) : at], *words[at + 1 : at + 4]]
    if before != word and before.endswith("s") and before in role_words().words:
        return True
    if any(each in _DETERMINERS for each in words[max(0, at - 1) : at]):
        return False
    if word.endswith("s"):
        if not at and after == ",":
            return True
        return after in _DETERMINERS and before not in (",", "and", "or")
    if before in sets["verb_before"] and before != "to":
        return True
    if before == "to" and (after in _DETERMINERS or after in sets["learner"] or after in ",and"):
        return True
    return sum(each in sets["verb_list"] for each in near) > 1 or (
        not before and (after in _DETERMINERS or after in sets["learner"])
    )


def _is_denied(words: Sequence[str], first: int) -> bool:
    deniers = role_words().sets["deniers"]
    near = [each for each in words[max(0, first - 3) : first] if each not in _DETERMINERS]
    if near[-1:] == ["of"] and "instead" in near or near[-2:] == ["opposed", "to"]:
        return True
    if near and near[-1] in deniers:
        return near[-1] != "neither" and not (near[-1] == "nor" and "neither" in words[:first])
    if near[-1:] not in (["or"], [","]):
        return False
    listed = words[max(0, first - _LONGEST_LIST) : first]
    return "but" not in listed and ("not" in listed or "no" in listed) and "will" not in listed


def _is_sought(words: Sequence[str], first: int) -> bool:
    """“Find a mentor of your own”: wished for, not assigned."""
    near = [each for each in words[max(0, first - 3) : first] if each not in _DETERMINERS]
    if near[-1:] == ["for"]:
        near.pop()
        return bool(
            {"look", "looking", "looks", "search"}.intersection(words[max(0, first - 4) : first])
        )
    return bool(near) and near[-1] in role_words().sets["seekers"]
