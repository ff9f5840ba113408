"""The turns of a talk as a page shows them: words with marks, moves by name, questions to ask."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from fourfold.transcripts.codebook import codebook
from fourfold.transcripts.coded import CodedTurn, Coding
from fourfold.transcripts.coding.signals import next_question
from fourfold.transcripts.fidelity import Fidelity
from fourfold.transcripts.moves import Move
from fourfold.transcripts.pieces import Piece, pieces

PER_PAGE = 40


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One turn. `also` names its other moves, `next_questions` what a guide could ask after it."""

    turn: CodedTurn
    pieces: tuple[Piece, ...]
    name: str = ""
    also: tuple[str, ...] = ()
    is_departure: bool = False
    is_contested: bool = False
    next_questions: tuple[str, ...] = ()


def turn_page(
    coding: Coding, judged: Fidelity, contested: Collection[int], *, at: str, page: str = ""
) -> Page:
    """The page that holds turn `at`; page 1 when that is no turn."""
    rows = _Rows(coding, judged, contested)
    paginator = Paginator(rows, PER_PAGE)
    if not at:
        return paginator.get_page(page)
    is_turn = at.isdecimal() and len(at) < 7 and int(at) < len(rows)
    return paginator.get_page(int(at) // PER_PAGE + 1 if is_turn else 1)


class _Rows:
    """Rows that are made only for the page that is shown."""

    def __init__(self, coding: Coding, judged: Fidelity, contested: Collection[int]) -> None:
        self._turns, self._contested = coding.turns, contested
        self._left = [range(each.start_turn, each.end_turn + 1) for each in judged.drift]

    def __len__(self) -> int:
        return len(self._turns)

    def __getitem__(self, part: slice) -> list[TurnRow]:
        return [self._row(turn) for turn in self._turns[part]]

    def _row(self, turn: CodedTurn) -> TurnRow:
        if turn.role == "learner":
            asked = dict.fromkeys(
                next_question(each.signal, nth=turn.index) for each in turn.signals
            )
            return TurnRow(turn, pieces(turn), next_questions=tuple(asked))
        also = dict.fromkeys(span.move for span in turn.spans if span.move is not turn.move)
        return TurnRow(
            turn=turn,
            pieces=pieces(turn),
            name=codebook()[turn.move].name if turn.move else "",
            also=tuple(codebook()[move].name for move in also),
            is_departure=any(turn.index in each for each in self._left),
            is_contested=turn.index in self._contested,
        )


def move_choices() -> Mapping[Move, str]:
    """Every move by its name on pages, for “This is wrong”."""
    return {move: entry.name for move, entry in codebook().items()}
