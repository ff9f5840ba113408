"""Coding a talk: which move each sentence and each turn of a guide makes (G-21..G-36).

Cues and a trained model read every sentence and every turn; what the learner said before and after
helps. Everything is reckoned from the words alone, so the same talk is always coded the same.
"""

from collections.abc import Sequence

from fourfold.transcripts.coded import CodedTurn, Coding, TalkTurn
from fourfold.transcripts.coding.judging import Judged, judge
from fourfold.transcripts.coding.signals import signals_in
from fourfold.transcripts.coding.units import guide_talk
from fourfold.transcripts.speakers import speaker_named
from fourfold.transcripts.transcript import Transcript


def code(transcript: Transcript, *, guide: str) -> Coding:
    """Code a talk; `guide` is the name of the speaker who guides, all others are learners.

    The name may be in other case or cut short as long as it means one speaker. FourfoldError when
    it does not, or when only one voice is there.
    """
    name = speaker_named(transcript, guide)
    talk = [
        TalkTurn("guide" if each.speaker == name else "learner", each.text, each.start, each.end)
        for each in transcript.turns
    ]
    return Coding(name, code_turns(talk))


def code_turns(turns: Sequence[TalkTurn]) -> tuple[CodedTurn, ...]:
    """Code the turns of one talk, in the order in which they were said; indices count from 0."""
    talk = guide_talk([(each.role, each.text) for each in turns])
    judged = dict(zip((each.index for each in talk.turns), judge(talk), strict=True))
    return tuple(
        _guide_turn(index, turn, judged[index]) if index in judged else _learner_turn(index, turn)
        for index, turn in enumerate(turns)
    )


def _guide_turn(index: int, turn: TalkTurn, judged: Judged) -> CodedTurn:
    return CodedTurn(
        index=index,
        role="guide",
        text=turn.text,
        start=turn.start,
        end=turn.end,
        move=judged.move,
        confidence=judged.confidence,
        unsure=judged.unsure,
        spans=judged.spans,
    )


def _learner_turn(index: int, turn: TalkTurn) -> CodedTurn:
    return CodedTurn(
        index=index,
        role="learner",
        text=turn.text,
        start=turn.start,
        end=turn.end,
        signals=signals_in(turn.text),
    )
