"""The two of a talk: which voice is likely whose, and what the two said without anybody else.

Consent to writing a talk down is given by guide and learner alone, so every other voice is left
out (G-25).
"""

from collections.abc import Iterable, Sequence

from fourfold.transcripts.coded import TalkTurn
from fourfold.transcripts.transcript import Transcript, Turn


def of_the_two(turns: Iterable[Turn], *, guide: str, learner: str) -> tuple[TalkTurn, ...]:
    """The turns of these two speakers, ready to be coded.

    Turns of one of them that stand side by side once others are left out are one turn, as in any
    transcript. Names that speak nowhere give no turns.
    """
    rows: list[list[Turn]] = []
    for turn in turns:
        if turn.speaker not in (guide, learner):
            continue
        if rows and rows[-1][0].speaker == turn.speaker:
            rows[-1].append(turn)
        else:
            rows.append([turn])
    return tuple(_one_turn(row, guide) for row in rows)


def likely_voice(names: Iterable[str], person: str) -> str | None:
    """The voice that shares most parts of its name with this person's; None when it is not clear.

    “Gita R.” and “rao, gita (she/her)” are likely Gita Rao; two Gitas are not clear.
    """
    parts = _parts(person)
    shared = {name: len(parts & _parts(name)) for name in names}
    most = max(shared.values(), default=0)
    found = [name for name, count in shared.items() if count == most]
    return found[0] if most and len(found) == 1 else None


def longest_turn(talk: Transcript, speaker: str) -> Turn | None:
    """The turn in which this speaker says most words, the first of several; None without any."""
    said = [turn for turn in talk.turns if turn.speaker == speaker]
    return max(said, key=lambda turn: turn.words, default=None)


def _one_turn(row: Sequence[Turn], guide: str) -> TalkTurn:
    first, last = row[0], row[-1]
    text = " ".join(turn.text for turn in row)
    return TalkTurn("guide" if first.speaker == guide else "learner", text, first.start, last.end)


def _parts(name: str) -> set[str]:
    signs = (sign if sign.isalnum() else " " for sign in name.casefold())
    return set("".join(signs).split())
