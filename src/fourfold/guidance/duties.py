"""One gentle sentence at the right moment: what keeps a relation alive (G-79..G-85, G-19).

The sentences, and how near is near, stand in `data/duties.toml`. At most one is shown, and nothing
is counted.
"""

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from fourfold.guidance.catalog import FormOfGuidance, parse_form
from fourfold.guidance.measures import planned_length

Side = Literal["learner", "guide"]
When = Literal["before", "closing", "between", "without_next", "near_end", "after_end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFacts:
    """What of a pair decides which sentence helps; moments are timezone-aware.

    `is_prepared` is about the next meeting and this side, `open_steps` counts what the learner set
    out to do. `is_closing` while the person answers the closing questions. `planned_length` is the
    program's own, None for the form's usual one.
    """

    side: Side
    form_of_guidance: FormOfGuidance
    started_at: datetime
    held: int = 0
    last_held: datetime | None = None
    next_meeting: datetime | None = None
    is_prepared: bool = False
    open_steps: int = 0
    is_closing: bool = False
    is_paused: bool = False
    ended_at: datetime | None = None
    planned_length: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """One sentence to one side, the button that goes with it, and what the person gains (G-19)."""

    id: str
    says: str
    button: str
    benefit: str
    source: str


def duty_now(facts: PairFacts, *, other: str, now: datetime) -> Duty | None:
    """The sentence for this side at this moment, in which `other` is named; or None."""
    if facts.is_paused:
        return None
    for when in _moments(facts, now):
        found = next((entry for entry in _data()["duties"] if entry["when"] == when), None)
        if found and found[facts.side]:
            return Duty(
                id=found["id"],
                says=found[facts.side].format(name=other),
                button=found["button"],
                benefit=benefit(facts.form_of_guidance, facts.side),
                source=found["source"],
            )
    return None


def benefit(form: FormOfGuidance | str, side: Side) -> str:
    """What this side gains from this form (G-19)."""
    wanted = parse_form(form)
    return next(
        str(entry[side]) for entry in _data()["benefits"] if entry["form_of_guidance"] == wanted
    )


def _moments(facts: PairFacts, now: datetime) -> tuple[When, ...]:
    """The moments that it is now, the most pressing first."""
    if facts.ended_at:
        return ("after_end",) if _has_learned(facts) else ()
    if facts.is_closing:
        return ("closing",)
    found: list[When] = []
    ahead = facts.next_meeting
    if ahead and ahead - now <= _days("near_days") and not facts.is_prepared:
        found.append("before")
    # One piece of advice needs no second meeting (G-20).
    if facts.held and not ahead and facts.form_of_guidance != "advising":
        found.append("without_next")
    if facts.open_steps and facts.last_held and now - facts.last_held >= _days("to_try_days"):
        found.append("between")
    if _has_learned(facts) and _is_near_end(facts, now):
        found.append("near_end")
    return tuple(found)


def _is_near_end(facts: PairFacts, now: datetime) -> bool:
    share = float(_data()["near_end_share"])
    planned = facts.planned_length or planned_length(facts.form_of_guidance)
    return now - facts.started_at >= share * planned


def _has_learned(facts: PairFacts) -> bool:
    enough = int(_data()["enough_meetings"])
    return facts.held >= enough and facts.form_of_guidance != "advising"


def _days(name: str) -> timedelta:
    return timedelta(days=_data()[name])


@cache
def _data() -> dict[str, Any]:
    text = files("fourfold").joinpath("data/duties.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
