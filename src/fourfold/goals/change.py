"""Why a change is hard, and a plan for the moment it gets hard (G-68 to G-78, A-8).

Everything here is a question or the learner's own plan; nothing labels or scores a person.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from fourfold.issues import FourfoldError, Issue, unknown


class Cause(StrEnum):
    """The four causes of resistance to change (G-69 to G-72)."""

    UNKNOWN = "unknown"
    FAMILIAR = "familiar"
    LOSS = "loss"
    TRUST = "trust"


@dataclass(frozen=True, slots=True)
class CauseEntry:
    """One cause: its name in a learner's own voice, what takes blame away, and a question."""

    cause: Cause
    name: str
    says: str
    question: str
    more_questions: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class IfThenPlan:
    """What a learner will do when a named obstacle shows; `cause` None where they did not say."""

    obstacle: str
    cause: Cause | None = None
    if_: str = ""
    then: str = ""

    @property
    def in_words(self) -> str:
        """“If …, then …”; empty until both halves are there."""
        if_, then = _half(self.if_, "if "), _half(self.then, "then ")
        return f"If {if_}, then {then}." if if_ and then else ""


def causes() -> Mapping[Cause, CauseEntry]:
    """The four causes, in the order of the guidance model."""
    asked = _questions()
    return {
        Cause(each["cause"]): CauseEntry(
            Cause(each["cause"]),
            each["name"],
            each["says"],
            each["question"],
            asked[each["signal"]],
            each["source"],
        )
        for each in _data()["causes"]
    }


def parse_cause(value: str) -> Cause:
    """The cause of this name; FourfoldError names the choices."""
    try:
        return Cause(value)
    except ValueError:
        raise FourfoldError(unknown("cause", value, Cause)) from None


def check_plan(plan: IfThenPlan) -> tuple[Issue, ...]:
    """What the plan lacks. An obstacle may stand alone; half a plan is asked for its other half."""
    says = _data()["plan"]
    halves = {"if": plan.if_.strip(), "then": plan.then.strip()}
    missing = [name for name, words in halves.items() if not words]
    found = [] if plan.obstacle.strip() else [Issue("missing", says["obstacle"], "obstacle")]
    if len(missing) == 1:
        found.append(Issue("half_a_plan", says[missing[0]], missing[0]))
    return tuple(found)


def learning_questions(*, went_up: bool) -> tuple[str, ...]:
    """Questions to oneself after a look at a goal: on what helped, or on what could be tried."""
    return _questions()[_data()["learning"]["up" if went_up else "else"]]


def _half(words: str, lead: str) -> str:
    said = words.strip().rstrip(".,")
    return said[len(lead) :].strip() if said.lower().startswith(lead) else said


@cache
def _data() -> dict[str, Any]:
    return _read("change.toml")


@cache
def _questions() -> dict[str, tuple[str, ...]]:
    return {
        each["signal"]: tuple(each["next_questions"]) for each in _read("signals.toml")["signals"]
    }


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("fourfold").joinpath(f"data/{name}").read_text(encoding="utf-8"))
