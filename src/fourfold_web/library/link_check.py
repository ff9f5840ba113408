"""Asking one link whether its page is still there: HEAD first, GET where a site wants that.

Every address on the way is held to the rules of `shared.public_web`, redirects too. Nothing of the
page is read. How long a link takes is bounded as a whole, but for a name server that hangs.
"""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from http.client import HTTPException
from importlib.resources import files
from ssl import SSLError
from time import monotonic

from fourfold_web.library.link_asking import ask
from fourfold_web.shared import public_web
from fourfold_web.shared.public_web import NotAskedError, Place, Refusal, Resolve

LOOK_SECONDS = 12
MOST_REDIRECTS = 5
MOST_TRIES = 2
REDIRECTS = frozenset({301, 302, 303, 307, 308})
# What sites answer that do not speak HEAD, or not to a program.
ASK_AGAIN = frozenset({400, 403, 404, 405, 406, 429, 500, 501, 503})


class Answer(StrEnum):
    """How a look ended; link_answers.toml has the sentences."""

    THERE = "there"
    MOVED = "moved"
    SHUT = "shut"
    GONE = "gone"
    TROUBLE = "trouble"
    REDIRECTS = "redirects"
    REFUSED = "refused"
    CERTIFICATE = "certificate"
    UNKNOWN_HOST = "unknown_host"
    UNREACHABLE = "unreachable"
    TOO_SLOW = "too_slow"
    NOT_ASKED = "not_asked"

    @property
    def says(self) -> str:
        """The sentence for a director."""
        return _answers()[self]["says"]

    @property
    def is_good(self) -> bool:
        """Whether the page is there."""
        return _answers()[self].get("good", False)

    @property
    def is_silence(self) -> bool:
        """Whether nobody answered at all."""
        return _answers()[self].get("silence", False)


@dataclass(frozen=True, slots=True)
class Looked:
    """How the look at one link ended, with the last number that a server gave."""

    answer: Answer
    status: int | None = None


class _AskError(Exception):
    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.value)
        self.answer = answer


def look_at(
    url: str,
    *,
    allowed: Collection[str] = (),
    resolve: Resolve = public_web.resolve,
    seconds: float = LOOK_SECONDS,
) -> Looked:
    """Ask a link, following at most five redirects, all within so many seconds.

    `allowed` origins may be private ones.
    """
    status, has_moved, until = None, False, monotonic() + seconds
    try:
        for _ in range(MOST_REDIRECTS + 1):
            place = public_web.place_of(url, allowed=allowed)
            found = public_web.addresses_of(place, allowed=allowed, resolve=resolve)
            status, location = _status(place, found, until)
            if status not in REDIRECTS:
                return Looked(_answer(status, has_moved), status)
            # A site may send on for this once only; these two say that it is for good.
            has_moved = has_moved or status in (301, 308)
            url = public_web.led_to(place, location)
    except NotAskedError as refused:
        return Looked(_refused(refused.refusal, status), status)
    except _AskError as ended:
        return Looked(ended.answer, status)
    return Looked(Answer.REDIRECTS, status)


def _status(place: Place, found: list[str], until: float) -> tuple[int, str]:
    """The number and the next address that a site answers, to HEAD and if need be to GET."""
    status, location = _asked("HEAD", place, found, until)
    if status in ASK_AGAIN:
        return _asked("GET", place, found, until)
    return status, location


def _asked(method: str, place: Place, found: list[str], until: float) -> tuple[int, str]:
    for address in found[:MOST_TRIES]:
        try:
            return ask(method, place, address, until=until)
        except SSLError as refused:
            raise _AskError(Answer.CERTIFICATE) from refused
        except TimeoutError as slow:
            raise _AskError(Answer.TOO_SLOW) from slow
        except (OSError, HTTPException):
            continue
    raise _AskError(Answer.UNREACHABLE)


def _answer(status: int, has_moved: bool) -> Answer:
    if status < 300:
        return Answer.MOVED if has_moved else Answer.THERE
    if status in (401, 403, 429):
        return Answer.SHUT
    return Answer.GONE if status in (404, 410) else Answer.TROUBLE


def _refused(refusal: Refusal, status: int | None) -> Answer:
    if refusal is Refusal.UNKNOWN_HOST:
        return Answer.UNKNOWN_HOST
    return Answer.REDIRECTS if status else Answer.REFUSED


@cache
def _answers() -> dict[str, dict]:
    text = files(__package__).joinpath("link_answers.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
