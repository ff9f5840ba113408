"""Where a guide left the agreed form without saying so: a state machine over coded turns.

While the agreed form is in force, turns that leave it build a run, neutral turns inside belong to
it, and the first turn back in the form or the next announcement ends it. Announcing late ends a
departure and does not undo it (G-33, G-34).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.transcripts.coded import CodedTurn
from fourfold.transcripts.fidelity.announcing import Announcement
from fourfold.transcripts.fidelity.evidence import COACHING, Evidence, Shown, sentences
from fourfold.transcripts.fidelity.leaving import MENTORING, leaving, leaving_words, mostly
from fourfold.transcripts.moves import Move


@dataclass(frozen=True, slots=True)
class Departure:
    """Guide turns that left the agreed form unannounced; indices of turns, both included.

    `quote` is the first sentence that left it, `start` and `end` are seconds where the file has
    times.
    """

    start_turn: int
    end_turn: int
    to_form: FormOfGuidance
    quote: str
    start: float | None = None
    end: float | None = None


class Found(NamedTuple):
    """A departure, what it was done with, and where the announcement that ended it stands, if any.

    `moves` are the departing moves with a fair part of the words, the most words first.
    """

    departure: Departure
    moves: tuple[Move, ...]
    ended_by: int | None


@dataclass(slots=True)
class _Run:
    """The turns of a departure while it is being followed; neutral ones wait in `waiting`.

    `unlikely` is the chance that none of the turns really left the form.
    """

    turns: list[Evidence] = field(default_factory=list)
    waiting: list[Evidence] = field(default_factory=list)
    unlikely: float = 1.0
    asked: int = 0
    ended_by: int | None = None

    def add(self, each: Evidence, likelihood: float) -> None:
        self.turns += [*self.waiting, each]
        self.unlikely *= 1 - likelihood
        self.waiting = []

    def wait(self, each: Evidence) -> None:
        if self.turns:
            self.waiting.append(each)


def departures(
    shown: Shown, said: Sequence[Announcement], forces: Sequence[FormOfGuidance]
) -> tuple[Found, ...]:
    """The departures of a talk; `forces` is the form in force at each turn of the guide."""
    if shown.declared is MENTORING:
        runs = [run for run in _asking(shown, forces) if _left_alone(run, shown)]
    else:
        announcing = {each.at for each in said}
        runs = [run for run in _telling(shown, announcing, forces) if _is_likely(run, shown)]
    return tuple(Found(_departure(run, shown), _moves(run, shown), run.ended_by) for run in runs)


def _telling(
    shown: Shown, announcing: set[int], forces: Sequence[FormOfGuidance]
) -> Iterator[_Run]:
    """Runs of turns that tell while the declared form is in force.

    What was announced is rarely told apart finely: whoever steps out of the form may tell.
    """
    run = _Run()
    for at, each in enumerate(shown.turns):
        likelihood = leaving(each, shown).likelihood
        if at in announcing or forces[at] is not shown.declared:
            run.ended_by = at
            yield run
            run = _Run()
        elif likelihood:
            run.add(each, likelihood)
        elif each.turn.move in shown.returning and not each.turn.unsure:
            yield run
            run = _Run()
        else:
            run.wait(each)
    yield run


def _is_likely(run: _Run, shown: Shown) -> bool:
    return bool(run.turns) and 1 - run.unlikely >= shown.rules.thresholds.enough


def _asking(shown: Shown, forces: Sequence[FormOfGuidance]) -> Iterator[_Run]:
    """Runs of turns that only ask although the learner asked for experience (G-18, G-24)."""
    run = _Run()
    for at, each in enumerate(shown.turns):
        if forces[at] is not MENTORING or _tells(each, shown):
            run.ended_by = at if forces[at] is not MENTORING else None
            yield run
            run = _Run()
            continue
        run.asked += each.experience_asked
        if run.asked and each.turn.move in shown.rules.kinds.questions:
            run.add(each, 1.0)
        else:
            run.wait(each)
    yield run


def _tells(each: Evidence, shown: Shown) -> bool:
    words = sum(each.words.get(move, 0) for move in shown.returning)
    return each.turn.move in shown.returning or words >= shown.rules.mentoring.words


def _left_alone(run: _Run, shown: Shown) -> bool:
    return bool(run.turns) and (len(run.turns) >= shown.rules.mentoring.turns or run.asked > 1)


def _departure(run: _Run, shown: Shown) -> Departure:
    first, last = run.turns[0].turn, run.turns[-1].turn
    return Departure(
        start_turn=first.index,
        end_turn=last.index,
        to_form=_to_form(run, shown),
        quote=_quote(first, shown),
        start=first.start,
        end=last.end,
    )


def _to_form(run: _Run, shown: Shown) -> FormOfGuidance:
    if shown.declared is MENTORING:
        return COACHING
    words: Counter[FormOfGuidance] = Counter()
    for each in run.turns:
        words.update(leaving(each, shown).words)
    return mostly(words, shown)


def _moves(run: _Run, shown: Shown) -> tuple[Move, ...]:
    words: Counter[Move] = Counter()
    for each in run.turns:
        words.update(leaving_words(each, shown))
    fair = shown.rules.thresholds.fair_part * words.total()
    return tuple(move for move, count in words.most_common() if count >= fair)


def _quote(turn: CodedTurn, shown: Shown) -> str:
    """The first sentence of a turn that leaves the declared form, cut between words."""
    moves = shown.rules.kinds.questions if shown.declared is MENTORING else shown.departing
    span = next((span for span in sentences(turn) if span.move in moves), None)
    text = " ".join((turn.text[span.start : span.end] if span else turn.text).split())
    most = shown.rules.thresholds.quote
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0] or text[:most]} …"
