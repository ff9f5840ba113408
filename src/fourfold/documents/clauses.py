"""Which role each clause speaks of, and who acts in it: section by section, as a reader would."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fourfold.documents.acting import Before, Party, actor, parts
from fourfold.documents.kinds import told_apart
from fourfold.documents.layout import Unit
from fourfold.documents.mentions import Mention, mentions
from fourfold.documents.phrases import Hit, hits
from fourfold.documents.role_words import role_words

# The answer to “Does my coach grade me?” that denies what was asked.
_NO = frozenset(["no", "never", "not", "nobody", "none", "nope"])
_ANSWER = 3
_SENDS = frozenset(["see", "contact", "consult", "email", "call"])
_INTRODUCED_WITHIN = 6
# “I asked my mentor”, “I met with the coach”: the learner writes.
_IS_MET = frozenset(
    [
        "my",
        "with",
        "to",
        "from",
        "asked",
        "ask",
        "told",
        "tell",
        "met",
        "meet",
        "found",
        "find",
        "had",
        "have",
        "need",
        "needed",
        "want",
        "wanted",
        "got",
        "saw",
        "see",
        "like",
        "think",
        "thought",
        "hope",
        "not",
        "never",
        "if",
        "that",
        "when",
        "your",
        "our",
        ";",
        ":",
    ]
) - {"have"}
_GOES_ON = frozenset(["they", "she", "he", "this", "these", "it"])
_NEGATED_LEADS = frozenset(["not", "never", "without", "no", "isn", "aren", "outside"])


@dataclass(frozen=True, slots=True)
class Clause:
    """Words `first` up to `last` of a unit, the role (by head word) they speak of, and who acts.

    `is_denied` tells that a list says what the role does not do, `is_reported` that the words are
    about others or another time, `is_asked` that a question without a role waits for its answer.
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
    is_asked: bool = False


@dataclass(slots=True)
class _State:
    """What a reader has in mind: the role of the section, the list and the last sentence."""

    section: str | None = None
    lead: str | None = None
    current: str | None = None
    learner_section: bool = False
    lead_party: Party = "guide"
    party: Party = "guide"
    denied_list: bool = False
    guide_speaks: bool = False


def clauses(layout: Sequence[Unit]) -> Iterator[Clause]:
    """Every clause of a document in its order; a question belongs to the role that answers it."""
    asked: list[Clause] = []
    for clause in _clauses(layout):
        # The “A:” ahead of an answer says nothing of who answers.
        is_label = bool(asked) and clause.last - clause.first < _ANSWER and not clause.mentions
        if clause.is_asked or is_label:
            asked.append(clause)
            continue
        for each in asked:
            yield replace(each, head=clause.head)
        asked.clear()
        yield clause
    yield from asked


def _clauses(layout: Sequence[Unit]) -> Iterator[Clause]:
    state = _State()
    named = told_apart([list(mentions(unit)) for unit in layout], layout)
    state.guide_speaks = any(map(_guide_speaks, layout, named))
    for number, (unit, found) in enumerate(zip(layout, named, strict=True)):
        following = layout[number + 1] if number + 1 < len(layout) else None
        _enter(state, unit, found)
        yield from _of_unit(state, number, unit, found, following)
        _leave(state, unit)


def _of_unit(
    state: _State, number: int, unit: Unit, found: Sequence[Mention], following: Unit | None
) -> Iterator[Clause]:
    spoken = list(hits(unit.words))
    reported = any(
        each.family.form == "reported" and not _is_aside(unit, each.first) for each in spoken
    )
    asked = unit.is_question and not any(each.is_role for each in found)
    refused = unit.is_question and following is not None and following.words[0] in _NO
    goes_on = following is not None and not following.opens
    for first, last in parts(unit, found):
        inside = [each for each in found if first <= each.at < last]
        before = Before(
            state.current, state.party, state.learner_section, is_guide_speaking=state.guide_speaks
        )
        head, party = actor(before, unit, (first, last), found)
        bare = not goes_on and unit.opens and _is_bare(unit, first, last, inside)
        sent_on = state.current and _is_sent_on(unit, inside, following)
        if not reported and not bare and not sent_on:
            state.current, state.party = head or state.current, party
        denied = refused or (state.denied_list and unit.kind == "bullet")
        yield Clause(
            unit=unit,
            number=number,
            first=first,
            last=last,
            head=head or state.current,
            party=party,
            is_denied=denied or _is_denied_list(unit, first),
            is_reported=reported,
            mentions=inside,
            hits=[each for each in spoken if first <= each.first < last],
            is_asked=asked,
        )


def _guide_speaks(unit: Unit, found: Sequence[Mention]) -> bool:
    """“I have been an advisor since 1999”, “I, the coach”: the guide writes about the own work."""
    for each in found:
        if each.use == "role":
            before = unit.words[max(0, each.first - _INTRODUCED_WITHIN) : each.first]
            if "i" in before and not _IS_MET.intersection(before[before.index("i") :]):
                return True
    return False


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


def _is_aside(unit: Unit, at: int) -> bool:
    """“(some classes say advisor)”: what stands in parentheses is said in passing."""
    before = unit.words[:at]
    return before.count("(") > before.count(")")


def _is_sent_on(unit: Unit, inside: Sequence[Mention], following: Unit | None) -> bool:
    """“For those, see the career advisors”: the next sentence speaks of the former role again."""
    roles = [each for each in inside if each.is_role]
    if len(roles) != 1 or unit.kind == "heading":
        return False
    before = unit.words[max(0, roles[0].first - 2) : roles[0].first]
    goes_on = following is not None and following.words[0] in _GOES_ON
    return not _SENDS.isdisjoint(before) and not goes_on


def _is_bare(unit: Unit, first: int, last: int, inside: Sequence[Mention]) -> bool:
    """Whether a clause of a list only names a role, so that what follows is of somebody else."""
    if unit.kind == "heading" or not inside or (last < len(unit.words) and unit.words[last] != ";"):
        return False
    titles = {at for each in inside for at in range(each.first, each.at + 1)}
    rest = [unit.words[at] for at in range(first, last) if at not in titles]
    return all(each in role_words().sets["articles"] or not each.isalpha() for each in rest)


def _is_denied_list(unit: Unit, first: int) -> bool:
    """“Not covered: ...”: what stands behind the colon is denied."""
    return unit.words[first] == ":" and bool(
        _NEGATED_LEADS.intersection(unit.words[max(0, first - 4) : first])
    )
