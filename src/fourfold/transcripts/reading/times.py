"""Moments in a recording: reading how files write them, in seconds rounded to milliseconds."""

import re

# A year: what is beyond is no moment of a talk, and infinity cannot be shown.
_LONGEST = 366 * 86_400
# Hours may be absent, and no part has to be padded: 0:49, 0:0:5.320, -00:00:03.000, 00:00:03,2.
STAMP = r"-?(?:\d{1,4}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,9})?"
_STAMP = re.compile(rf"\s*({STAMP})\s*")
_TIMING = re.compile(rf"\s*({STAMP})\s*-{{1,3}}>\s*({STAMP})(?:\s|$)")
# A line that means to be a timing, whatever is wrong with it.
_BROKEN_TIMING = re.compile(r"\s*([^\s>]{0,20}?)\s*-->\s*(\S{0,20})(?:\s|$)")
_DURATION = re.compile(r"(?:(\d{1,3})\s?h\s*)?(\d{1,3})\s?m(?:in)?\s*(?:(\d{1,2})\s?s)?")


def seconds(written: object) -> float | None:
    """The moment in seconds; a number is seconds already. None when it cannot be told."""
    if isinstance(written, bool) or written is None:
        return None
    if isinstance(written, (int, float)):
        return _rounded(written)
    match = _STAMP.fullmatch(written) if isinstance(written, str) and len(written) < 40 else None
    return _of_parts(match[1]) if match else _of_number(written)


def timing(line: str) -> tuple[float | None, float | None] | None:
    """Start and end of a line such as `00:01.000 --> 00:02.500`; None when it is no such line.

    Both are None when the line means to be one and cannot be read.
    """
    if "->" not in line:
        return None
    if match := _TIMING.match(line[:200]):
        return _of_parts(match[1]), _of_parts(match[2])
    broken = _BROKEN_TIMING.match(line[:200])
    return (None, None) if broken and re.search(r"\d:", broken[1] + broken[2]) else None


def duration(line: str) -> float | None:
    """The seconds of a line such as `27m 42s`; None when it is no such line."""
    match = _DURATION.fullmatch(line[:30].strip())
    if not match:
        return None
    hours, minutes, rest = (int(part or 0) for part in match.groups())
    return float(hours * 3600 + minutes * 60 + rest)


def _of_parts(stamp: str) -> float:
    sign = -1 if stamp.startswith("-") else 1
    total = 0.0
    for part in stamp.lstrip("-").replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return _rounded(sign * total) or 0.0


def _of_number(written: object) -> float | None:
    try:
        return _rounded(float(str(written)[:40].strip().removesuffix("s")))
    except ValueError:
        return None


def _rounded(number: float) -> float | None:
    return round(float(number), 3) if abs(number) <= _LONGEST else None
