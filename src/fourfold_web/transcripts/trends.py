"""Small multiples: a few figures of one guide's talks in one form, in the order of the talks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from uuid import UUID

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.transcripts.fidelity import Fidelity

# Width and height of one small drawing, and the room around its dots.
WIDTH, HEIGHT, ROOM = 100, 40, 6


@dataclass(frozen=True, slots=True)
class Point:
    """One talk in one figure; `value` None where the talk has no such figure."""

    title: str
    transcript_id: UUID
    at: datetime
    value: float | None
    shown: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Multiple:
    """One figure over the talks; `says` compares the last talk with the guide's own others."""

    title: str
    points: tuple[Point, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Trend:
    """All figures of the talks in one form; `talks` is how many."""

    form_of_guidance: FormOfGuidance
    talks: int
    multiples: tuple[Multiple, ...]

    @property
    def rows(self) -> list[tuple[Point, ...]]:
        """The same by talk, the newest first."""
        return list(zip(*(each.points for each in self.multiples), strict=True))[::-1]

    @property
    def latest(self) -> UUID:
        """The newest talk."""
        return self.multiples[0].points[-1].transcript_id


def trend_of(form: FormOfGuidance, reports: Sequence[tuple]) -> Trend:
    """The figures of these reports, each a pair of row and fidelity, oldest first."""
    figures = [
        ("Unannounced departures", [float(len(judged.drift)) for _, judged in reports], "{:.0f}"),
        ("Your share of the talk", [_percent(judged) for _, judged in reports], "{:.0f} %"),
        ("Open among your questions", [_open(judged) for _, judged in reports], "{:.0f} %"),
        ("Reflections for each question", [_reflections(j) for _, j in reports], "{:.1f}"),
    ]
    rows = [row for row, _ in reports]
    return Trend(
        form, len(reports), tuple(_multiple(title, rows, *rest) for title, *rest in figures)
    )


def _percent(judged: Fidelity) -> float | None:
    return None if judged.talk_share.guide is None else 100 * judged.talk_share.guide


def _open(judged: Fidelity) -> float | None:
    return None if judged.open_share is None else 100 * judged.open_share


def _reflections(judged: Fidelity) -> float | None:
    return judged.reflections_to_questions


def _multiple(title: str, rows: Sequence, values: Sequence[float | None], shown: str) -> Multiple:
    known = [value for value in values if value is not None]
    highest = max(known, default=0.0) or 1.0
    step = (WIDTH - 2 * ROOM) / max(1, len(rows) - 1)
    points = tuple(
        Point(
            title=title,
            transcript_id=row.pk,
            at=row.guidance_session.opened_at,
            value=value,
            shown="–" if value is None else shown.format(value),
            x=round(ROOM + number * step, 1),
            y=round(HEIGHT - ROOM - (HEIGHT - 2 * ROOM) * (value or 0) / highest, 1),
        )
        for number, (row, value) in enumerate(zip(rows, values, strict=True))
    )
    return Multiple(title, points, _says(known, shown))


def _says(known: Sequence[float], shown: str) -> str:
    if not known:
        return "No figure yet."
    return f"Last {shown.format(known[-1])}; median of your talks {shown.format(median(known))}."
