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
        "my",
        "this",
        "each",
        "any",
        "every",
        "these",
        "its",
    ]
)
_LONGEST_TITLE = 3
_IS = frozenset(["is", "are", "was", "were", "am", "be"])
# Between a “not” and the role that it denies.
_FILLERS = frozenset(
    [
        "be",
        "been",
        "being",
        "have",
        "has",
        "thereby",
        "really",
        "to",
        "meant",
        "here",
        "ever",
        "even",
        "yet",
        "actually",
        "quite",
        "supposed",
        "intended",
        "as",
        "therefore",
    ]
)
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
        return self.use in ("role", "sought")


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
    if not _also_called(words, first) and (
        before in sets["words_about"] or (first and words[first - 1] in sets["words_about"])
    ):
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


def _only_titles(words: Sequence[str], at: int) -> bool:
    """Whether only a determiner or another title stands before: “Your advisor or coach in ...”."""
    known = role_words()
    ahead = [each for each in words[:at] if each not in (",", "and", "or")]
    return all(
        each in _DETERMINERS or each in known.words or each in known.sets["qualifiers"]
        for each in ahead
    )


def _also_called(words: Sequence[str], first: int) -> bool:
    """“Advisors (also called mentors)”: a second name for the person."""
    return words[first - 1 : first] == ["called"] and words[first - 2 : first - 1] in (
        ["also"],
        ["sometimes"],
        ["often"],
    )


def _is_verb(words: Sequence[str], at: int) -> bool:
    sets = role_words().sets
    word, before = words[at], words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    # “Advisors mentor ...”, “the preceptor mentors students”.
    guides = word.endswith("s") and after in sets["learner"]
    if before != word and before in role_words().words and (guides or before.endswith("s")):
        return True
    if any(each in _DETERMINERS for each in words[max(0, at - 1) : at]):
        return False
    if word.endswith("s"):
        if not at and after == ",":
            return True
        return after in _DETERMINERS and before not in (",", "and", "or")
    if before in (",", "and", "or") and (after in _DETERMINERS or after in ("on", "in", "at")):
        return not _only_titles(words, at)
    if before == "also" and after in ("", ")", ",", "."):
        return False
    if before in sets["verb_before"] and before != "to":
        return True
    if before == "to" and not word.endswith("s") and "from" not in words[:at]:
        return True
    if before == "to" and (after in _DETERMINERS or after in sets["learner"] or after in ",and"):
        return True
    near = [*words[max(0, at - 4) : at], *words[at + 1 : at + 4]]
    return sum(each in sets["verb_list"] for each in near) > 1 or (
        not before and (after in _DETERMINERS or after in sets["learner"])
    )


def _is_denied(words: Sequence[str], first: int) -> bool:
    deniers = role_words().sets["deniers"]
    if words[first - 2 : first] == ["no", "one"] or words[0] == "nor":
        return True
    near = [each for each in words[max(0, first - 3) : first] if each not in _DETERMINERS]
    if near[-1:] == ["neither"]:
        return not _IS.isdisjoint(words[max(0, first - 4) : first])
    if _FILLERS.intersection(near[-1:]):
        ahead = words[max(0, first - _LONGEST_LIST) : first]
        near = [each for each in ahead if each not in _DETERMINERS | _FILLERS]
    if (near[-1:] == ["of"] and "instead" in near) or near[-2:] == ["opposed", "to"]:
        return True
    if near and near[-1] in deniers:
        return near[-1] != "nor" or "neither" not in words[:first] or _is_neither(words, first)
    if near[-1:] not in (["or"], [","]):
        return False
    start = 2 if words[1:2] == [","] else 0
    listed = words[max(start, first - _LONGEST_LIST) : first]
    denier = next((i for i, each in enumerate(listed) if each in ("not", "no")), None)
    if denier is None or "will" in listed:
        return False
    return "but" not in listed[denier:]


def _is_neither(words: Sequence[str], first: int) -> bool:
    """“He is neither a mentor nor a coach”; not “neither mentor nor coach grades you”."""
    at = words.index("neither")
    return at < first and words[at - 1] in _IS


def _is_sought(words: Sequence[str], first: int) -> bool:
    """“Find a mentor of your own”: wished for, not assigned."""
    near = [each for each in words[max(0, first - 3) : first] if each not in _DETERMINERS]
    if near[-1:] == ["for"]:
        near.pop()
        return bool(
            {"look", "looking", "looks", "search"}.intersection(words[max(0, first - 4) : first])
        )
    return bool(near) and near[-1] in role_words().sets["seekers"]
