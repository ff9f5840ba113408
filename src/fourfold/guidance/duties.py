"""One gentle sentence at the right moment: what keeps a relation alive (G-79..G-85, G-19).

The sentences stand in `data/duties.toml`. At most one is shown, and nothing is counted.
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
# A meeting is near when there is still a night to sleep over what to bring.
NEAR = timedelta(days=3)
# To report on a step takes the time to try it.
TO_TRY = timedelta(days=2)
# The part of the planned time after which somebody may think of passing it on.
NEAR_END = 0.8
# One meeting shows too little to pass on.
ENOUGH_MEETINGS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFacts:
    """What of a pair decides which sentence helps; moments are timezone-aware.

    `is_prepared` is about the next meeting and this side, `open_steps` counts what the learner set
    out to do. `is_closing` while the person answers the closing questions.
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
    if facts.next_meeting and facts.next_meeting - now <= NEAR and not facts.is_prepared:
        found.append("before")
    # One piece of advice needs no second meeting (G-20).
    if facts.held and not facts.next_meeting and facts.form_of_guidance != "advising":
        found.append("without_next")
    if facts.open_steps and facts.last_held and now - facts.last_held >= TO_TRY:
        found.append("between")
    if _has_learned(facts) and now - facts.started_at >= NEAR_END * planned_length(
        facts.form_of_guidance
    ):
        found.append("near_end")
    return tuple(found)


def _has_learned(facts: PairFacts) -> bool:
    return facts.held >= ENOUGH_MEETINGS and facts.form_of_guidance != "advising"


@cache
def _data() -> dict[str, Any]:
    text = files("fourfold").joinpath("data/duties.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
