"""What the page of the cycle shows."""

from dataclasses import dataclass

from fourfold.guidance.cycle import CycleStep, StepEntry, open_step, steps
from fourfold_web.coaching_cycle.models import Round, RoundStep
from fourfold_web.engagements.models import Engagement

LEARNER, GUIDE = "learner", "guide"


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step of a round: what it is, what it holds, whether it is the one that is open."""

    entry: StepEntry
    content: RoundStep | None
    is_open: bool

    @property
    def answers(self) -> list[tuple[str, str]]:
        """The questions with what was answered."""
        held = self.content.answers if self.content else {}
        return [(each.ask, held[each.key]) for each in self.entry.questions if held.get(each.key)]


@dataclass(frozen=True, slots=True)
class RoundShown:
    """One round with its five steps; `row` is `None` for one that nobody has begun."""

    number: int
    row: Round | None
    steps: tuple[StepShown, ...]

    @property
    def waits_for(self) -> StepEntry | None:
        """The step that is open; `None` for a round that is complete."""
        return next((each.entry for each in self.steps if each.is_open), None)


def rounds_of(engagement: Engagement) -> list[RoundShown]:
    """The chain of rounds, the newest first; the last one is begun by writing into it."""
    rows = list(engagement.rounds.prefetch_related("steps__by"))
    shown = [_shown(row.number, row) for row in rows]
    if engagement.is_active and (not shown or shown[-1].waits_for is None):
        shown.append(_shown(len(rows) + 1, None))
    return shown[::-1]


def role_in(engagement: Engagement, person_id: object) -> str:
    """Which of the two a party is, as the steps name them."""
    return GUIDE if engagement.guide_id == person_id else LEARNER


def _shown(number: int, row: Round | None) -> RoundShown:
    held = {CycleStep(each.step): each for each in row.steps.all()} if row else {}
    now = open_step(held)
    return RoundShown(
        number,
        row,
        tuple(StepShown(entry, held.get(step), step == now) for step, entry in steps().items()),
    )
