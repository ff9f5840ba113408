"""Addresses of pages and files. Frames and lists ask for the same ones again and again, so each is
looked up once in a process."""

from functools import cache
from uuid import UUID

from django.templatetags.static import static
from django.urls import reverse

ANY_ROW = UUID(int=0)


def address(name: str, row_id: UUID | None = None, *, program: UUID | None = None) -> str:
    """The address of a page by its URL name; with `row_id`, of the page of that row.

    With the id of a `program`, of the page about that one, for people who direct several.
    """
    if program is not None:
        return f"{_address(name)}?program={program}"
    if row_id is None:
        return _address(name)
    before, after = _around_row(name)
    return f"{before}{row_id}{after}"


@cache
def asset(path: str) -> str:
    """The address of one of the product's own files, such as “js/focus.js”."""
    return static(path)


@cache
def _address(name: str) -> str:
    return reverse(name)


@cache
def _around_row(name: str) -> list[str]:
    return reverse(name, args=[ANY_ROW]).split(str(ANY_ROW))
