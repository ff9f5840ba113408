"""How likely one turn of the guide leaves the agreed form, and toward which other one."""

from collections.abc import Mapping
from dataclasses import dataclass

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.transcripts.fidelity.evidence import Evidence, Shown
from fourfold.transcripts.fidelity.rules import Thresholds
from fourfold.transcripts.moves import Move

ADVISING = FormOfGuidance.ADVISING
MENTORING = FormOfGuidance.MENTORING


@dataclass(frozen=True, slots=True)
class Leaving:
    """Words toward each other form, and the likelihood (0 to 1) that the turn left the form."""

    words: Mapping[FormOfGuidance, int]
    likelihood: float


def leaving(each: Evidence, shown: Shown) -> Leaving:
    """What of a turn leaves the declared form."""
    by_move = leaving_words(each, shown)
    words: dict[FormOfGuidance, int] = {}
    for move, count in by_move.items():
        form = shown.departing.get(move, MENTORING)
        words[form] = words.get(form, 0) + count
    leave = sum(words.values())
    if not leave or _is_one_clause(each, leave, shown):
        return Leaving(words, 0.0)
    limits = shown.rules.thresholds
    by_part = _by_part(each, by_move, limits)
    if each.turn.move in by_move or each.taking_over:
        return Leaving(words, max(_by_main(each, leave, limits), by_part))
    return Leaving(words, by_part if by_part >= limits.least else 0.0)


def leaving_words(each: Evidence, shown: Shown) -> Mapping[Move, int]:
    """The words of each move that leaves the form; taking over a career stands as a next step."""
    words = {move: each.words[move] for move in shown.departing if each.words.get(move)}
    if each.taking_over:
        words[Move.NEXT_STEP] = each.taking_over
    return words


def mostly(words: Mapping[FormOfGuidance, int], shown: Shown) -> FormOfGuidance:
    """The form with the most words; about equal parts count as mentoring."""
    advising, mentoring = words.get(ADVISING, 0), words.get(MENTORING, 0)
    return ADVISING if mentoring < shown.rules.thresholds.mentoring_ratio * advising else MENTORING


def _by_main(each: Evidence, leave: int, limits: Thresholds) -> float:
    """From the main move: the coder's confidence; without one a person said it."""
    coder = 1.0 if each.turn.confidence is None else each.turn.confidence
    is_doubtful = each.turn.unsure or leave < limits.words
    return min(coder, limits.doubtful) if is_doubtful else coder


def _by_part(each: Evidence, by_move: Mapping[Move, int], limits: Thresholds) -> float:
    """From the departing sentences alone: their part of the turn, their words, their number."""
    leave = sum(by_move.values())
    all_wrong = limits.wrong ** sum(each.sentences.get(move, 0) for move in by_move)
    return leave / max(each.counted, leave) * min(1.0, leave / limits.in_full) * (1 - all_wrong)


def _is_one_clause(each: Evidence, leave: int, shown: Shown) -> bool:
    """In advising a word about oneself in passing is no story; opening a door always counts."""
    return (
        shown.declared is ADVISING
        and not each.words.get(Move.CONNECT)
        and not each.taking_over
        and leave < shown.rules.thresholds.story_words
    )
