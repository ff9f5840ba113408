"""What a learner's words may tell of change, from `data/signals.toml` (G-69..G-78).

A signal is a prompt for the guide's next question, never a label or a score on a person.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from fourfold.issues import FourfoldError, unknown
from fourfold.transcripts.coded import SignalSpan
from fourfold.transcripts.coding.phrases import Found, Phrasebook, phrasebook, word_lists
from fourfold.transcripts.coding.spoken import spoken
from fourfold.transcripts.moves import Signal

_FILE = "signals.toml"
_FEWEST_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class SignalEntry:
    """What one signal means, and questions that a guide could ask next."""

    signal: Signal
    name: str
    definition: str
    next_questions: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class SignalBook:
    """Entries and cues, checked and ready; `groups` go by the numbers of their phrases."""

    entries: Mapping[Signal, SignalEntry]
    groups: tuple[Signal, ...]
    phrases: Phrasebook


def signal_entries() -> Mapping[Signal, SignalEntry]:
    """The entries of the six signals, in order."""
    return _signals().entries


def next_question(signal: Signal, *, nth: int = 0) -> str:
    """A question for the guide; `nth` counts from 0 and goes round, so that none wears out."""
    questions = signal_entries()[signal].next_questions
    return questions[nth % len(questions)]


def signals_in(text: str) -> tuple[SignalSpan, ...]:
    """The signals in a learner's words, in reading order; most texts have none."""
    shipped = _signals()
    talk = spoken(text)
    found: list[SignalSpan] = []
    for each in _longest(shipped.phrases.find(talk), shipped.groups):
        start, end = talk.spans[each.first][0], talk.spans[each.last][1]
        found.append(SignalSpan(shipped.groups[each.group], start, end))
    return tuple(found)


def _longest(found: Iterable[Found], groups: tuple[Signal, ...]) -> list[Found]:
    """Of phrases of one signal that share words the longest."""
    taken: set[tuple[Signal, int]] = set()
    standing: list[Found] = []
    for each in sorted(found, key=lambda each: (each.first - each.last, each.first)):
        places = {(groups[each.group], at) for at in range(each.first, each.last + 1)}
        if taken.isdisjoint(places):
            taken |= places
            standing.append(each)
    return sorted(standing, key=lambda each: (each.first, each.last))


@cache
def _signals() -> SignalBook:
    text = files("fourfold").joinpath(f"data/{_FILE}").read_text(encoding="utf-8")
    return read_signals(tomllib.loads(text))


def read_signals(data: Mapping[str, Any]) -> SignalBook:
    """Check parsed signals and make their cues ready; FourfoldError names what is wrong."""
    entries = {each.signal: each for each in map(_entry, data.get("signals", []))}
    if list(entries) != list(Signal):
        raise FourfoldError(f"The signals must be exactly, in order: {', '.join(Signal)}.")
    cues = [{"phrases": each["phrases"], "unless": _unless(each, data)} for each in data["cues"]]
    return SignalBook(
        entries=MappingProxyType(entries),
        groups=tuple(_parse_signal(each["signal"]) for each in data["cues"]),
        phrases=phrasebook(cues, word_lists(data["lists"]), _FILE),
    )


def _unless(cue: Mapping[str, Any], data: Mapping[str, Any]) -> list[str]:
    # "I used to think I was no leader" is no fixed mindset, but it may well be growth.
    past = [] if cue["signal"] == Signal.GROWTH_MINDSET else data["in_the_past"]
    return [*data["of_others"], *past, *cue.get("unless", ())]


def _entry(data: Mapping[str, Any]) -> SignalEntry:
    signal = _parse_signal(data.get("signal", ""))
    for name in ("name", "definition", "source"):
        if not data.get(name):
            raise FourfoldError(f"{signal}: {name} must be a text that is not empty.")
    questions = tuple(data.get("next_questions", ()))
    if len(questions) < _FEWEST_QUESTIONS:
        raise FourfoldError(f"{signal}: there must be at least {_FEWEST_QUESTIONS} questions.")
    return SignalEntry(signal, data["name"], data["definition"], questions, data["source"])


def _parse_signal(text: str) -> Signal:
    try:
        return Signal(text)
    except ValueError:
        raise FourfoldError(unknown("signal", text, Signal)) from None
