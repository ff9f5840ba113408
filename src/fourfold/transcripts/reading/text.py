"""Text that may name its speakers, with times or without: Otter, Teams, Meet, `Name: text`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fourfold.issues import Issue
from fourfold.transcripts.reading.cue import Cue, Found, Line, at_line
from fourfold.transcripts.reading.facts import whole_line, words
from fourfold.transcripts.reading.headings import Marked
from fourfold.transcripts.reading.marks import mark_of
from fourfold.transcripts.reading.meet import MeetPart, meet_part
from fourfold.transcripts.reading.naming import Naming, naming
from fourfold.transcripts.reading.times import duration
from fourfold.transcripts.reading.voices import label_of

# The stem of "transcription" in many languages.
_TRANSCRIPTION = re.compile(r"tran?s[ck]ri", re.IGNORECASE)
_LONGEST_NOTICE = 200
_MOST_NOTICE_WORDS = 10


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands above the first speaker: what belongs to the talk, and what is left out."""

    kept: tuple[Marked, ...]
    left: tuple[Line, ...]


def read_text(lines: Sequence[Line], *, is_docx: bool) -> Found:
    """All cues of the file. Where it names nobody, each paragraph is a cue without speaker."""
    meet = meet_part(lines)
    names, marked = naming(meet.lines if meet else lines)
    below = _said_below(meet, names) if meet else []
    marked = [each for each in [*marked, *below] if not _is_notice(each, names)]
    quiet = bool(meet) or (is_docx and names.kind == "heading")
    first = next((place for place, each in enumerate(marked) if names.names(each[1])), 0)
    head = _head(marked[:first], keep_speech=not quiet)
    cues = _cues([*head.kept, *marked[first:]], names)
    lengths = (duration(line.text) for line in head.left) if is_docx else ()
    until = meet.until if meet else next((each for each in lengths if each), None)
    until = None if below else until
    issues = () if quiet else tuple(_left_out(head.left))
    return Found(
        _format(names, marked, is_docx=is_docx, is_meet=bool(meet)), tuple(cues), issues, until
    )


def _said_below(meet: MeetPart, names: Naming) -> list[Marked]:
    """What speakers of the talk say below its end, which is where the first of it starts."""
    said: list[Marked] = []
    goes_on = False
    for line in meet.below:
        mark = mark_of(line.text)
        goes_on = names.names(mark) or (goes_on and not line.opens_block)
        if goes_on:
            said.append((line, mark if said or mark is None else replace(mark, start=meet.until)))
    return said


def _format(names: Naming, marked: Sequence[Marked], *, is_docx: bool, is_meet: bool) -> str:
    if is_meet:
        return "meet-docx" if is_docx else "meet-text"
    if is_docx:
        return "teams-docx" if names.kind == "heading" else "docx"
    if names.kind == "label":
        return "plain"
    heads = [(line.text, mark) for line, mark in marked if mark and names.names(mark)]
    # Otter writes name and time on one line, without any sign around them.
    is_otter = all(
        mark.start is not None and text[0] != "[" and text[-1].isdigit() for text, mark in heads
    )
    return "otter" if is_otter and heads else "plain"


def _is_notice(marked: Marked, names: Naming) -> bool:
    """Whether the program wrote this line: nobody said it."""
    line, mark = marked
    text = line.text
    if len(text) > _LONGEST_NOTICE or names.names(mark):
        return False
    if whole_line("notices").fullmatch(text):
        return True
    # Teams writes in the reader's language who started and stopped it, without a full stop.
    short = len(text.split()) <= _MOST_NOTICE_WORDS and text[-1].isalpha()
    return bool(short and _TRANSCRIPTION.search(text) and names.starts_with_a_name(text))


def _head(above: Sequence[Marked], *, keep_speech: bool) -> _Head:
    kept = []
    left = []
    for line, mark in above:
        if (mark and mark.kind == "time") or (keep_speech and _is_speech(line.text)):
            kept.append((line, mark))
        else:
            left.append(line)
    return _Head(tuple(kept), tuple(left))


def _is_speech(text: str) -> bool:
    """Whether a line above the first speaker is a sentence and no title, date or `Topic: …`."""
    found = label_of(text)
    if found and {part.casefold() for part in found[0].split()} <= words("labels", "head"):
        return False
    return text[-1] in ".?!,\u2026" or text[0].islower()


def _left_out(left: Sequence[Line]) -> Iterator[Issue]:
    if left:
        lines = "1 line is" if len(left) == 1 else f"{len(left)} lines are"
        says = f"{lines} left out above the first speaker. Name a speaker there to keep it."
        yield at_line("left_out", says, left[0].number)


def _cues(marked: Sequence[Marked], names: Naming) -> list[Cue]:
    cues: list[Cue] = []
    said: list[list[str]] = []
    pending: float | None = None
    for line, mark in marked:
        if mark and names.is_time(line, mark):
            pending = mark.start
            continue
        cue = names.cue(line, mark)
        starts = cue.speaker or cue.start is not None or pending is not None
        if starts or not cues or (not names.speakers and line.opens_block):
            cues.append(replace(cue, start=pending if cue.start is None else cue.start))
            said.append([cue.text])
            pending = None
        else:
            said[-1].append(cue.text)
    pairs = zip(cues, said, strict=True)
    return [replace(cue, text=" ".join(texts)) for cue, texts in pairs]
