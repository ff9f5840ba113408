"""Numbers of people that tell nothing about one of them (B-7).

What goes out is rounded down to whole steps, and what does not fill one step is not shown. So the
difference of any two numbers, of a total and its parts, of two dates or of two filters, is a whole
number of steps and never one to four people. Of a list of groups whose total is shown, the group
beside a hidden one is hidden too, so that nobody works it out, even with the exact total at hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass

# The smallest group that is shown; of self-checks, and where a program wishes it, ten.
STEP = 5
STEP_OF_SELF_CHECKS = 10


@dataclass(frozen=True, slots=True)
class Parts:
    """The groups of one total as they may be shown; None is not shown."""

    cells: tuple[int | None, ...]
    total: int | None


def shown(count: int, *, behind: int | None = None, step: int = STEP) -> int | None:
    """`count` in whole steps, or None when it or the people behind it do not fill one.

    `behind` is how many people or pairs stand behind a count of things, such as of sessions.
    """
    if count < step or (behind is not None and behind < step):
        return None
    return count - count % step


def coarser(count: int | None, *, step: int) -> int | None:
    """A number that was shown in smaller steps, in steps of `step`, a multiple of these."""
    return None if count is None else shown(count, step=step)


def shown_parts(counts: Sequence[int], *, step: int = STEP) -> Parts:
    """The groups of one total, none of whose hidden ones can be worked out.

    Which group is hidden besides follows from the order and never from a number: it is the next one
    that shows, so that what is hidden says nothing about how large it is. The total is their sum;
    it is not shown when no group is.
    """
    cells = [shown(each, step=step) for each in counts]
    if None in cells and (beside := _next_shown(cells)) is not None:
        cells[beside] = None
    total = shown(sum(counts), step=step) if any(each is not None for each in cells) else None
    return Parts(tuple(cells), total)


def _next_shown(cells: Sequence[int | None]) -> int | None:
    """The first that shows after the first hidden one, from the start again at the end."""
    first = list(cells).index(None)
    around = [(first + ahead) % len(cells) for ahead in range(1, len(cells))]
    return next((place for place in around if cells[place] is not None), None)
