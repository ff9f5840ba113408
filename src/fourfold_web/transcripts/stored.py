"""The shapes in which talks and codes lie in confidential columns; nobody else reads them.

Each says its version, so that a later one can tell what an older program stored.
"""

from collections.abc import Iterable

from fourfold.confidentiality.screening import Kind
from fourfold.confidentiality.screening.hits import Place
from fourfold.issues import Issue
from fourfold.transcripts.coded import CodedTurn, Coding, MoveSpan, SignalSpan, TalkTurn
from fourfold.transcripts.moves import Move, Signal
from fourfold.transcripts.transcript import Transcript, Turn

GUIDE = "guide"
VERSION = 1


def talk_to(talk: Transcript) -> dict:
    """A talk that was read, as JSON values."""
    turns = [
        [each.speaker, each.start, each.end, each.text, each.approximate] for each in talk.turns
    ]
    issues = [[each.code, each.message, each.where, each.severity] for each in talk.issues]
    return {"version": VERSION, "format": talk.format, "turns": turns, "issues": issues}


def talk_from(stored: dict) -> Transcript:
    """The talk again."""
    turns = tuple(
        Turn(index, speaker, start, end, text, approximate)
        for index, (speaker, start, end, text, approximate) in enumerate(stored["turns"])
    )
    issues = tuple(Issue(*each) for each in stored["issues"])
    return Transcript(stored["format"], turns, issues)


def places_to(places: Iterable[Place]) -> dict:
    """What was found in a talk that may point to a patient, as JSON values."""
    rows = [[each.turn, each.kind, each.start, each.end] for each in places]
    return {"version": VERSION, "places": rows}


def places_from(stored: dict) -> tuple[Place, ...]:
    """The places again."""
    return tuple(Place(turn, Kind(kind), start, end) for turn, kind, start, end in stored["places"])


def turns_to(turns: Iterable[TalkTurn]) -> dict:
    """Screened turns as JSON values."""
    rows = [[each.role, each.start, each.end, each.text] for each in turns]
    return {"version": VERSION, "turns": rows}


def turns_from(stored: dict) -> tuple[TalkTurn, ...]:
    """The screened turns again."""
    return tuple(TalkTurn(role, text, start, end) for role, start, end, text in stored["turns"])


def codes_to(turns: Iterable[CodedTurn]) -> dict:
    """What was coded in each turn, without its words."""
    return {"version": VERSION, "turns": [_code(each) for each in turns]}


def coding_from(turns: dict, codes: dict) -> Coding:
    """Words and codes together."""
    pairs = zip(turns_from(turns), codes["turns"], strict=True)
    return Coding(GUIDE, tuple(_coded(index, *pair) for index, pair in enumerate(pairs)))


def _code(turn: CodedTurn) -> dict:
    return {
        "move": turn.move,
        "confidence": turn.confidence,
        "unsure": turn.unsure,
        "spans": [[span.move, span.start, span.end, span.deciding] for span in turn.spans],
        "signals": [[span.signal, span.start, span.end] for span in turn.signals],
    }


def _coded(index: int, turn: TalkTurn, code: dict) -> CodedTurn:
    return CodedTurn(
        index=index,
        role=turn.role,
        text=turn.text,
        start=turn.start,
        end=turn.end,
        move=Move(code["move"]) if code["move"] else None,
        confidence=code["confidence"],
        unsure=code["unsure"],
        spans=tuple(_span(*each) for each in code["spans"]),
        signals=tuple(
            SignalSpan(Signal(signal), start, end) for signal, start, end in code["signals"]
        ),
    )


def _span(move: str, start: int, end: int, deciding: list[list[int]]) -> MoveSpan:
    return MoveSpan(Move(move), start, end, tuple((first, last) for first, last in deciding))
