"""Which addresses may be asked for a calendar, as `shared.public_web` says, in this app's words."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from fourfold_web.availability.fetching.problems import CannotReadError, Problem
from fourfold_web.shared import public_web
from fourfold_web.shared.public_web import NotAskedError, Place, Resolve, is_public

__all__ = ["Place", "Resolve", "addresses_of", "is_public", "led_to", "place_of", "resolve"]


def place_of(url: str, *, allowed: Collection[str] = ()) -> Place:
    """Take an address apart. `allowed` origins may do what no other may.

    CannotReadError for anything but https at its usual port, and for hosts without a name.
    """
    with _as_problem():
        return public_web.place_of(url, allowed=allowed)


def led_to(place: Place, location: str) -> str:
    """The address to which a site sends on. CannotReadError for what is none."""
    with _as_problem():
        return public_web.led_to(place, location)


def addresses_of(place: Place, *, allowed: Collection[str], resolve: Resolve) -> list[str]:
    """The numeric addresses behind a place, looked up once. CannotReadError for private ones."""
    with _as_problem():
        return public_web.addresses_of(place, allowed=allowed, resolve=resolve)


def resolve(host: str, port: int) -> list[str]:
    """Ask the name server of this machine, once."""
    with _as_problem():
        return public_web.resolve(host, port)


@contextmanager
def _as_problem() -> Iterator[None]:
    try:
        yield
    except NotAskedError as refused:
        raise CannotReadError(Problem(refused.refusal.value)) from refused
