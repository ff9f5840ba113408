"""When a pair has fallen silent: no meeting for 1.5 times the gap that it planned (A-18).

The numbers and the words for a gap stand in `data/silence.toml`.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from fourfold.guidance.catalog import FormOfGuidance, parse_form

# Words may name any number; after a year apart two people are silent whatever they wrote.
LONGEST_GAP_DAYS = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """What decides whether a pair is silent; moments are timezone-aware.

    `cadence` holds the words of the agreement, `rested_until` the end of the last pause.
    """

    form_of_guidance: FormOfGuidance
    cadence: str
    started_at: datetime
    last_held: datetime | None = None
    rested_until: datetime | None = None


def planned_gap(form: FormOfGuidance | str, cadence: str) -> timedelta | None:
    """The longest time between two meetings that these words allow; the form's usual one when they
    name none; None in advising, which is one meeting."""
    usual = _data()["gap_days"].get(parse_form(form).value)
    if usual is None:
        return None
    return timedelta(days=min(_days_in(cadence) or usual, LONGEST_GAP_DAYS))


def silent_from(facts: MeetingFacts) -> datetime | None:
    """The moment from which the pair counts as silent if nothing happens; None in advising."""
    gap = planned_gap(facts.form_of_guidance, facts.cadence)
    return None if gap is None else last_sign(facts) + gap * float(_data()["factor"])


def last_sign(facts: MeetingFacts) -> datetime:
    """What the silence is counted from: the last meeting, the start, or the end of a pause."""
    return max(
        moment for moment in (facts.started_at, facts.last_held, facts.rested_until) if moment
    )


def tell_program_after() -> timedelta:
    """How long the two have for themselves before the program sees a number."""
    return timedelta(days=_data()["tell_program_after_days"])


def _days_in(cadence: str) -> float | None:
    """The longest gap named in these words: “every two to four weeks” → 28."""
    words = re.findall(r"[a-z]+|\d+", cadence.casefold())
    data = _data()
    found = [data["whole_words"][word] for word in words if word in data["whole_words"]]
    for place, word in enumerate(words):
        unit = data["units"].get(word) or data["units"].get(word.removesuffix("s"))
        if unit:
            found.append(unit * _number_before(words[:place]))
    return max(found) / _times_in(words) if found else None


def _number_before(words: list[str]) -> int:
    """The number just before a unit, the larger one of “two to four”; 1 when none stands there."""
    known = _data()["numbers"]
    if not words:
        return 1
    last = words[-1]
    return max(1, int(last)) if last.isdigit() else known.get(last, 1)


def _times_in(words: list[str]) -> int:
    """How often within the gap: 2 for “twice a month”, 1 for anything else."""
    return next((_data()["times"][word] for word in words if word in _data()["times"]), 1)


@cache
def _data() -> dict[str, Any]:
    text = files("fourfold").joinpath("data/silence.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
