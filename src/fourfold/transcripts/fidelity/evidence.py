"""What each turn of the guide shows about its form: words by move, announcements, answers owed.

`Shown` holds all of it beside the declared form and the rules; everything else here reads it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.transcripts.coded import CodedTurn, Coding, MoveSpan
from fourfold.transcripts.coding.cues import (
    announced_form,
    asks_for_experience,
    find_cues,
    takes_over,
)
from fourfold.transcripts.fidelity.persons import is_about_learner
from fourfold.transcripts.fidelity.rules import Rules
from fourfold.transcripts.moves import Move

COACHING = FormOfGuidance.COACHING
WITH_WISDOM = FormOfGuidance.COACHING_WITH_WISDOM


@dataclass(frozen=True, slots=True)
class Said:
    """One announcement: the form that its words name, None when they do not tell.

    `asks` marks an offer that the learner may decline, `then` the last move after it in the same
    turn that can show a form.
    """

    form: FormOfGuidance | None
    asks: bool = False
    then: Move | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One turn of the guide.

    `words` counts the words of each move and `sentences` its sentences; where the learner is told
    whom to call when in danger, advice counts nothing. `counted` are the words that can show a
    form, `taking_over` those that promise to lead a career for years; `experience_asked` tells that
    the learner had just asked for the guide's experience or opinion.
    """

    turn: CodedTurn
    words: Mapping[Move, int]
    sentences: Mapping[Move, int]
    counted: int
    announced: tuple[Said, ...] = ()
    taking_over: int = 0
    experience_asked: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What all turns of the guide show, beside the form that was declared and the rules."""

    turns: tuple[Evidence, ...]
    declared: FormOfGuidance
    rules: Rules

    @property
    def base(self) -> FormOfGuidance:
        """The form that is on while nothing is announced: with wisdom this is coaching (G-23)."""
        return COACHING if self.declared is WITH_WISDOM else self.declared

    @property
    def departing(self) -> Mapping[Move, FormOfGuidance]:
        """The moves that leave the declared form, and where they lead."""
        return self.rules.departing[self.declared]

    @property
    def returning(self) -> frozenset[Move]:
        """The moves that bring back to the declared form."""
        return self.rules.returning[self.declared]


def evidence(coding: Coding, declared: FormOfGuidance, rules: Rules) -> Shown:
    """What the guide's turns show, in order; a long relation and an answer owed are looked for only
    where they leave the declared form.
    """
    turns = (_read(turn, before, declared, rules) for turn, before in _with_learner_before(coding))
    return Shown(tuple(turns), declared, rules)


def sentences(turn: CodedTurn) -> tuple[MoveSpan, ...]:
    """The coded sentences of a turn; the whole turn where only its main move is known."""
    if turn.spans or turn.move is None:
        return turn.spans
    return (MoveSpan(turn.move, 0, len(turn.text)),)


def _with_learner_before(coding: Coding) -> Iterator[tuple[CodedTurn, str]]:
    before = ""
    for turn in coding.turns:
        if turn.role == "learner":
            before = f"{before} {turn.text}".strip()
        else:
            yield turn, before
            before = ""


def _read(turn: CodedTurn, before: str, declared: FormOfGuidance, rules: Rules) -> Evidence:
    said = _said(turn, rules)
    words = {move: sum(len(text.split()) for text in texts) for move, texts in said.items()}
    return Evidence(
        turn=turn,
        words=words,
        sentences={move: len(texts) for move, texts in said.items()},
        counted=sum(n for move, n in words.items() if move not in rules.kinds.wordless),
        announced=tuple(_announced(turn, rules)),
        taking_over=_taking_over(said, rules) if declared is FormOfGuidance.ADVISING else 0,
        experience_asked=declared is FormOfGuidance.MENTORING and asks_for_experience(before),
    )


def _taking_over(said: Mapping[Move, Sequence[str]], rules: Rules) -> int:
    promised = (
        text
        for move, texts in said.items()
        for text in texts
        if move not in rules.kinds.takes_nothing and takes_over(text)
    )
    return sum(len(text.split()) for text in promised)


def _said(turn: CodedTurn, rules: Rules) -> dict[Move, list[str]]:
    """The sentences of each move, as far as they can show a form."""
    said: dict[Move, list[str]] = {}
    for span in sentences(turn):
        text = turn.text[span.start : span.end]
        is_story = span.move is Move.SHARE_EXPERIENCE
        is_observed = is_story and is_about_learner(text, rules.stories)
        said.setdefault(Move.GIVE_FEEDBACK if is_observed else span.move, []).append(text)
    if turn.move is not None and turn.move not in {span.move for span in sentences(turn)}:
        said[turn.move] = [turn.text]
    if Move.ADVISE in said and any(cue.kind == "safety" for cue in find_cues(turn.text)):
        del said[Move.ADVISE]
    return said


def _announced(turn: CodedTurn, rules: Rules) -> Iterator[Said]:
    spans = sentences(turn)
    for at, span in enumerate(spans):
        if span.move is Move.ANNOUNCE_ROLE:
            text = turn.text[span.start : span.end]
            rest = takewhile(lambda each: each.move is not Move.ANNOUNCE_ROLE, spans[at + 1 :])
            shown = [each.move for each in rest if each.move not in rules.kinds.wordless]
            yield Said(announced_form(text), text.endswith("?"), shown[-1] if shown else None)
