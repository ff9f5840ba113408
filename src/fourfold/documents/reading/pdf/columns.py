"""Two columns that a file wrote line by line across the page are read one after the other."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from fourfold.documents.reading.pdf.lines import Line

_LEAST_LINES = 5
_LEAST_WORDS = 4
_FULL = 0.55
_MOST_ACROSS = 0.3


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """The lines as a person reads them; most files have them so already, and stay as they are."""
    gutter = _gutter(lines)
    if gutter is None or _steps_across(lines, gutter) <= 3:
        return list(lines)
    return list(_by_columns(lines, gutter))


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where the second column begins, None for a page of one column or with tables."""
    if len(lines) < 2 * _LEAST_LINES:
        return None
    first, last = min(each.left for each in lines), max(each.right for each in lines)
    begins = {round(each.left) for each in lines}
    inside = [x for x in begins if 0.3 < (x - first) / (last - first or 1) < 0.7]
    return next((float(x - 1) for x in sorted(inside) if _parts(lines, x - 1)), None)


def _parts(lines: Sequence[Line], x: float) -> bool:
    """Whether lines of words, not cells of a table, stand on both sides of x and few across it."""
    lefts = [each for each in lines if each.right <= x]
    rights = [each for each in lines if each.left >= x]
    across = len(lines) - len(lefts) - len(rights)
    return across <= _MOST_ACROSS * len(lines) and _is_column(lefts) and _is_column(rights)


def _is_column(lines: Sequence[Line]) -> bool:
    if len(lines) < _LEAST_LINES:
        return False
    wide = max(each.right for each in lines) - min(each.left for each in lines)
    usual = median(each.right - each.left for each in lines)
    return (
        usual >= _FULL * wide and median(len(each.text.split()) for each in lines) >= _LEAST_WORDS
    )


def _steps_across(lines: Sequence[Line], gutter: float) -> int:
    """How often the file goes from the right column back to the left one."""
    sides = [each.left >= gutter for each in lines if each.right <= gutter or each.left >= gutter]
    return sum(before and not after for before, after in pairwise(sides))


def _by_columns(lines: Sequence[Line], gutter: float) -> Iterator[Line]:
    """From line to line across the page: what stands above it on the left, then on the right."""
    left: list[Line] = []
    right: list[Line] = []
    for line in sorted(lines, key=lambda each: (-each.bottom, each.left)):
        if line.right <= gutter:
            left.append(line)
        elif line.left >= gutter:
            right.append(line)
        else:
            yield from (*left, *right, line)
            left, right = [], []
    yield from (*left, *right)
