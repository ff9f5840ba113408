"""What can be counted in a coded talk, each count with the turns that it counts (A-9, G-133).

A turn that reflects and then asks counts for both: like a rater of such talks, every measure here
looks at all sentences of a turn and counts each move once a turn. Only `counts` has main moves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fourfold.transcripts.coded import CodedTurn
from fourfold.transcripts.fidelity.evidence import sentences
from fourfold.transcripts.fidelity.talk_share import TalkShare, share_of_seconds, share_of_words
from fourfold.transcripts.moves import Move


@dataclass(frozen=True, slots=True)
class Measures:
    """Counts and parts of a talk; a part is from 0 to 1, None when nothing can be divided.

    `counts` has the guide's turns by main move, `turns_with` the indices of the turns that hold
    a move anywhere. `talk_share` divides words, `talk_seconds` time. `open_share` is the part of
    open questions among questions; `reflections_to_questions` how many reflections each question
    has. `unsure` are turns that the coder is unsure about.
    """

    counts: Mapping[Move, int]
    turns_with: Mapping[Move, tuple[int, ...]]
    talk_share: TalkShare
    talk_seconds: TalkShare
    open_share: float | None
    reflections_to_questions: float | None
    guide_words: int
    unsure: tuple[int, ...]

    @property
    def guide_turns(self) -> int:
        """How many turns the guide had."""
        return sum(self.counts.values())


def measures(turns: Sequence[CodedTurn]) -> Measures:
    """Count a coded talk."""
    guide = [turn for turn in turns if turn.role == "guide"]
    turns_with = {
        move: tuple(turn.index for turn in guide if move in _moves(turn)) for move in Move
    }
    opened, closed, reflected = (
        len(turns_with[move]) for move in (Move.ASK_OPEN, Move.ASK_CLOSED, Move.REFLECT)
    )
    return Measures(
        counts={move: sum(turn.move is move for turn in guide) for move in Move},
        turns_with=turns_with,
        talk_share=share_of_words(turns),
        talk_seconds=share_of_seconds(turns),
        open_share=_part(opened, opened + closed),
        reflections_to_questions=_part(reflected, opened + closed),
        guide_words=sum(len(turn.text.split()) for turn in guide),
        unsure=tuple(turn.index for turn in guide if turn.unsure),
    )


def _moves(turn: CodedTurn) -> set[Move | None]:
    return {turn.move, *(span.move for span in sentences(turn))}


def _part(part: int, whole: int) -> float | None:
    return part / whole if whole else None
