"""The Coaching in Medicine round: which step is open, and whose turn it is (G-57 to G-61, A-4)."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError, unknown

# Forms in which a guide coaches; the others have no rounds.
FORMS = (FormOfGuidance.COACHING, FormOfGuidance.COACHING_WITH_WISDOM)


class CycleStep(StrEnum):
    """The five steps, in their order."""

    REFLECTION = "reflection"
    OBSERVATION = "observation"
    REFLECTION_ON_PERFORMANCE = "reflection_on_performance"
    FEEDBACK = "feedback"
    NEXT_STEPS = "next_steps"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a step, with what helps to answer it."""

    key: str
    ask: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class StepEntry:
    """A step as pages show it. `who` is "learner", "guide" or "both"."""

    step: CycleStep
    title: str
    who: str
    says: str
    source: str
    questions: tuple[Asked, ...]

    def is_for(self, role: str) -> bool:
        """Whether a party in this role, "learner" or "guide", writes it."""
        return self.who in (role, "both")


@cache
def steps() -> Mapping[CycleStep, StepEntry]:
    """The five steps in their order."""
    text = files("fourfold").joinpath("data/cycle.toml").read_text(encoding="utf-8")
    found = [
        StepEntry(
            step=parse_step(row["step"]),
            title=row["title"],
            who=row["who"],
            says=row["says"],
            source=row["source"],
            questions=tuple(Asked(**each) for each in row["questions"]),
        )
        for row in tomllib.loads(text)["steps"]
    ]
    return {entry.step: entry for entry in found}


def parse_step(name: str) -> CycleStep:
    """The step of this name; FourfoldError offers the choices."""
    if name not in tuple(CycleStep):
        raise FourfoldError(unknown("step of the round", name, CycleStep))
    return CycleStep(name)


def open_step(done: Collection[CycleStep]) -> CycleStep | None:
    """The step that a round waits for; `None` when it is complete.

    The first without content is open, so that feedback never comes before the learner's own
    reflection, whatever was written out of turn.
    """
    return next((each for each in CycleStep if each not in done), None)


def check_turn(step: CycleStep, done: Collection[CycleStep], role: str) -> None:
    """FourfoldError unless this party may write this step now.

    A step may also be put right by who writes it, until the next one holds something.
    """
    entry = steps()[step]
    if not entry.is_for(role):
        raise FourfoldError(f"“{entry.title}” is written by the {entry.who}.")
    waited_for = open_step(done)
    if step in (waited_for, _last(done)):
        return
    if waited_for is None or step in done:
        raise FourfoldError(f"“{entry.title}” stands as it was: the next step builds on it.")
    title = steps()[waited_for].title
    raise FourfoldError(f"“{entry.title}” opens after “{title}”. Write that one first.")


def _last(done: Collection[CycleStep]) -> CycleStep | None:
    """The step written last, as long as it is followed by none."""
    written = [each for each in CycleStep if each in done]
    return written[-1] if written else None
