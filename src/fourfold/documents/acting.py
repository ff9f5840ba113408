"""Where the clauses of a unit begin, and who acts in each: guide, learner or somebody else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from fourfold.documents.layout import Unit
from fourfold.documents.mentions import Mention
from fourfold.documents.role_words import role_words

Party = Literal["guide", "learner", "other"]

_BREAKS = frozenset(";:\u2014\u2013")
_TURNS = frozenset(["while", "whereas", "but"])
# After a turn or an “and”, a new subject stands within so many words.
_SUBJECT_WITHIN = 4
# Past “At the start of each half-year”, the subject stands within so many words.
_PAST_PREPOSITION = 10
_OPENS_ENTRY = frozenset([":", "(", "\u2013", "\u2014"])
_CONDITIONS = frozenset(["if", "for", "when", "need", "want", "should", "to"])
_PRONOUNS = frozenset(["they", "she", "he"])
_SUBJECTS = [[each] for each in ["you", "they", "she", "he", "we", "i", "nobody"]]


@dataclass(frozen=True, slots=True)
class Before:
    """What a reader has in mind ahead of a clause: the role spoken of, and who acted last."""

    role: str | None
    party: Party
    is_learner_section: bool
    is_guide_speaking: bool = False


def actor(
    before: Before, unit: Unit, part: tuple[int, int], found: Sequence[Mention]
) -> tuple[str | None, Party]:
    """The role that a part of a unit speaks of by itself, if any, and who acts in it."""
    first, last = part
    if acting := _relative(unit, first, found) or _sent_to(unit, first, last, found):
        return acting.head, "guide"
    return _subject(before, unit, first, last, [each for each in found if first <= each.at < last])


def parts(unit: Unit, found: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """The clauses of a unit: cut at breaks, at turns, and before a further acting role."""
    heads = {each.first for each in found if each.is_role}
    low = 0
    for i, word in enumerate(unit.words):
        cut = word in _BREAKS or word in _TURNS or _relative(unit, i, found) is not None
        if word in (",", "and", "or") and i > low + 2:
            near = range(i + 1, i + 1 + _SUBJECT_WITHIN)
            cut = any(at in heads for at in near) and _acts(unit, i + 1)
            cut = cut or _new_subject(unit, i)
        if cut and i > low:
            yield low, i
            low = i
    yield low, len(unit.words)


def _relative(unit: Unit, at: int, found: Sequence[Mention]) -> Mention | None:
    """“... referred to the coach, who prescribes”: the role that acts from `at` on."""
    if unit.words[at] != "who":
        return None
    before = at - 2 if unit.words[at - 1] == "," else at - 1
    return next((each for each in found if each.is_role and each.at == before), None)


def _sent_to(unit: Unit, first: int, last: int, found: Sequence[Mention]) -> Mention | None:
    """“If you wonder which form counts, write to the advisor”: what the advisor is there for."""
    if first or last == len(unit.words) or unit.words[0] not in _CONDITIONS:
        return None
    if any(each.is_role and each.at < last for each in found):
        return None
    return next((each for each in found if each.is_role and each.is_met), None)


def _new_subject(unit: Unit, i: int) -> bool:
    """“..., and the committee decides”, “... and you choose”: somebody else acts from here on."""
    word, before = unit.words[i], unit.words[i - 1]
    if word == "," or (before != "," and unit.words[i + 1 : i + 2] not in _SUBJECTS):
        return False
    return _opening(unit, i + 1, min(i + 5, len(unit.words)))[0] is not None


def _acts(unit: Unit, at: int) -> bool:
    """Whether words from here on start with a subject: a determiner or role, then a verb."""
    sets = role_words().sets
    start = unit.words[at] if at < len(unit.words) else ""
    return (
        start in role_words().sets["articles"]
        or start in role_words().words
        or start in sets["qualifiers"]
    )


def _subject(
    before: Before, unit: Unit, first: int, last: int, inside: Sequence[Mention]
) -> tuple[str | None, Party]:
    roles = [each for each in inside if each.is_role]
    for each in inside[:1]:
        if each.use == "activity" and (_is_defined(unit, each) or heads_entry(unit, each)):
            return each.head, "guide"
    acting = [each for each in roles if not each.is_met]
    by = [each for each in roles if first < each.first and _follows(unit, each, ("by",))]
    starts, subject_at = _opening(unit, first, last)
    if starts == "learner" and before.is_guide_speaking and unit.words[subject_at] == "i":
        return None, "guide"
    pronoun = starts == "guide" and before.role and unit.words[first] in _PRONOUNS
    if pronoun and not any(each.first - first <= 1 for each in acting):
        return None, "guide"
    if acting and (starts is None or acting[0].first < subject_at):
        return acting[0].head, "guide"
    if by:
        return by[0].head, "guide"
    if starts == "learner" or any(each.use == "learner" for each in inside[:1]):
        heads = {each.head for each in roles}
        learner = [each.head for each in inside if each.use == "learner"]
        return (heads.pop() if len(heads) == 1 else next(iter(learner), None)), "learner"
    if starts == "other":
        return (roles[0].head if roles else None), "other"
    if roles:
        return roles[0].head, "guide"
    activities = [each for each in inside if each.use == "activity"]
    if activities and before.role is None:
        return activities[0].head, "guide"
    if starts is None and unit.kind == "sentence" and first:
        return None, before.party
    if unit.kind == "bullet" and starts is None:
        return None, "learner" if before.is_learner_section else before.party
    return None, "guide"


def _is_defined(unit: Unit, activity: Mention) -> bool:
    """“Coaching asks ...”: the activity acts in the place of its guide."""
    following = "".join(unit.words[activity.at + 1 : activity.at + 2])
    sets = role_words().sets
    verb = following in sets["defining"] or (
        following.endswith("s") and activity.first < 2 and following not in sets["plurals"]
    )
    return verb and not activity.is_met


def heads_entry(unit: Unit, activity: Mention) -> bool:
    """“COACHING (8 sessions): you name ...”: a line that starts with what it is about."""
    following = "".join(unit.words[activity.at + 1 : activity.at + 2])
    return unit.opens and not activity.first and following in _OPENS_ENTRY


def _follows(unit: Unit, mention: Mention, words: Sequence[str]) -> bool:
    before = unit.words[max(0, mention.first - 2) : mention.first]
    return any(each in words for each in before)


def _opening(unit: Unit, first: int, last: int) -> tuple[Party | None, int]:
    """Who a clause starts with, past small words, and where; None when with none of them."""
    sets = role_words().sets
    passed = (sets["small"] | sets["qualifiers"]) - sets["learner"]
    at = first
    while at < last and (unit.words[at] in passed or not unit.words[at].isalpha()):
        at += 1
    skips = _PAST_PREPOSITION if at < last and unit.words[at] in sets["openers"] else 1
    reach = range(at, min(last, at + skips))
    if skips > 1:
        # “From the back office they watch”: who acts stands behind the phrase.
        reach = range(next((i for i in reach if unit.words[i] in _PRONOUNS), at), reach.stop)
    for here in reach:
        party = _party(unit, here)
        if party and (skips == 1 or unit.words[here - 1] not in sets["prepositions"]):
            return party, here
    return None, last


def _party(unit: Unit, at: int) -> Party | None:
    sets = role_words().sets
    word = unit.words[at]
    if word in role_words().words:
        return None
    if word in sets["other"] and not _is_modifier(unit, at):
        return "other"
    if word in sets["learner"] and not _is_modifier(unit, at):
        return "learner"
    return "guide" if word in sets["guide"] else None


def _is_modifier(unit: Unit, at: int) -> bool:
    """“Student advisors”, “resident performance”: the word only describes what follows."""
    following = unit.words[at + 1 : at + 3]
    return any(each in role_words().words for each in following)
