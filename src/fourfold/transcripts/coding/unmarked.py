"""Where sentences end and which of them ask, in talk that was written down without marks.

Two trained models decide: "ends" looks at the words on both sides of each gap, "asks" at the words
of a sentence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fourfold.transcripts.coding.features import Features
from fourfold.transcripts.coding.model import LogLinear, trained
from fourfold.transcripts.coding.sentences import Span, sentences
from fourfold.transcripts.coding.words_seen import after_nods, seen, shape

_NEAR = range(-3, 3)
# A sentence of more words, without a mark inside, was written down without marks.
_LONGEST = 30
# Marks count as lost when fewer than one turn in so many asks.
_TURNS_A_QUESTION = 40
_FEW = 0.25
_ASKING = 0.1
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Marks:
    """The two models that put marks back."""

    ends: LogLinear
    asks: LogLinear


def shipped_marks() -> Marks:
    """The models that the product ships."""
    models = trained().models
    return Marks(models["ends"], models["asks"])


def marks_lost(texts: Sequence[str], marks: Marks) -> bool:
    """Whether the turns of one talk lost their question marks, or all of their marks."""
    asked = sum("?" in text for text in texts)
    if asked * _TURNS_A_QUESTION >= len(texts):
        return False
    longer = [text for text in texts if text.count(" ") >= _SHORT] or texts
    ended = sum("." in text or "!" in text for text in longer)
    if ended < _FEW * len(longer):
        return True
    silent = sum(
        any(_asks(text[start:end], marks) for start, end in sentences(text)) for text in longer
    )
    return silent > max(1, _ASKING * len(texts))


def restored(text: str, marks: Marks, spans: Sequence[Span] = ()) -> list[tuple[Span, str]]:
    """Each sentence with its place and its words with a mark; `spans` when places are known."""
    places = spans or [
        (start + at, start + to)
        for start, end in sentences(text)
        for at, to in _divided(text[start:end], marks)
    ]
    return [((start, end), _marked(text[start:end], marks)) for start, end in places]


def gap_features(words: Sequence[str], gap: int, since: int) -> Features:
    """What stands around the gap before word number `gap`, `since` words after the last end."""
    return (frozenset(_gap(words, gap, since)),)


def asking_features(words: Sequence[str]) -> Features:
    """What tells whether a sentence asks."""
    return (frozenset(_asking(words)),)


def _divided(text: str, marks: Marks) -> list[Span]:
    """The sentences in words that have no mark between them."""
    said = seen(text)
    words, spans = said.words, said.word_spans
    if not words or (text.rstrip()[-1:] in ".?!" and len(words) <= _LONGEST):
        return [(0, len(text))]
    firsts = [0]
    for gap in range(1, len(words)):
        # Spellings that stand for two words have no gap between them.
        if spans[gap] != spans[gap - 1] and _yes(
            marks.ends, gap_features(words, gap, gap - firsts[-1])
        ):
            firsts.append(gap)
    starts = [0, *(spans[first][0] for first in firsts[1:])]
    ends = [*(spans[first - 1][1] for first in firsts[1:]), len(text)]
    return list(zip(starts, ends, strict=True))


def _marked(text: str, marks: Marks) -> str:
    if text.rstrip()[-1:] in ("?", "!"):
        return text
    return text.rstrip(" .") + ("?" if _asks(text, marks) else ".")


def _asks(text: str, marks: Marks) -> bool:
    return _yes(marks.asks, asking_features(seen(text).words))


def _yes(model: LogLinear, groups: Features) -> bool:
    no, yes = model.sums(groups)
    return yes > no


def _gap(words: Sequence[str], gap: int, since: int) -> Iterable[str]:
    near = {at: words[gap + at] if 0 <= gap + at < len(words) else "#" for at in _NEAR}
    yield from (f"{at}{word}" for at, word in near.items())
    yield f"l{near[-2]} {near[-1]}"
    yield f"r{near[0]} {near[1]}"
    yield f"m{near[-1]} {near[0]}"
    yield f"c{near[-1]} {near[0]} {near[1]}"
    yield f"d{near[-2]} {near[-1]} {near[0]}"
    yield f"t{near[0]} {near[1]} {near[2]}"
    yield f"s{shape(near[-2])} {shape(near[-1])} {shape(near[0])} {shape(near[1])}"
    yield f"n{min(since, 12)}"
    yield f"e{min(len(words) - gap, 8)}"


def _asking(words: Sequence[str]) -> Iterable[str]:
    lead = after_nods(words)
    for size in (1, 2, 3, 4):
        yield f"f{size} {' '.join(lead[:size])}"
        yield f"l{size} {' '.join(words[-size:])}"
    row = ["<", *words, ">"]
    yield from words
    yield from (" ".join(row[i : i + 2]) for i in range(len(row) - 1))
    shapes = [shape(word) for word in words]
    yield from ("s" + " ".join(shapes[i : i + 3]) for i in range(len(shapes) - 2))
    yield "S" + " ".join(shape(word) for word in lead[:5])
    yield f"n{min(len(words), 15)}"
