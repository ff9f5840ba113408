"""What a unit of a guide's talk, a sentence or a whole turn, is recognized by.

Features come in groups: `words` (stems and rows of up to three words), `frames` (rows of up to
five with content words as placeholders), `build` (length, beginnings, ends, questions, persons),
`around` (what was said before and after) and `cues` (phrases of the cue file). Names are short
because the weights file holds tens of thousands of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fourfold.transcripts.coding.words_seen import (
    Seen,
    after_nods,
    fluent,
    frame_stems,
    only_nods,
    seen,
    shape,
    stem,
    word_lists,
)

GROUPS = ("words", "frames", "build", "around", "cues")
_LENGTHS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 27, 33, 40, 50, 60, 80, 100, 130)
_PLACES = (0, 0.02, 0.05, 0.1, 0.9, 0.95, 0.98)
_DASHES = ("-", "\u2013", "\u2014")
_ROWS = range(2, 6)


@dataclass(frozen=True, slots=True)
class Unit:
    """Words of a guide with what stands around them; "" and None where nothing is known.

    `before` and `after` are what the learner said, `own_before` the guide's turn before that.
    `place` goes from 0 to 1 through the talk. `cues` names the cues found: "move strength".
    """

    text: str
    before: str = ""
    after: str = ""
    own_before: str = ""
    place: float | None = None
    part: str = "turn"
    cues: tuple[str, ...] = ()


Features = tuple[frozenset[str], ...]


def features(unit: Unit) -> Features:
    """The features of a unit, one set for each of `GROUPS`."""
    said = seen(unit.text)
    smooth = [said.tokens[place] for place in fluent(said.tokens)]
    return (
        frozenset(_rows_of_words(smooth)),
        frozenset(_rows_of_shapes(smooth)),
        frozenset(_build(unit, said)),
        frozenset(_around(unit, said, smooth)),
        frozenset(_cues(unit.cues)),
    )


def word_features(text: str) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
    """The `words` features of a text with the places of their words, to show what decided."""
    said = seen(text)
    places = [place for place in fluent(said.tokens) if said.tokens[place][0].isalnum()]
    found: list[tuple[str, tuple[tuple[int, int], ...]]] = []
    for size in (1, 2, 3):
        for first in range(len(places) - size + 1):
            row = places[first : first + size]
            name = " ".join(said.tokens[place] for place in row)
            found.append((name, tuple(said.spans[place] for place in row)))
    return found


def _rows_of_words(smooth: Sequence[str]) -> Iterable[str]:
    row = ["<", *smooth, ">"]
    yield from smooth
    yield from (" ".join(row[i : i + 2]) for i in range(len(row) - 1))
    yield from (" ".join(row[i : i + 3]) for i in range(len(row) - 2))
    yield from ("~" + stem(token) for token in smooth if stem(token) != token)


def _rows_of_shapes(smooth: Sequence[str]) -> Iterable[str]:
    row = ["<", *(shape(token) for token in smooth), ">"]
    for size in _ROWS:
        yield from ("s" + " ".join(row[i : i + size]) for i in range(len(row) - size + 1))


def _build(unit: Unit, said: Seen) -> Iterable[str]:
    words = said.words
    yield "k " + unit.part
    yield from _edges(words)
    yield from (f"n{length}" for length in _LENGTHS if len(words) >= length)
    yield "nod" if only_nods(words) else "full"
    text = unit.text.strip()
    if text.startswith(_DASHES):
        yield "d0"
    if text.endswith(_DASHES):
        yield "d9"
    yield f"q{min(said.tokens.count('?'), 3)}"
    yield from _sentences(said.tokens)
    for sign, persons in word_lists().persons.items():
        count = sum(word in persons for word in words)
        yield f"{sign}{min(count, 4)}"
        yield f"{sign}r{10 * count // len(words) if words else ''}"


def _edges(words: Sequence[str]) -> Iterable[str]:
    lead = after_nods(words)
    for size in (1, 2, 3):
        yield f"f{size} {' '.join(lead[:size])}"
    yield f"l1 {' '.join(words[-1:])}"
    yield f"l2 {' '.join(words[-2:])}"


def _sentences(tokens: Sequence[str]) -> Iterable[str]:
    pieces = _pieces(tokens)
    yield f"ns{min(len(pieces), 6)}"
    for place, (words, mark) in enumerate(pieces):
        lead = after_nods(words)
        begins = f"a2 {' '.join(lead[:2])}"
        yield begins
        yield f"a3 {' '.join(lead[:3])}"
        if mark == "?":
            yield from (f"qa1 {lead[0]}", f"q{begins}", f"qn{len(lead).bit_length()}")
        if place == len(pieces) - 1:
            yield from (f"z{begins}", f"z1 {lead[0]}", f"ze{mark}", f"ze{mark} {lead[0]}")
            yield f"zn{len(lead).bit_length()}"


def _pieces(tokens: Sequence[str]) -> list[tuple[list[str], str]]:
    """The words between end marks, each with its mark."""
    pieces: list[tuple[list[str], str]] = []
    words: list[str] = []
    for token in (*tokens, ""):
        if token in (".", "?", ""):
            if words:
                pieces.append((words, token))
            words = []
        elif token[0].isalnum():
            words.append(token)
    return pieces


def _around(unit: Unit, said: Seen, smooth: Sequence[str]) -> Iterable[str]:
    topics = [each for token in smooth if (each := stem(token)) not in frame_stems()]
    topics = [each for each in topics if each[0].isalnum()]
    asked = min(said.tokens.count("?"), 1)
    yield from _before(unit.before, topics)
    yield from _after(unit.after, asked)
    yield from _own_before(unit, topics)
    if unit.place is not None:
        yield from (f"p{place}" for place in _PLACES if unit.place > place)
        if unit.place == 0:
            yield "p first"


def _before(text: str, topics: Sequence[str]) -> Iterable[str]:
    if not text:
        yield "b none"
        return
    words = seen(text).words
    back = word_lists().given_back
    heard = {stem(back.get(word, word)) for word in words} - frame_stems()
    shared = sum(topic in heard for topic in topics)
    yield f"ov{min(shared, 5)}"
    yield f"ovr{5 * shared // len(topics)}" if topics else "ovr"
    yield f"bn{len(words).bit_length()}"
    yield "b nod" if only_nods(words) else "b full"
    if text.rstrip().endswith("?"):
        yield "b?"
    if text.rstrip().endswith(_DASHES):
        yield "b-"
    yield f"bf1 {' '.join(words[:1])}"
    yield f"bf2 {' '.join(words[:2])}"


def _after(text: str, asked: int) -> Iterable[str]:
    if not text:
        yield "a none"
        return
    words = seen(text).words
    yield f"an{len(words).bit_length()}"
    yield f"af1 {' '.join(words[:1])}"
    yield f"af2 {' '.join(words[:2])}"
    nod = "a nod" if only_nods(words) else "a full"
    yield nod
    yield f"{nod} {asked}"
    if text.lstrip().startswith(_DASHES):
        yield "a-"
    if text.rstrip().endswith("?"):
        yield "a?"


def _own_before(unit: Unit, topics: Sequence[str]) -> Iterable[str]:
    if not unit.own_before:
        return
    text = unit.own_before.rstrip()
    if text.endswith(_DASHES):
        yield f"g-{int(unit.text.lstrip().startswith(_DASHES))}"
    if text.endswith("?"):
        yield "g?"
    tokens = seen(text).tokens
    yield f"gn{len(tokens).bit_length()}"
    said = {stem(token) for token in tokens} - frame_stems()
    if topics:
        yield f"gov{4 * sum(topic in said for topic in topics) // len(topics)}"


def _cues(cues: Sequence[str]) -> Iterable[str]:
    if not cues:
        yield "C none"
        return
    for cue in cues:
        yield f"C {cue.split()[0]}"
        yield f"C {cue}"
    strongest = max(cues, key=lambda cue: float(cue.split()[1]))
    yield f"Cb {strongest.split()[0]}"
    yield f"Cb {strongest}"
