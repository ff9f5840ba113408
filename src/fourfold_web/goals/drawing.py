"""What goal pages draw: how far a goal is over time, and a week of a habit, each with its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from fourfold.goals.attainment import LEVELS, Scale, level_prompts, usual_scale
from fourfold_web.goals.models import CheckIn, Habit

# Width and height of the drawing, and the room around its dots.
WIDTH, HEIGHT, ROOM = 300, 120, 12
DAYS_SHOWN = 7


@dataclass(frozen=True, slots=True)
class Look:
    """One answer: when, how far, and the words that its level had then."""

    at: datetime
    level: int
    words: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Progress:
    """All answers of one goal, oldest first; `says` is the drawing in a sentence."""

    looks: tuple[Look, ...]
    says: str

    @property
    def newest_first(self) -> tuple[Look, ...]:
        """The same for a table."""
        return self.looks[::-1]

    @property
    def lines(self) -> tuple[float, ...]:
        """Where the levels lie in the drawing, from the highest."""
        return tuple(_height_of(level) for level in reversed(LEVELS))

    @property
    def latest(self) -> Look | None:
        """The last answer."""
        return self.looks[-1] if self.looks else None


@dataclass(frozen=True, slots=True)
class HabitDayCell:
    """One day of a habit."""

    day: date
    done: bool
    is_today: bool


@dataclass(frozen=True, slots=True)
class HabitWeek:
    """The last seven days of a habit, and how the weeks before went, in words."""

    habit: Habit
    cells: tuple[HabitDayCell, ...]
    says: str
    before: str


def progress_of(check_ins: Sequence[CheckIn]) -> Progress:
    """The answered ones of these as a course."""
    answered = sorted(
        (each for each in check_ins if each.answered_at), key=lambda each: each.answered_at
    )
    looks = tuple(_look(each, answered) for each in answered)
    return Progress(looks, _says(looks))


def level_choices(scale: Scale | None) -> list[tuple[int, str]]:
    """The five levels in words, the highest first."""
    shown = scale or usual_scale()
    return [(level, shown.says(level)) for level in reversed(LEVELS)]


def habit_week(habit: Habit, *, today: date) -> HabitWeek:
    """The last seven days of this habit; its ticks are read already."""
    done = {each.day for each in habit.days.all()}
    days = [today - timedelta(days=back) for back in reversed(range(DAYS_SHOWN))]
    cells = tuple(HabitDayCell(day, day in done, day == today) for day in days)
    count = sum(cell.done for cell in cells)
    return HabitWeek(habit, cells, _of_wanted(count, habit), _before(done, days[0], habit))


def _look(check_in: CheckIn, among: Sequence[CheckIn]) -> Look:
    first, last = among[0].answered_at, among[-1].answered_at
    span = (last - first).total_seconds() or 1.0
    part = (check_in.answered_at - first).total_seconds() / span
    scale = check_in.scale.to_core() if check_in.scale else usual_scale()
    return Look(
        at=check_in.answered_at,
        level=check_in.level,
        words=scale.says(check_in.level),
        x=round(ROOM + part * (WIDTH - 2 * ROOM), 1),
        y=_height_of(check_in.level),
    )


def _height_of(level: int) -> float:
    part = (LEVELS[-1] - level) / (LEVELS[-1] - LEVELS[0])
    return round(ROOM + part * (HEIGHT - 2 * ROOM), 1)


def _says(looks: tuple[Look, ...]) -> str:
    if not looks:
        return ""
    names = {each.level: each.name for each in level_prompts()}
    now, then = names[looks[-1].level].lower(), names[looks[0].level].lower()
    since = f"{timezone.localtime(looks[0].at):%b} {timezone.localtime(looks[0].at).day}"
    if len(looks) == 1:
        return f"On {since}: {now}."
    if looks[0].level == looks[-1].level:
        return f"{len(looks)} answers since {since}; then and now {now}."
    return f"{len(looks)} answers since {since}: from {then} to {now}."


def _of_wanted(count: int, habit: Habit) -> str:
    return f"{count} of {habit.times_a_week} in the last seven days"


def _before(done: set[date], first: date, habit: Habit) -> str:
    """The four weeks before, such as “the weeks before: 2, 3, 3, 1”; only since it began."""
    counts = []
    for back in range(1, 5):
        start = first - timedelta(weeks=back)
        if start + timedelta(days=6) < timezone.localtime(habit.created_at).date():
            break
        week = {start + timedelta(days=each) for each in range(7)}
        counts.append(str(len(week & done)))
    return f"The weeks before: {', '.join(reversed(counts))}" if counts else ""
