"""How a whole text names its speakers: in headings, in labels before their words, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from fourfold.transcripts.reading.cue import Cue, Line
from fourfold.transcripts.reading.headings import Marked, above_words, over_two_lines
from fourfold.transcripts.reading.labels import Label, label_key, speakers_among
from fourfold.transcripts.reading.marks import Mark, mark_of


@dataclass(frozen=True, slots=True)
class Naming:
    """The one way in which a file names speakers, and their keys.

    `stamped` says that most lines begin with a time: only then is one that stands without brackets
    no part of speech, such as "5:30 is fine".
    """

    kind: Literal["heading", "label"]
    speakers: frozenset[str]
    stamped: bool

    def names(self, mark: Mark | None) -> bool:
        """Whether the line with this mark names a speaker."""
        is_kind = mark is not None and mark.kind == self.kind
        return is_kind and label_key(mark.label if mark else "") in self.speakers

    def is_time(self, line: Line, mark: Mark) -> bool:
        """Whether the line is a time for what comes below; "5:30" under a heading is speech."""
        return mark.kind == "time" and (self.kind == "label" or line.opens_block)

    def cue(self, line: Line, mark: Mark | None) -> Cue:
        """The line as a cue of its own; without a name its speaker is None."""
        if mark and self.names(mark):
            return Cue(line.number, mark.rest, mark.label, mark.start, mark.end)
        if mark and mark.timed and (mark.bracketed or self.stamped):
            return Cue(line.number, mark.timed, None, mark.start, mark.end)
        return Cue(line.number, line.text)

    def starts_with_a_name(self, text: str) -> bool:
        """Whether a speaker's name stands at the start of the line."""
        plain = text.casefold().lstrip("\u25cf\u2022*_ ")
        return any(plain.startswith(name) for name in self.speakers)


def naming(lines: Sequence[Line]) -> tuple[Naming, list[Marked]]:
    """How the lines name their speakers, and what each line may be."""
    marked = over_two_lines([(line, mark_of(line.text)) for line in lines])
    found = [_naming(marked, "label"), _naming(marked, "heading")]
    labels, headings = (sum(names.names(mark) for _, mark in marked) for names in found)
    if not labels and not headings:
        marked = above_words(marked)
        return _naming(marked, "heading"), marked
    # In a file with headings a colon is part of speech.
    return found[0 < headings >= labels], marked


def _naming(marked: Sequence[Marked], kind: Literal["heading", "label"]) -> Naming:
    may_name = [(line, mark) for line, mark in marked if mark and mark.kind == kind]
    certain = [(line, mark) for line, mark in may_name if mark.certain]
    # A program that sets some times off by a wide gap does so with all.
    may_name = certain if len(certain) * 2 >= len(may_name) > 0 else may_name
    # Where most names stand after a blank line, one that does not may be speech.
    blanks = sum(line.opens_block for line, _ in may_name[1:]) * 2 >= len(may_name) - 1
    labels = [
        Label(mark.label, (line.opens_block or not blanks) and mark.sure, mark.certain)
        for line, mark in may_name
    ]
    spoken = [line for line, mark in marked if mark is None or mark.kind != "time"]
    blocks = sum(line.opens_block or not blanks for line in spoken)
    timed = sum(bool(mark and mark.timed) for _, mark in marked)
    return Naming(
        kind,
        speakers_among(labels, blocks),
        timed * 2 >= len(marked),
    )
