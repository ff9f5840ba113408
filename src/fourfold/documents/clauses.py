"""Which role each clause speaks of, and who acts in it: section by section, as a reader would."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from fourfold.documents.layout import Unit
from fourfold.documents.mentions import Mention, mentions
from fourfold.documents.phrases import Hit, hits
from fourfold.documents.role_words import role_words

Party = Literal["guide", "learner", "other"]

_BREAKS = frozenset(";:\u2014\u2013")
_TURNS = frozenset("while whereas but".split())
# After a turn or an “and”, a new subject stands within so many words.
_SUBJECT_WITHIN = 4
# Past “At the start of each half-year”, the subject stands within so many words.
_PAST_PREPOSITION = 10
_NEGATED_LEADS = frozenset("not never without no isn aren outside".split())


@dataclass(frozen=True, slots=True)
class Clause:
    """Words `first` up to `last` of a unit, the role (by head word) they speak of, and who acts.

    `is_denied` tells that a list says what the role does not do, `is_reported` that the words are
    about others or another time.
    """

    unit: Unit
    number: int
    first: int
    last: int
    head: str | None
    party: Party
    is_denied: bool
    is_reported: bool
    mentions: Sequence[Mention]
    hits: Sequence[Hit]


@dataclass(slots=True)
class _State:
    """What a reader has in mind: the roles of the section, of the list, and of the last sentence."""

    section: str | None = None
    lead: str | None = None
    current: str | None = None
    learner_section: bool = False
    lead_party: Party = "guide"
    party: Party = "guide"
    denied_list: bool = False
    seen: list[str] = field(default_factory=list)


def clauses(layout: Sequence[Unit]) -> Iterator[Clause]:
    """Every clause of a document in its order; a question belongs to the role that answers it."""
    asked: list[Clause] = []
    for clause in _clauses(layout):
        if clause.unit.is_question and not any(each.is_role for each in clause.mentions):
            asked.append(clause)
            continue
        for each in asked:
            yield replace(each, head=clause.head)
        asked.clear()
        yield clause
    yield from asked


def _clauses(layout: Sequence[Unit]) -> Iterator[Clause]:
    state = _State()
    for number, unit in enumerate(layout):
        found = list(mentions(unit))
        spoken = list(hits(unit.words))
        reported = any(each.family.form == "reported" for each in spoken)
        _enter(state, unit, found)
        for first, last in _parts(unit, found):
            inside = [each for each in found if first <= each.at < last]
            head, party = _subject(state, unit, first, last, inside)
            if not reported and not _is_bare(unit, first, last, inside):
                state.current, state.party = head or state.current, party
            denied = state.denied_list and unit.kind == "bullet"
            denied = denied or _is_denied_list(unit, first)
            yield Clause(
                unit,
                number,
                first,
                last,
                head or state.current,
                party,
                denied,
                reported,
                inside,
                [each for each in spoken if first <= each.first < last],
            )
        _leave(state, unit)


def _enter(state: _State, unit: Unit, found: Sequence[Mention]) -> None:
    if unit.kind == "heading":
        heads = list(dict.fromkeys(_named(found)))
        state.learner_section = any(each.use == "learner" for each in found)
        if heads:
            state.section = heads[0] if len(heads) == 1 else None
            state.current = state.section
        state.lead, state.denied_list, state.party = None, False, "guide"
        state.current = state.section or state.current
    elif unit.kind == "bullet" and unit.opens:
        state.current = state.lead or state.section or state.current
        state.party = state.lead_party


def _named(found: Sequence[Mention]) -> list[str]:
    roles = [each.head for each in found if each.use == "role"]
    return roles or [each.head for each in found if each.use in ("activity", "learner")]


def _leave(state: _State, unit: Unit) -> None:
    if unit.kind != "bullet":
        leads = unit.words[-1:] == [":"] or unit.kind == "heading"
        state.lead = state.current
        state.lead_party = state.party if leads else "guide"
        state.denied_list = leads and bool(_NEGATED_LEADS.intersection(unit.words[-8:]))


def _parts(unit: Unit, found: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """The clauses of a unit: cut at breaks, at turns, and before a further acting role."""
    heads = {each.first for each in found if each.is_role}
    low = 0
    for i, word in enumerate(unit.words):
        cut = word in _BREAKS or word in _TURNS
        if word in (",", "and", "or") and i > low + 2:
            near = range(i + 1, i + 1 + _SUBJECT_WITHIN)
            cut = any(at in heads for at in near) and _acts(unit, i + 1)
            cut = cut or _new_subject(unit, i)
        if cut and i > low:
            yield low, i
            low = i
    yield low, len(unit.words)


def _new_subject(unit: Unit, i: int) -> bool:
    """“..., and the committee decides”, “... and you choose”: somebody else acts from here on."""
    word, before = unit.words[i], unit.words[i - 1]
    if word == "," or (before != "," and unit.words[i + 1 : i + 2] not in _SUBJECTS):
        return False
    return _opening_party(unit, i + 1, min(i + 5, len(unit.words))) is not None


_SUBJECTS = [[each] for each in "you they she he we i nobody".split()]


def _acts(unit: Unit, at: int) -> bool:
    """Whether words from here on start with a subject: a determiner or role, then a verb."""
    sets = role_words().sets
    start = unit.words[at] if at < len(unit.words) else ""
    return start in _ARTICLES or start in role_words().words or start in sets["qualifiers"]


_PRONOUNS = frozenset("they she he".split())
_ARTICLES = frozenset("a an the your their his her our my every each".split())


def _subject(
    state: _State, unit: Unit, first: int, last: int, inside: Sequence[Mention]
) -> tuple[str | None, Party]:
    roles = [each for each in inside if each.is_role]
    for each in inside[:1]:
        if each.use == "activity" and _is_defined(unit, each):
            return each.head, "guide"
    acting = [each for each in roles if not each.is_met]
    by = [each for each in roles if first < each.first and _follows(unit, each, ("by",))]
    starts = _opening_party(unit, first, last)
    pronoun = starts == "guide" and state.current and unit.words[first] in _PRONOUNS
    if pronoun and not any(each.first - first <= 1 for each in acting):
        return None, "guide"
    if acting and (starts is None or acting[0].first - first <= _SUBJECT_WITHIN):
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
    if activities and state.current is None:
        return activities[0].head, "guide"
    if starts is None and unit.kind == "sentence" and first:
        return None, state.party
    if unit.kind == "bullet" and starts is None:
        return None, "learner" if state.learner_section else state.party
    return None, "guide"


def _is_bare(unit: Unit, first: int, last: int, inside: Sequence[Mention]) -> bool:
    """Whether a clause of a list only names a role, so that what follows is of somebody else."""
    if unit.kind == "heading" or not inside or last < len(unit.words) and unit.words[last] != ";":
        return False
    titles = {at for each in inside for at in range(each.first, each.at + 1)}
    rest = [unit.words[at] for at in range(first, last) if at not in titles]
    return all(each in _ARTICLES or not each.isalpha() for each in rest)


def _is_denied_list(unit: Unit, first: int) -> bool:
    """“Not covered: ...”: what stands behind the colon is denied."""
    return unit.words[first] == ":" and bool(
        _NEGATED_LEADS.intersection(unit.words[max(0, first - 4) : first])
    )


def _is_defined(unit: Unit, activity: Mention) -> bool:
    """“Coaching asks ...”: the activity acts in the place of its guide."""
    following = "".join(unit.words[activity.at + 1 : activity.at + 2])
    sets = role_words().sets
    verb = following in sets["defining"] or (
        following.endswith("s") and activity.first < 2 and following not in sets["plurals"]
    )
    return verb and not activity.is_met


def _follows(unit: Unit, mention: Mention, words: Sequence[str]) -> bool:
    before = unit.words[max(0, mention.first - 2) : mention.first]
    return any(each in words for each in before)


def _opening_party(unit: Unit, first: int, last: int) -> Party | None:
    """Who a clause starts with, past small words; None when it starts with none of them."""
    sets = role_words().sets
    at = first
    while at < last and (unit.words[at] in sets["small"] or not unit.words[at].isalpha()):
        at += 1
    skips = _PAST_PREPOSITION if at < last and unit.words[at] in sets["openers"] else 1
    for at in range(at, min(last, at + skips)):
        party = _party(unit, at)
        if party and (skips == 1 or unit.words[at - 1] not in sets["prepositions"]):
            return party
    return None


def _party(unit: Unit, at: int) -> Party | None:
    sets = role_words().sets
    word = unit.words[at]
    if word in role_words().words:
        return None
    if word in sets["other"]:
        return "other"
    if word in sets["learner"] and not _is_modifier(unit, at):
        return "learner"
    return "guide" if word in sets["guide"] else None


def _is_modifier(unit: Unit, at: int) -> bool:
    """“Student advisors”, “resident performance”: the word only describes what follows."""
    following = unit.words[at + 1 : at + 3]
    return any(each in role_words().words for each in following)
