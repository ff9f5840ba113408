"""Getting the bytes of a published calendar, within limits of size and redirects.

How long it may take is the business of whoever runs it: see `child`.
"""

from collections.abc import Collection
from dataclasses import dataclass

from urllib3 import HTTPResponse, Timeout
from urllib3.exceptions import DecodeError, HTTPError, NewConnectionError, ProtocolError, SSLError
from urllib3.exceptions import TimeoutError as TooSlowError

from fourfold_web.availability.fetching import addresses
from fourfold_web.availability.fetching.addresses import (
    Place,
    Resolve,
    addresses_of,
    led_to,
    place_of,
)
from fourfold_web.availability.fetching.problems import CannotReadError, Problem
from fourfold_web.shared.public_web import connection

LARGEST = 1024 * 1024
CHUNK = 64 * 1024
MOST_REDIRECTS = 3
# A host with several addresses is tried at so many of them.
MOST_TRIES = 2
WAIT = Timeout(connect=2, read=5)
REDIRECTS = frozenset({301, 302, 303, 307, 308})
REFUSALS = {401: Problem.SHUT, 403: Problem.SHUT, 404: Problem.GONE, 410: Problem.GONE}
HEADERS = {
    "Accept": "text/calendar, */*;q=0.1",
    "Accept-Encoding": "gzip",
    "User-Agent": "Fourfold calendar reader",
}
LONGEST_ETAG = 200


@dataclass(frozen=True, slots=True)
class Download:
    """What came, and the mark to ask with next time; `content` is None when nothing changed."""

    content: bytes | None
    etag: str


def download(
    url: str,
    *,
    etag: str = "",
    allowed: Collection[str] = (),
    resolve: Resolve = addresses.resolve,
) -> Download:
    """The calendar at `url`. CannotReadError says why there is none.

    Each redirect is held to the same rules as the first address.
    """
    for _ in range(MOST_REDIRECTS + 1):
        place = place_of(url, allowed=allowed)
        answer = _ask(place, addresses_of(place, allowed=allowed, resolve=resolve), etag)
        try:
            if answer.status not in REDIRECTS:
                return _taken(answer, etag)
            url = led_to(place, answer.headers.get("Location", ""))
        finally:
            answer.close()
    raise CannotReadError(Problem.REDIRECTS)


def _ask(place: Place, found: list[str], etag: str) -> HTTPResponse:
    """The beginning of an answer from one of the addresses that were checked, and no other."""
    headers = HEADERS | {"Host": place.host_header} | ({"If-None-Match": etag} if etag else {})
    for address in found[:MOST_TRIES]:
        try:
            return connection(place, address, wait=WAIT).urlopen(
                "GET",
                place.path,
                headers=headers,
                redirect=False,
                retries=False,
                preload_content=False,
                assert_same_host=False,
            )
        except SSLError as refused:
            raise CannotReadError(Problem.CERTIFICATE) from refused
        except NewConnectionError:
            continue
        except TooSlowError as slow:
            raise CannotReadError(Problem.TOO_SLOW) from slow
        except HTTPError as broken:
            raise CannotReadError(Problem.UNREACHABLE) from broken
    raise CannotReadError(Problem.UNREACHABLE)


def _taken(answer: HTTPResponse, etag: str) -> Download:
    if answer.status == 304:
        return Download(None, etag)
    if answer.status != 200:
        raise CannotReadError(REFUSALS.get(answer.status, Problem.TROUBLE))
    mark = answer.headers.get("ETag", "")
    return Download(_content(answer), mark if len(mark) <= LONGEST_ETAG else "")


def _content(answer: HTTPResponse) -> bytes:
    """The unpacked content, given up as soon as it is too large."""
    content = bytearray()
    try:
        for chunk in answer.stream(CHUNK, decode_content=True):
            content += chunk
            if len(content) > LARGEST:
                raise CannotReadError(Problem.TOO_LARGE)
    except TooSlowError as slow:
        raise CannotReadError(Problem.TOO_SLOW) from slow
    except (DecodeError, ProtocolError) as broken:
        raise CannotReadError(Problem.UNREADABLE) from broken
    return bytes(content)
