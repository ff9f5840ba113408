"""Files with a time line above each cue: WebVTT from Zoom and Teams, SubRip, older Teams DOCX."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fourfold.issues import Issue
from fourfold.transcripts.reading.clean import has_foreign_markup, without_markup
from fourfold.transcripts.reading.cue import MOST_CUES, Cue, Found, Line, at_line, too_many_cues
from fourfold.transcripts.reading.labels import is_label, label_key, speakers_among
from fourfold.transcripts.reading.times import timing
from fourfold.transcripts.reading.voices import (
    Said,
    has_voices,
    is_broken_json,
    labels_in,
    split_labels,
    split_voices,
)

_NO_SPEECH = re.compile(r"(?:NOTE(?:\s|$)|(?:STYLE|REGION)$)")
_NUMBERED = re.compile(r"[\w{}/.:-]*\d[\w{}/.:-]*")


@dataclass(frozen=True, slots=True)
class _Block:
    """A time line and the lines below it up to the next, without that one's id."""

    line: int
    start: float | None
    end: float | None
    lines: tuple[str, ...]


def is_timed(lines: Sequence[Line]) -> bool:
    """Whether there are time lines; in a WebVTT file they may all be broken."""
    if any(timing(line.text) not in (None, (None, None)) for line in lines):
        return True
    return _has_head(lines) and any(timing(line.text) for line in lines)


def without_head(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a WebVTT file that has no time at all, without its head and notes."""
    if not _has_head(lines):
        return tuple(lines)
    skipping = True
    kept = []
    for line in lines[1:]:
        if line.opens_block:
            skipping = bool(_NO_SPEECH.match(line.text))
        if not skipping:
            kept.append(line)
    return tuple(kept)


def read_timed(lines: Sequence[Line], *, is_docx: bool) -> Found:
    """All cues of the file."""
    places = [place for place, line in enumerate(lines) if timing(line.text)]
    if len(places) > MOST_CUES:
        raise too_many_cues(len(places))
    is_vtt = _has_head(lines)
    ids = frozenset() if is_docx else _ids(lines, places)
    blocks = list(_blocks(lines, places, ids))
    kind, said = _voices(blocks, is_docx=is_docx)
    cues = [cue for block, voices in zip(blocks, said, strict=True) for cue in _cues(block, voices)]
    is_srt = not is_vtt and "," in lines[places[0]].text
    name = "teams-docx" if is_docx else "srt" if is_srt and kind != "teams-vtt" else kind
    above = [] if is_docx else _above(lines, places[0], ids)
    issues = [*above, *_found_in(blocks)]
    return Found(name, tuple(cues), tuple(issues))


def _has_head(lines: Sequence[Line]) -> bool:
    return bool(lines) and lines[0].text.startswith("WEBVTT")


def _ids(lines: Sequence[Line], places: Sequence[int]) -> frozenset[int]:
    """The places of the lines that only number or name the cue below them."""
    before = [place - 1 for place in places if place and _may_be_id(lines, place - 1)]
    opening = {place for place in before if lines[place].opens_block}
    if len(opening) == len(places):
        return frozenset(opening)
    found = {place for place in opening if _NUMBERED.fullmatch(lines[place].text)}
    numbers = {place: int(lines[place].text) for place in before if lines[place].text.isdecimal()}
    last = None
    for place, number in numbers.items():
        # Where blank lines were lost, ids still count up.
        if place in found or (last is not None and number == last + 1):
            found.add(place)
            last = number
    return frozenset(found)


def _may_be_id(lines: Sequence[Line], place: int) -> bool:
    text = lines[place].text
    return timing(text) is None and not text.startswith("WEBVTT") and len(text) <= 200


def _blocks(lines: Sequence[Line], places: Sequence[int], ids: frozenset[int]) -> Iterator[_Block]:
    for place, following in zip(places, [*places[1:], len(lines)], strict=True):
        times = timing(lines[place].text) or (None, None)
        kept: list[str] = []
        skipping = False
        for number in range(place + 1, following):
            line = lines[number]
            if line.opens_block:
                skipping = bool(_NO_SPEECH.match(line.text))
            if not skipping and number not in ids:
                kept.append(line.text)
        yield _Block(lines[place].number, *times, tuple(kept))


def _voices(blocks: Sequence[_Block], *, is_docx: bool) -> tuple[str, list[list[Said]]]:
    """The format, and for each cue who says what in it."""
    if any(has_voices("\n".join(block.lines)) for block in blocks):
        texts = ("\n".join(block.lines) for block in blocks)
        return "teams-vtt", [
            [(name, without_markup(words)) for name, words in split_voices(text)] for text in texts
        ]
    plain = [[without_markup(line) for line in block.lines] for block in blocks]
    speakers = speakers_among(labels_in(plain), len(blocks))
    if _names_stand_above(plain, is_docx=is_docx) and (is_docx or not speakers):
        return "vtt", [_below_name(lines) for lines in plain]
    if speakers:
        return "zoom-vtt", [split_labels(lines, speakers) for lines in plain]
    return "vtt", [[(None, " ".join(lines))] for lines in plain]


def _below_name(lines: Sequence[str]) -> list[Said]:
    return [(lines[0], " ".join(lines[1:]))] if len(lines) > 1 else [(None, " ".join(lines))]


def _names_stand_above(cues: Sequence[Sequence[str]], *, is_docx: bool) -> bool:
    """Whether the first line of each cue is a name, as in older DOCX of Teams."""
    firsts = [lines[0] for lines in cues if len(lines) > 1 and is_label(lines[0])]
    if not firsts or len(firsts) * 10 < len(cues) * 9:
        return False
    return is_docx or len({label_key(name) for name in firsts}) * 2 <= len(cues)


def _cues(block: _Block, voices: Sequence[Said]) -> Iterator[Cue]:
    """One cue for each voice: the first has the start, the last the end."""
    for place, (speaker, words) in enumerate(voices):
        yield Cue(
            block.line,
            words,
            speaker,
            block.start if place == 0 else None,
            block.end if place == len(voices) - 1 else None,
        )


def _found_in(blocks: Sequence[_Block]) -> Iterator[Issue]:
    for block in blocks:
        text = " ".join(block.lines)
        if block.start is None:
            says = "The times of this cue cannot be read. Its words are kept."
            yield at_line("bad_time", says, block.line)
        if is_broken_json(text):
            says = "This cue holds JSON without words, or broken JSON. It is kept as it stands."
            yield at_line("broken_cue", says, block.line)
        if has_foreign_markup(text):
            says = "Markup was taken out of this cue. Its words are kept."
            yield at_line("markup", says, block.line)


def _above(lines: Sequence[Line], first: int, ids: frozenset[int]) -> Iterator[Issue]:
    """What stands above the first cue and is neither its id nor the head of a WebVTT file."""
    heading = _has_head(lines)
    for place, line in enumerate(lines[:first]):
        if line.opens_block and place:
            heading = bool(_NO_SPEECH.match(line.text))
        if not heading and place not in ids:
            says = "What stands above the first time is left out. Delete it, or give it a time."
            yield at_line("left_out", says, line.number)
            return
