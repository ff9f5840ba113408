"""The beginning of a list that may be long: a page shows it, and a link shows the rest."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class FirstRows:
    """The rows to show, and whether more of them exist."""

    rows: list[Any]
    are_more: bool


def first_rows(found: QuerySet | list, most: int | None) -> FirstRows:
    """The first `most` rows in one query; all of them when `most` is None."""
    if most is None:
        return FirstRows(list(found), are_more=False)
    rows = list(found[: most + 1])
    return FirstRows(rows[:most], are_more=len(rows) > most)
