"""The behavior that clauses describe with a role, and whether a clause denies it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fourfold.documents.clauses import Clause
from fourfold.documents.phrases import Family, Hit
from fourfold.documents.role_words import role_words

# How far a “not” reaches.
_REACH = 9
# “Tells you what she did” passes on experience; it is no advice.
_TELLING = frozenset(["tells", "decides"])
_OWN_STORY = frozenset(["he", "she", "i"])
_OWN = frozenset(["own", "herself", "himself", "themselves"])
_STORY_WITHIN = 5
_NOTHING = frozenset(["nothing", "no", "not", "none", "never", "without", "except", "only"])
# What stands behind these denies something else.
_TURNS = frozenset(
    ["if", "unless", "when", "because", "since", "until", "after", "before", ";", ":"]
)
_SOFT = frozenset(["hesitate", "only", "just", "merely", "simply", "necessarily"])


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a clause that speak for a family, denied or not."""

    clause: Clause
    family: Family
    first: int
    last: int
    is_denied: bool

    @property
    def text(self) -> str:
        """The words themselves."""
        return " ".join(self.clause.unit.words[self.first : self.last + 1])

    @property
    def span(self) -> tuple[int, int]:
        """Where the words stand in the text."""
        spans = self.clause.unit.spans
        return spans[self.first][0], spans[self.last][1]


def evidence(clause: Clause) -> Iterator[Evidence]:
    """All that a clause says, denied things included and marked."""
    words = clause.unit.words
    titles = {at for each in clause.mentions for at in range(each.first, each.at + 1)}
    for hit in clause.hits:
        if titles.issuperset(range(hit.first, hit.last + 1)):
            continue
        if hit.family.id in _TELLING and _is_story(words[hit.last + 1 : clause.last]):
            continue
        denied = clause.is_denied or _denied_before(words, clause, hit)
        denied = denied or (hit.family.form == "judge" and _denies_inside(words, hit))
        denied = denied or _denied_after(words, clause, hit)
        # What is stated by denying (“not shared with anyone”) is stated all the same.
        denied = denied and hit.family.form != "stated" and hit.family.id != "guidance_judged"
        yield Evidence(clause, hit.family, hit.first, hit.last, denied)


def _is_story(after: Sequence[str]) -> bool:
    return not (_OWN_STORY.isdisjoint(after[:2]) and _OWN.isdisjoint(after[:_STORY_WITHIN]))


def _denied_before(words: Sequence[str], clause: Clause, hit: Hit) -> bool:
    signs = role_words().sets
    for at in range(hit.first - 1, max(clause.first, hit.first - _REACH) - 1, -1):
        word = words[at]
        if word in ("than", "of") and words[at - 1 : at] in (["rather"], ["instead"], ["other"]):
            return True
        if word in signs["negators"] and word != "instead":
            return words[at + 1] not in _SOFT
        if word in signs["flips"]:
            return False
    return False


def _denies_inside(words: Sequence[str], hit: Hit) -> bool:
    return not _NOTHING.isdisjoint(words[hit.first : hit.last + 1])


def _denied_after(words: Sequence[str], clause: Clause, hit: Hit) -> bool:
    """“Grading is not part of the role”, “grades are left to the committee”."""
    signs = role_words().sets
    after = words[hit.last + 1 : min(clause.last, hit.last + 7)]
    for i, word in enumerate(after):
        if word in (",", "and", "or", "that", "which", "who", "to") and not i:
            continue
        if word in _TURNS:
            return False
        if not i and (after[:2] == ["out", "of"] or word in ("none", "nothing", "nobody")):
            return True
        if word in signs["auxiliaries"] and after[i + 1 : i + 2] in (
            ["not"],
            ["never"],
            ["no"],
        ):
            return True
        if word in signs["other_hands"]:
            return any(each in signs["other"] for each in after[i + 1 :])
    return False
