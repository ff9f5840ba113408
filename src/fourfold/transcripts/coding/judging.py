"""Judging a guide's turns: cues and trained models become one move a sentence and one a turn.

Two models judge every unit. "moves" learned the fifteen moves from dialogues of guidance; "talk"
learned the four coarse classes from health counseling as it is really spoken. How much each counts
depends on what the talk is about.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from fourfold.transcripts.codebook import Coarse, codebook
from fourfold.transcripts.coded import MoveSpan
from fourfold.transcripts.coding.deciding import deciding
from fourfold.transcripts.coding.features import Features, Unit, features
from fourfold.transcripts.coding.model import LogLinear, Trained, parts, trained
from fourfold.transcripts.coding.units import GuideTalk, GuideTurn
from fourfold.transcripts.coding.words_seen import frame_stems, seen, stem
from fourfold.transcripts.moves import Move

COARSE: tuple[Coarse, ...] = get_args(Coarse)
MOVES = tuple(Move)
# How much "talk" counts for guidance of physicians; found on dialogues kept out of training.
_TALK_IN_GUIDANCE = 0.15
_ANNOUNCE = MOVES.index(Move.ANNOUNCE_ROLE)
# Moves that wait for an answer: as the last sentence they are what the turn does.
_ANSWERED = frozenset(
    (Move.ASK_OPEN, Move.ASK_CLOSED, Move.SET_AGENDA, Move.SEEK_FEEDBACK, Move.NEXT_STEP)
)
_HALF, _CLEARLY = 0.5, 0.6
# Fewer different content words tell no topic.
FEWEST_STEMS = 8


@dataclass(frozen=True, slots=True)
class Judged:
    """What a guide's turn does, and the move of each sentence.

    `confidence` (0 to 1) is in the move, `coarse_confidence` in its coarse class.
    """

    move: Move
    confidence: float
    coarse_confidence: float
    unsure: bool
    spans: tuple[MoveSpan, ...]


@dataclass(frozen=True, slots=True)
class Judges:
    """The models for one talk, how sharp each is, and the part of the talk that is counseling."""

    moves: LogLinear
    talk: LogLinear
    moves_sharpness: float
    talk_sharpness: float
    counseling: float


def coarse(move: Move) -> Coarse:
    """The class of a move among the four that published corpora share."""
    return codebook()[move].coarse


def judge(talk: GuideTalk, given: Trained | None = None) -> list[Judged]:
    """Judge the guide's turns of one talk, in the order in which they were said.

    `given` are other models than the shipped ones, for measuring.
    """
    given = given or trained()
    head = " bare" if talk.marks_lost else ""
    models, numbers = given.models, given.numbers
    judges = Judges(
        moves=models["moves" + head],
        talk=models["talk" + head],
        moves_sharpness=numbers["sharpness"]["moves" + head],
        talk_sharpness=numbers["sharpness"]["talk" + head],
        counseling=_counseling([turn.whole for turn in talk.turns], models["topic"]),
    )
    unsure_below = numbers["unsure_below"]
    return [_judge(turn, judges, unsure_below) for turn in talk.turns]


def _counseling(units: Sequence[Unit], topic: LogLinear) -> float:
    """How likely a talk is health counseling; what is too short to tell is taken for guidance."""
    stems = topic_features(units)
    return 0.0 if len(stems[0]) < FEWEST_STEMS else parts(topic.sums(stems))[1]


def topic_features(units: Sequence[Unit]) -> Features:
    """What a talk is about: the stems of both voices' content words."""
    texts = (text for unit in units for text in (unit.before, unit.text))
    stems = {stem(word) for text in texts for word in seen(text).words}
    return (frozenset(stems - frame_stems()),)


def move_parts(unit: Features, judges: Judges) -> list[float]:
    """How likely each of `MOVES` is for a unit; together they are 1."""
    moves = [judges.moves_sharpness * each for each in judges.moves.sums(unit)]
    talk = parts([judges.talk_sharpness * each for each in judges.talk.sums(unit)])
    heard = [math.log(talk[column] + 1e-6) for column in _columns()]
    guidance = parts([a + _TALK_IN_GUIDANCE * b for a, b in zip(moves, heard, strict=True)])
    if judges.counseling < 0.01:
        return guidance
    plain = parts(moves)
    of_class = _by_class(plain)
    counseling = [
        talk[column] * each / of_class[column]
        for column, each in zip(_columns(), plain, strict=True)
    ]
    share = judges.counseling
    return [(1 - share) * a + share * b for a, b in zip(guidance, counseling, strict=True)]


def best_move(likely: Sequence[float]) -> int:
    """The place of the likeliest move of the likeliest coarse class."""
    of_class = _by_class(likely)
    best = max(range(len(COARSE)), key=lambda column: of_class[column])
    places = [place for place, column in enumerate(_columns()) if column == best]
    return max(places, key=lambda place: likely[place])


@cache
def _columns() -> tuple[int, ...]:
    """The place in `COARSE` of each of `MOVES`."""
    return tuple(COARSE.index(coarse(move)) for move in MOVES)


def _by_class(likely: Sequence[float]) -> list[float]:
    sums = [1e-12] * len(COARSE)
    for column, each in zip(_columns(), likely, strict=True):
        sums[column] += each
    return sums


def _judge(turn: GuideTurn, judges: Judges, unsure_below: float) -> Judged:
    whole = move_parts(features(turn.whole), judges)
    single = len(turn.sentences) == 1
    each = [whole] if single else [move_parts(features(one), judges) for one in turn.sentences]
    best, likely = best_move(whole), whole
    if judges.counseling < _HALF and (winner := _winner(turn, each)):
        best, likely = winner
    moves = [best] if single else _sentence_moves(each, best)
    spans = tuple(_span(turn, number, move, judges.moves) for number, move in enumerate(moves))
    sure = round(likely[best], 3)
    of_class = round(_by_class(likely)[_columns()[best]], 3)
    return Judged(MOVES[best], sure, of_class, sure < unsure_below, spans)


def _winner(turn: GuideTurn, each: Sequence[list[float]]) -> tuple[int, list[float]] | None:
    """The move that wins by rule, with what speaks for it: an announcement, a final question."""
    announced = max(each, key=lambda likely: likely[_ANNOUNCE])
    if announced[_ANNOUNCE] > _HALF:
        return _ANNOUNCE, announced
    last = best_move(each[-1])
    asks = turn.sentences[-1].text.rstrip().endswith("?") and MOVES[last] in _ANSWERED
    return (last, each[-1]) if asks and each[-1][last] > _CLEARLY else None


def _sentence_moves(each: Sequence[list[float]], main: int) -> list[int]:
    """A move for each sentence; the one that fits the turn's main move best has it in any case."""
    moves = [best_move(likely) for likely in each]
    if main not in moves:
        nearest = max(range(len(moves)), key=lambda number: (each[number][main], number))
        moves[nearest] = main
    return moves


def _span(turn: GuideTurn, number: int, move: int, model: LogLinear) -> MoveSpan:
    start, end = turn.spans[number]
    cues = [cue for cue in turn.cues[number] if cue.move == MOVES[move]]
    words = deciding(turn.text[start:end], move, cues, model)
    return MoveSpan(MOVES[move], start, end, tuple((start + a, start + b) for a, b in words))
