"""What one line of a text may be: a time, a name with a time, a label, a time with words."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from fourfold.transcripts.reading.labels import LONGEST_LABEL
from fourfold.transcripts.reading.times import seconds
from fourfold.transcripts.reading.voices import label_of, name_in

Kind = Literal["time", "heading", "label", "stamped"]

# No more of a line is looked at to tell what it is.
_LOOK = 200
_TIME = r"(?:\d{1,4}:)?\d{1,3}:\d{2}(?:[.,]\d{1,9})?"
_STAMP = (
    rf"(?P<open>[\[(<])?\s*(?P<start>{_TIME})(?P<half>\s?[AaPp]\.?[Mm]\b\.?)?"
    rf"(?:\s*(?:-->|[-\u2013\u2014])\s*(?P<end>{_TIME}))?\s*(?(open)[\])>])"
)
_NAME = rf"[\s>#*_]*(?P<label>[^:\uff1a\t\n]{{1,{LONGEST_LABEL}}}?)"
_TIME_ONLY = re.compile(rf"[\s>#*_-]*{_STAMP}[\s*_|:-]*")
_HEADING = re.compile(rf"{_NAME}[*_]*(?:[\s,|\u2013-]+|(?=[\[(<])){_STAMP}[\s*_]*")
_LABEL_TIME = re.compile(
    rf"{_NAME}[*_]*(?:[\s,|\u2013-]+|(?=[\[(<])){_STAMP}[*_]*"
    r"(?:\s*[:\uff1a][*_]*(?=\s|$)|(?(open)(?=\s)|(?!)))"
)
_TIME_FIRST = re.compile(rf"[\s>#*_-]*{_STAMP}[*_]*(?:\s*[-\u2013\u2014|:]\s+|\s+|(?(open)|(?!)))")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line may be, to be judged by the whole file.

    `label` is the name that it may hold, `rest` the words after it. `timed` is all that comes
    after a time at the start of the line, `bracketed` says that the time stands in brackets.
    `sure` is False for what counts only when it comes again, `certain` is True for a name that a
    wide gap sets off from its time: nobody speaks two blanks.
    """

    kind: Kind
    label: str = ""
    start: float | None = None
    end: float | None = None
    rest: str = ""
    timed: str = ""
    sure: bool = True
    certain: bool = False
    bracketed: bool = False


def mark_of(line: str) -> Mark | None:
    """What the line may be by its own look; None is plain words."""
    look = line[:_LOOK]
    if ":" not in look and "\uff1a" not in look and "\t" not in look:
        return None
    if len(line) < _LOOK:
        if match := _TIME_ONLY.fullmatch(look):
            return _mark("time", match)
        if match := _HEADING.fullmatch(look):
            heading = _mark("heading", match, label=name_in(match["label"]))
            return replace(heading, certain=look[match.end("label") :].startswith("  "))
    if match := _LABEL_TIME.match(look):
        return _mark(
            "label", match, label=name_in(match["label"]), rest=line[match.end() :].strip()
        )
    if match := _TIME_FIRST.match(look):
        return _after_time(match, line[match.end() :].strip())
    return _labelled(line)


def _after_time(time: re.Match[str], rest: str) -> Mark:
    found = label_of(rest)
    if not found:
        return replace(_mark("stamped", time), timed=rest)
    return replace(_mark("label", time, label=found[0], rest=found[1]), timed=rest)


def _labelled(line: str) -> Mark | None:
    found = label_of(line)
    if not found:
        return None
    label, rest = found
    time = _TIME_FIRST.match(rest[:_LOOK])
    if time and time["open"]:
        return _mark("label", time, label=label, rest=rest[time.end() :].strip())
    return Mark("label", label, rest=rest)


def _mark(kind: Kind, match: re.Match[str], *, label: str = "", rest: str = "") -> Mark:
    return Mark(
        kind,
        label,
        _start(match),
        seconds(match["end"]),
        rest,
        bracketed=bool(match["open"]),
    )


def _start(match: re.Match[str]) -> float | None:
    """The start in seconds; one with AM or PM is the time of day, in hours and minutes at least."""
    written = match["start"]
    if not match["half"]:
        return seconds(written)
    moment = seconds(written if written.count(":") > 1 else f"{written}:00")
    noon = 12 * 3600
    return None if moment is None else moment % noon + noon * ("p" in match["half"].lower())
