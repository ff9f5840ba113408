"""The guide's turns of a talk, cut into the units that the move coder looks at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fourfold.transcripts.coded import Role
from fourfold.transcripts.coding.cues import Cue, find_cues
from fourfold.transcripts.coding.features import Unit
from fourfold.transcripts.coding.sentences import Span, sentences
from fourfold.transcripts.coding.unmarked import Marks, marks_lost, restored, shipped_marks

# In a shorter talk a turn's place tells nothing: it may be a part of one.
_SHORTEST = 6


@dataclass(frozen=True, slots=True)
class GuideTurn:
    """One turn of the guide: the `whole` of it, and its `sentences` with their `spans`.

    `cues` are those of each sentence, with places in the sentence. Where marks were lost, units
    have them put back; spans are those of the text as it is.
    """

    index: int
    text: str
    whole: Unit
    spans: tuple[Span, ...]
    sentences: tuple[Unit, ...]
    cues: tuple[tuple[Cue, ...], ...]


@dataclass(frozen=True, slots=True)
class GuideTalk:
    """The guide's turns of one talk, and whether its marks were lost."""

    turns: tuple[GuideTurn, ...]
    marks_lost: bool


def guide_talk(talk: Sequence[tuple[Role, str]], marks: Marks | None = None) -> GuideTalk:
    """The guide's turns with what stands around each; `marks` puts lost marks back."""
    marks = marks or shipped_marks()
    lost = marks_lost([text for role, text in talk if role == "guide"], marks)
    turns = (guide_turn(index, unit, marks if lost else None) for index, unit in units_around(talk))
    return GuideTalk(tuple(turns), lost)


def units_around(talk: Sequence[tuple[Role, str]]) -> list[tuple[int, Unit]]:
    """Each turn of the guide, by its index, with what was said before and after."""
    guides = [index for index, (role, _) in enumerate(talk) if role == "guide"]
    last = max(len(talk) - 1, 1)
    found: list[tuple[int, Unit]] = []
    for number, index in enumerate(guides):
        previous = guides[number - 1] if number else -1
        following = guides[number + 1] if number + 1 < len(guides) else len(talk)
        unit = Unit(
            text=talk[index][1],
            before=_joined(talk[previous + 1 : index]),
            after=_joined(talk[index + 1 : following]),
            own_before=talk[previous][1] if number else "",
            place=index / last if len(talk) >= _SHORTEST else None,
        )
        found.append((index, unit))
    return found


def guide_turn(
    index: int, around: Unit, marks: Marks | None = None, spans: Sequence[Span] = ()
) -> GuideTurn:
    """Cut one turn into sentences, or at the spans given, and find its cues.

    With `marks`, lost marks are put back.
    """
    text = around.text
    if marks is None:
        places = tuple(spans) or sentences(text)
        said = [(place, text[place[0] : place[1]]) for place in places]
    else:
        said = restored(text, marks, spans)
    pieces = [piece for _, piece in said]
    whole = " ".join(pieces)
    cues = _by_piece(find_cues(whole, previous=around.before), pieces)
    turn = replace(around, text=whole, cues=_names([cue for some in cues for cue in some]))
    return GuideTurn(
        index=index,
        text=text,
        whole=turn,
        spans=tuple(place for place, _ in said),
        sentences=_parts(turn, pieces, cues),
        cues=cues,
    )


def _by_piece(cues: Sequence[Cue], pieces: Sequence[str]) -> tuple[tuple[Cue, ...], ...]:
    """The cues that start in each piece, with their places in it."""
    found: list[tuple[Cue, ...]] = []
    start = 0
    for piece in pieces:
        end = start + len(piece) + 1
        found.append(
            tuple(
                replace(cue, start=cue.start - start, end=min(cue.end - start, len(piece)))
                for cue in cues
                if start <= cue.start < end
            )
        )
        start = end
    return tuple(found)


def _parts(whole: Unit, pieces: Sequence[str], cues: Sequence[Sequence[Cue]]) -> tuple[Unit, ...]:
    if len(pieces) == 1:
        return (whole,)
    last = len(pieces) - 1
    return tuple(
        replace(
            whole,
            text=piece,
            after=whole.after if number == last else "",
            own_before=pieces[number - 1] if number else whole.own_before,
            part="first" if number == 0 else "last" if number == last else "inner",
            cues=_names(cues[number]),
        )
        for number, piece in enumerate(pieces)
    )


def _joined(turns: Sequence[tuple[Role, str]]) -> str:
    return " ".join(text for _, text in turns)


def _names(cues: Sequence[Cue]) -> tuple[str, ...]:
    return tuple(f"{cue.move} {cue.strength:.1f}" for cue in cues)
