"""What a report page draws: lanes over the talk, shares and counts, each with its words.

All positions are percent of the width, so that a drawing stretches without its patterns.
"""

from dataclasses import dataclass

from fourfold.guidance.catalog import FormOfGuidance, profile
from fourfold.transcripts.codebook import codebook
from fourfold.transcripts.coded import Coding
from fourfold.transcripts.fidelity import Fidelity, Stretch
from fourfold.transcripts.fidelity.findings import Finding
from fourfold.transcripts.fidelity.rules import Orientation, rules
from fourfold.transcripts.fidelity.talk_share import TalkShare
from fourfold.transcripts.timeline import Timeline, timeline, turns_in_words


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch in a lane; `says` is the same in words."""

    form_of_guidance: FormOfGuidance
    x: float
    width: float
    departs: bool
    says: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One announced switch on the lanes."""

    x: float
    turn: int
    to_form: FormOfGuidance


@dataclass(frozen=True, slots=True)
class Count:
    """How many of the guide's turns have one main move; `width` is percent of the most frequent."""

    name: str
    turns: int
    width: float


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One report, ready to be shown."""

    judged: Fidelity
    headline: str
    more: tuple[Finding, ...]
    in_force: tuple[Piece, ...]
    practiced: tuple[Piece, ...]
    marks: tuple[Mark, ...]
    ends: tuple[str, str]
    share: TalkShare
    share_of: str
    counts: tuple[Count, ...]
    orientation: tuple[Orientation, ...]

    @property
    def forms_shown(self) -> list[FormOfGuidance]:
        """The forms that the lanes draw, in their usual order."""
        drawn = {piece.form_of_guidance for piece in (*self.in_force, *self.practiced)}
        return [form for form in FormOfGuidance if form in drawn]

    @property
    def lane_rows(self) -> list[tuple[Piece, Piece]]:
        """Both lanes side by side, stretch by stretch."""
        return list(zip(self.in_force, self.practiced, strict=True))

    @property
    def guide_percent(self) -> int | None:
        """The guide's part of the talk in whole percent."""
        return _percent(self.share.guide)

    @property
    def learner_percent(self) -> int | None:
        """What is left of a hundred."""
        return None if self.guide_percent is None else 100 - self.guide_percent

    @property
    def open_percent(self) -> int | None:
        """The open ones among the guide's questions in whole percent."""
        return _percent(self.judged.open_share)


def report_page(judged: Fidelity, coding: Coding) -> ReportPage:
    """Everything that the page of a report shows but its turns."""
    line = timeline(coding.turns)
    timed = judged.talk_seconds.guide is not None
    return ReportPage(
        judged=judged,
        headline=judged.summary,
        more=judged.findings[1:],
        in_force=_lane(judged, line, practiced=False),
        practiced=_lane(judged, line, practiced=True),
        marks=tuple(
            Mark(_percent_at(line, each.turn), each.turn, each.to_form)
            for each in judged.announced_switches
        ),
        ends=line.ends,
        share=judged.talk_seconds if timed else judged.talk_share,
        share_of="time" if timed else "words",
        counts=_counts(judged),
        orientation=rules().orientation,
    )


def _lane(judged: Fidelity, line: Timeline, *, practiced: bool) -> tuple[Piece, ...]:
    pieces = []
    for each in judged.stretches:
        form = each.practiced if practiced else each.in_force
        x, end = _percent_at(line, each.start_turn), _percent_at(line, each.end_turn + 1)
        departs = practiced and each.practiced is not each.in_force
        pieces.append(Piece(form, x, round(end - x, 2), departs, _says(each, form, departs)))
    return tuple(pieces)


def _percent_at(line: Timeline, turn: int) -> float:
    return round(100 * line.place(turn), 2)


def _says(stretch: Stretch, form: FormOfGuidance, departs: bool) -> str:
    where = turns_in_words(stretch.start_turn, stretch.end_turn)
    return f"{profile(form).name}, {where}{', not announced' if departs else ''}"


def _counts(judged: Fidelity) -> tuple[Count, ...]:
    most = max(judged.counts.values(), default=0) or 1
    found = sorted(judged.counts.items(), key=lambda each: -each[1])
    return tuple(
        Count(codebook()[move].name, turns, round(100 * turns / most, 1))
        for move, turns in found
        if turns
    )


def _percent(part: float | None) -> int | None:
    return None if part is None else round(100 * part)
