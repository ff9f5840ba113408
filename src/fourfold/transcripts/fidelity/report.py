"""How well what was said fits the form of guidance that was declared (G-21..G-25, G-31..G-37).

Deterministic over coded turns. Everything is judged against the declared form, never against an
ideal of talking; nobody passes or fails and there is no score (A-11).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fourfold.guidance.catalog import FormOfGuidance, parse_form
from fourfold.transcripts.coded import Coding
from fourfold.transcripts.fidelity.announcing import (
    AnnouncedSwitch,
    Announcement,
    announcements,
    in_force,
)
from fourfold.transcripts.fidelity.departures import Departure, Found, departures
from fourfold.transcripts.fidelity.evidence import Shown, evidence
from fourfold.transcripts.fidelity.findings import (
    Finding,
    Seen,
    findings,
    strength,
    summary,
    try_next,
)
from fourfold.transcripts.fidelity.measures import measures
from fourfold.transcripts.fidelity.practiced import as_a_whole, practiced_forms
from fourfold.transcripts.fidelity.rules import rules
from fourfold.transcripts.fidelity.stretches import Stretch, stretches
from fourfold.transcripts.fidelity.talk_share import TalkShare
from fourfold.transcripts.fidelity.whole import main_form
from fourfold.transcripts.moves import Move

__all__ = ["AnnouncedSwitch", "Departure", "Fidelity", "Finding", "Stretch", "TalkShare", "assess"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fidelity:
    """What a guide may learn from one talk. Turn numbers are indices of the transcript's turns.

    `counts` has the guide's turns by main move, `moves_by_form` the indices of these turns by the
    form practiced. `talk_share` divides the words, `talk_seconds` the time; `open_share` is the
    part of open questions among the questions, `reflections_to_questions` how many turns reflect
    for each that asks; None when nothing can be divided. `summary` is the sentence that a report
    begins with, `findings` are things to look at; `strength` and `try_next` are None when the talk
    says too little.
    """

    declared_form: FormOfGuidance
    main_form: FormOfGuidance
    stretches: tuple[Stretch, ...]
    drift: tuple[Departure, ...]
    announced_switches: tuple[AnnouncedSwitch, ...]
    counts: Mapping[Move, int]
    moves_by_form: Mapping[FormOfGuidance, Mapping[Move, tuple[int, ...]]]
    talk_share: TalkShare
    talk_seconds: TalkShare
    open_share: float | None
    reflections_to_questions: float | None
    summary: str
    findings: tuple[Finding, ...]
    strength: Finding | None
    try_next: Finding | None

    def to_json(self) -> dict[str, Any]:
        """The report as `fourfold fidelity --json` prints it."""
        return {
            "declared_form": self.declared_form.value,
            "main_form": self.main_form.value,
            "drift": [_departure_json(each) for each in self.drift],
            "announced_switches": [
                {"turn": each.turn, "to_form": each.to_form.value}
                for each in self.announced_switches
            ],
            "counts": {move.value: count for move, count in self.counts.items()},
            "talk_share": _share_json(self.talk_share),
            "open_share": self.open_share,
            "reflections_to_questions": self.reflections_to_questions,
            "findings": [each.to_json() for each in self.findings],
            "summary": self.summary,
            "strength": self.strength and self.strength.to_json(),
            "try_next": self.try_next and self.try_next.to_json(),
            "talk_seconds": _share_json(self.talk_seconds),
            "stretches": [each.to_json() for each in self.stretches],
            "moves_by_form": {
                form.value: {move.value: list(turns) for move, turns in moves.items()}
                for form, moves in self.moves_by_form.items()
            },
        }


def assess(coding: Coding, *, declared_form: FormOfGuidance | str) -> Fidelity:
    """Read a coded talk against the form that was declared.

    FourfoldError with the four choices when there is no such form.
    """
    shown = evidence(coding, parse_form(declared_form), rules())
    said = announcements(shown)
    forces = in_force(shown, said)
    found = departures(shown, said, forces)
    practiced = practiced_forms(shown, forces, found)
    measured = measures(coding.turns)
    seen = Seen(
        shown=shown,
        main=main_form(shown, as_a_whole(shown, forces, practiced)),
        found=found,
        switches=_switches(shown, said, found),
        forces=forces,
        measures=measured,
    )
    return Fidelity(
        declared_form=shown.declared,
        main_form=seen.main,
        stretches=stretches(coding.turns, forces, practiced),
        drift=tuple(each.departure for each in found),
        announced_switches=seen.switches,
        counts=measured.counts,
        moves_by_form=_moves_by_form(shown, practiced),
        talk_share=measured.talk_share,
        talk_seconds=measured.talk_seconds,
        open_share=measured.open_share,
        reflections_to_questions=measured.reflections_to_questions,
        summary=summary(seen),
        findings=findings(seen),
        strength=strength(seen),
        try_next=try_next(seen),
    )


def _switches(
    shown: Shown, said: Sequence[Announcement], found: Sequence[Found]
) -> tuple[AnnouncedSwitch, ...]:
    """What was announced, without what only repeated the form in force, save at a departure."""
    late = {each.ended_by for each in found}
    return tuple(
        AnnouncedSwitch(shown.turns[each.at].turn.index, each.to_form)
        for each in said
        if each.changes or each.at in late
    )


def _moves_by_form(
    shown: Shown, practiced: Sequence[FormOfGuidance]
) -> Mapping[FormOfGuidance, Mapping[Move, tuple[int, ...]]]:
    found: dict[FormOfGuidance, dict[Move, tuple[int, ...]]] = {}
    for each, form in zip(shown.turns, practiced, strict=True):
        if move := each.turn.move:
            moves = found.setdefault(form, {})
            moves[move] = (*moves.get(move, ()), each.turn.index)
    return found


def _share_json(share: TalkShare) -> dict[str, float | None]:
    return {"guide": share.guide, "learner": share.learner}


def _departure_json(each: Departure) -> dict[str, Any]:
    return {
        "start_turn": each.start_turn,
        "end_turn": each.end_turn,
        "to_form": each.to_form.value,
        "quote": each.quote,
    }
