"""What the readers of single formats hand on: lines of a file, and the cues found in them."""

from collections.abc import Iterator
from dataclasses import dataclass

from fourfold.issues import FourfoldError, Issue, Severity

MOST_CUES = 20_000
# A cue has a number, a time and some lines; what has more lines than this is no talk.
_MOST_LINES = 10 * MOST_CUES


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank; `number` counts from 1, in a DOCX it is the paragraph's.

    `opens_block` says that it is the first of the file or stands after a blank line, in a DOCX
    that it begins a paragraph.
    """

    number: int
    text: str
    opens_block: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """A piece of speech as the file has it; `line` is where it stands.

    `speaker` is None when the file does not name one here and the voice before goes on, and
    UNKNOWN_SPEAKER when nobody can tell whose it is. `start` and `end` are seconds.
    """

    line: int
    text: str
    speaker: str | None = None
    start: float | None = None
    end: float | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """All cues of a file in its order; `until` is the second at which the recording ended."""

    format: str
    cues: tuple[Cue, ...]
    issues: tuple[Issue, ...] = ()
    until: float | None = None


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines that are not blank, however they end; FourfoldError when there are too many."""
    for ending in ("\r\n", "\r", "\v", "\u2028", "\u2029"):
        text = text.replace(ending, "\n")
    return checked_lines(_numbered(text))


def checked_lines(lines: Iterator[Line]) -> tuple[Line, ...]:
    """All of the lines; FourfoldError as soon as there are more than a talk can have."""
    kept = []
    for line in lines:
        kept.append(line)
        if len(kept) > _MOST_LINES:
            raise FourfoldError(
                f"The file has more than {_MOST_LINES:,} lines, which no talk has. "
                "Split the recording into parts."
            )
    return tuple(kept)


def at_line(code: str, message: str, line: int, severity: Severity = "warning") -> Issue:
    """An issue with its line; line 0 is the whole file."""
    return Issue(code, message, f"line {line}" if line else "", severity)


def too_many_cues(count: int) -> FourfoldError:
    """The refusal of a file with so many cues."""
    return FourfoldError(
        f"The file has {count:,} cues; at most {MOST_CUES:,} are read. "
        "Split the recording into parts and read each one."
    )


def _numbered(text: str) -> Iterator[Line]:
    after_blank = True
    for number, content in enumerate(text.split("\n"), start=1):
        if content and (stripped := content.strip()):
            yield Line(number, stripped, after_blank)
            after_blank = False
        else:
            after_blank = True
