"""Which addresses of the internet this site asks: public ones, over https, by name.

Whoever fetches takes an address apart once, looks its host up once, and connects to just these
numbers, so that neither a name server nor a redirect leads it into the hospital's own network.
"""

import socket
import ssl
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urljoin, urlsplit

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout

LONGEST = 2_000
PORTS = {"https": 443, "http": 80}
# The public internet's IPv6 lies in here, but for what wraps other addresses or is for documents.
PUBLIC_V6 = IPv6Network("2000::/3")
SPECIAL = tuple(
    map(
        ip_network,
        ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "192.0.0.0/24", "192.88.99.0/24"),
    )
)
# How networks without IPv4 of their own write the IPv4 addresses of others.
NAT64 = IPv6Network("64:ff9b::/96")

Resolve = Callable[[str, int], Iterable[str]]


class Refusal(StrEnum):
    """Why an address is not asked."""

    NOT_AN_ADDRESS = "not_an_address"
    NOT_HTTPS = "not_https"
    NUMBERS = "numbers"
    PASSWORD = "password"  # noqa: S105  names the case in which an address holds one
    PORT = "port"
    UNKNOWN_HOST = "unknown_host"
    PRIVATE = "private"


class NotAskedError(Exception):
    """Raised before anything is asked; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Place:
    """Where to ask: the parts of one address, taken apart once and used as they are."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """The address without its path, as a site names those that it allows."""
        usual = self.port == PORTS[self.scheme]
        return f"{self.scheme}://{self.host}" + ("" if usual else f":{self.port}")

    @property
    def host_header(self) -> str:
        """The host as the server expects to be called."""
        return self.origin.partition("://")[2]


def place_of(url: str, *, allowed: Collection[str] = ()) -> Place:
    """Take an address apart. `allowed` origins may do what no other may.

    NotAskedError for anything but https at its usual port, and for hosts without a name.
    """
    place = _parts(url)
    if place.origin in allowed:
        return place
    if place.scheme != "https":
        raise NotAskedError(Refusal.NOT_HTTPS)
    if _is_number(place.host):
        raise NotAskedError(Refusal.NUMBERS)
    if place.port != PORTS["https"]:
        raise NotAskedError(Refusal.PORT)
    return place


def led_to(place: Place, location: str) -> str:
    """The address to which a site at `place` sends on. NotAskedError for what is none."""
    try:
        return urljoin(f"{place.origin}{place.path}", location)
    except ValueError as refused:
        raise NotAskedError(Refusal.NOT_AN_ADDRESS) from refused


def addresses_of(place: Place, *, allowed: Collection[str], resolve: Resolve) -> list[str]:
    """The numeric addresses behind a place, looked up once: whoever connects uses just these.

    NotAskedError when one of them is not public, so that no answer of a name server leads a
    reader into the hospital's own network.
    """
    found = list(resolve(place.host, place.port))
    if not found:
        raise NotAskedError(Refusal.UNKNOWN_HOST)
    if place.origin not in allowed and not all(is_public(each) for each in found):
        raise NotAskedError(Refusal.PRIVATE)
    return found


def is_public(address: str) -> bool:
    """Whether a numeric address belongs to the public internet."""
    found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address) and found in NAT64:
        return is_public(str(IPv4Address(int(found) & 0xFFFFFFFF)))
    if isinstance(found, IPv6Address) and found not in PUBLIC_V6:
        return False
    is_special = any(found in each for each in SPECIAL)
    return found.is_global and not (is_special or found.is_multicast or found.is_reserved)


def connection(place: Place, address: str, *, wait: Timeout) -> HTTPConnectionPool:
    """A connection to the numeric address, in which the server is called by its name."""
    if place.scheme == "http":
        return HTTPConnectionPool(address, place.port, timeout=wait)
    return HTTPSConnectionPool(
        address,
        place.port,
        timeout=wait,
        ssl_context=ssl.create_default_context(),
        server_hostname=place.host,
        assert_hostname=place.host,
    )


def resolve(host: str, port: int) -> list[str]:
    """Ask the name server of this machine, once."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as unknown:
        raise NotAskedError(Refusal.UNKNOWN_HOST) from unknown
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def _parts(url: str) -> Place:
    text = url.strip()
    if len(text) > LONGEST or any(sign <= " " or sign in "\\\x7f" for sign in text):
        raise NotAskedError(Refusal.NOT_AN_ADDRESS)
    if text[:9].lower() == "webcal://":
        text = f"https://{text[9:]}"
    try:
        parts = urlsplit(text)
        scheme, port = parts.scheme, parts.port
        host = (parts.hostname or "").rstrip(".").encode("idna").decode()
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    except (ValueError, UnicodeError) as refused:
        raise NotAskedError(Refusal.NOT_AN_ADDRESS) from refused
    if scheme not in PORTS or not host or not path.isascii():
        raise NotAskedError(Refusal.NOT_AN_ADDRESS)
    if parts.username is not None or parts.password is not None:
        raise NotAskedError(Refusal.PASSWORD)
    return Place(scheme, host, PORTS[scheme] if port is None else port, path)


def _is_number(host: str) -> bool:
    """Whether a host is an address in numbers, in any of the ways in which systems read them."""
    last = host.rpartition(".")[2]
    return ":" in host or last.isdigit() or last.startswith("0x")
