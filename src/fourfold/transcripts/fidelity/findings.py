"""What a report says in words: things to look at, one strength, one thing to try (G-37, G-49).

Every sentence stands in `data/fidelity.toml`. It says what happened and never how good it was.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fourfold.guidance.catalog import FormOfGuidance, profile
from fourfold.transcripts.fidelity.announcing import AnnouncedSwitch
from fourfold.transcripts.fidelity.departures import Departure, Found
from fourfold.transcripts.fidelity.evidence import Shown
from fourfold.transcripts.fidelity.measures import Measures
from fourfold.transcripts.fidelity.remarks import MEASURED, Remark
from fourfold.transcripts.fidelity.rules import Rules
from fourfold.transcripts.moves import Move
from fourfold.transcripts.timeline import turns_in_words


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about a talk, with the indices of the turns that show it."""

    code: str
    message: str
    turns: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The finding as `fourfold fidelity --json` prints it."""
        return {"code": self.code, "message": self.message, "turns": list(self.turns)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Everything that a sentence may be about; `forces` has the form in force at each turn."""

    shown: Shown
    main: FormOfGuidance
    found: Sequence[Found]
    switches: tuple[AnnouncedSwitch, ...]
    forces: Sequence[FormOfGuidance]
    measures: Measures

    @property
    def rules(self) -> Rules:
        """The rules under which the talk was read."""
        return self.shown.rules


def findings(seen: Seen) -> tuple[Finding, ...]:
    """Things to look at, in the order of a report; none when the form was kept."""
    return tuple(_findings(seen))


def summary(seen: Seen) -> str:
    """The sentence that a report begins with: the first finding, or that the form was kept."""
    kept = _finding(seen, "kept", declared=_name(seen.shown.declared))
    return next(_findings(seen), kept).message


def strength(seen: Seen) -> Finding | None:
    """One thing that served the declared form, or None when there is too little to say."""
    return None if _too_little(seen) else _first(seen, seen.rules.strengths, ())


def try_next(seen: Seen) -> Finding | None:
    """One thing to try, after the first finding or after the figures; None when too little."""
    return None if _too_little(seen) else _first(seen, seen.rules.try_next, findings(seen))


def _too_little(seen: Seen) -> bool:
    measured, enough = seen.measures, seen.rules.enough
    return measured.guide_turns < enough.turns or measured.guide_words < enough.words


def _findings(seen: Seen) -> Iterator[Finding]:
    measured, declared = seen.measures, seen.shown.declared
    times = _count(measured.guide_turns, "turn")
    if _too_little(seen):
        words = _count(measured.guide_words, "word")
        yield _finding(seen, "too_little_to_say", times=times, words=words)
    if seen.main is not declared:
        yield _finding(seen, "another_form", main=_name(seen.main), declared=_name(declared))
    for each in seen.found:
        yield _departure(each, seen)
    if seen.forces and seen.forces[-1] is not declared and seen.switches:
        yield _not_returned(seen.switches[-1], seen)
    if len(measured.unsure) > seen.rules.enough.unsure * max(1, measured.guide_turns):
        unsure = len(measured.unsure)
        yield _finding(seen, "many_unsure", measured.unsure, unsure=unsure, times=times)


def _not_returned(last: AnnouncedSwitch, seen: Seen) -> Finding:
    form, declared = _name(last.to_form), _name(seen.shown.base)
    return _finding(
        seen, "not_returned", (last.turn,), turn=last.turn, form=form, declared=declared
    )


def _departure(found: Found, seen: Seen) -> Finding:
    left = found.departure
    turns = tuple(
        each.turn.index
        for each in seen.shown.turns
        if left.start_turn <= each.turn.index <= left.end_turn
    )
    words = {"where": _where(left), "what": _what(found, seen)}
    if found.ended_by is None:
        return _finding(seen, f"unannounced_{left.to_form}", turns, **words)
    said = seen.shown.turns[found.ended_by].turn.index
    code = f"unannounced_{left.to_form}_said_late"
    return _finding(seen, code, (*turns, said), said=said, **words)


def _what(found: Found, seen: Seen) -> str:
    return " and ".join(seen.rules.answers[move] for move in found.moves)


def _first(seen: Seen, remarks: Iterable[Remark], after: Sequence[Finding]) -> Finding | None:
    """The first remark for the declared form whose conditions hold."""
    values = _values(seen)
    for remark in remarks:
        if seen.shown.declared not in remark.forms or not _holds(remark, values):
            continue
        cause = next((each for each in after if each.code in remark.after), None)
        if remark.after and cause is None:
            continue
        turns = _turns(remark, seen) if cause is None else cause.turns
        return Finding(remark.code, remark.says.format(times=_count(len(turns), "turn")), turns)
    return None


def _holds(remark: Remark, values: Mapping[str, float | None]) -> bool:
    asked = {name: values[name] for name in (*remark.least, *remark.most)}
    return all(
        value is not None and remark.least.get(name, value) <= value <= remark.most.get(name, value)
        for name, value in asked.items()
    )


def _values(seen: Seen) -> dict[str, float | None]:
    """Everything that a condition in the data may ask for."""
    measured = seen.measures
    counts = {move.value: float(len(turns)) for move, turns in measured.turns_with.items()}
    others = (
        measured.open_share,
        measured.reflections_to_questions,
        measured.talk_share.guide,
        measured.talk_share.learner,
        float(len(seen.switches)),
        float(len(seen.found)),
        float(sum(each.ended_by is not None for each in seen.found)),
        float(_asked_first(measured)),
    )
    return {**counts, **dict(zip(MEASURED, others, strict=True))}


def _asked_first(measured: Measures) -> bool:
    asked = measured.turns_with[Move.ASK_OPEN]
    told = measured.turns_with[Move.ADVISE] + measured.turns_with[Move.SHARE_EXPERIENCE]
    return bool(asked) and bool(told) and asked[0] < min(told)


def _turns(remark: Remark, seen: Seen) -> tuple[int, ...]:
    if remark.turns == "switches":
        return tuple(each.turn for each in seen.switches)
    if remark.turns == "said_late":
        return tuple(
            seen.shown.turns[each.ended_by].turn.index
            for each in seen.found
            if each.ended_by is not None
        )
    return seen.measures.turns_with[Move(remark.turns)] if remark.turns else ()


def _finding(seen: Seen, code: str, turns: tuple[int, ...] = (), **words: object) -> Finding:
    return Finding(code, seen.rules.findings[code].format(**words), turns)


def _where(left: Departure) -> str:
    return f"In {turns_in_words(left.start_turn, left.end_turn)}"


def _name(form: FormOfGuidance) -> str:
    return profile(form).name.lower()


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
