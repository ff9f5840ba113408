"""A round over many rows, in which one row that fails does not hold up those behind it."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import transaction

Row = TypeVar("Row")

logger = logging.getLogger(__name__)


def each_alone(rows: Iterable[Row], act: Callable[[Row], object]) -> None:
    """Call `act` with each row in a transaction of its own; the first error is raised at the end.

    So the round goes through, and its job still counts as one that failed and is tried again.
    """
    first: Exception | None = None
    for row in rows:
        try:
            with transaction.atomic():
                act(row)
        # The edge of one row's work: any rule, row or server behind it may raise anything.
        except Exception as error:
            logger.warning("one of a round raised %s", type(error).__name__)
            first = first or error
    if first:
        raise first
