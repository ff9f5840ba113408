"""One question to one site, over by a given moment whatever the site does.

A site may send a letter every few seconds for as long as it likes. So no read waits longer than
what is left of the whole, and nothing is read past the head of the answer.
"""

import socket
import ssl
from contextlib import closing
from http.client import HTTPConnection
from io import BufferedReader, RawIOBase
from time import monotonic

from fourfold_web.shared.public_web import Place

CONNECT_SECONDS = 3
HEADERS = {"Accept": "*/*", "User-Agent": "Fourfold link check"}


def seconds_left(until: float) -> float:
    """What is left until a moment of the monotonic clock. TimeoutError when nothing is."""
    left = until - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def ask(method: str, place: Place, address: str, *, until: float) -> tuple[int, str]:
    """The number and the next address that the server at a numeric address answers.

    TimeoutError at `until` on the monotonic clock, SSLError, OSError or HTTPException before.
    """
    with closing(_connected(place, address, until)) as connected:
        asked = HTTPConnection(place.host, place.port)
        asked.sock = _Timed(connected, until)
        asked.request(method, place.path, headers={**HEADERS, "Host": place.host_header})
        answer = asked.getresponse()
        return answer.status, answer.getheader("Location", "")


def _connected(place: Place, address: str, until: float) -> socket.socket:
    wait = min(CONNECT_SECONDS, seconds_left(until))
    plain = socket.create_connection((address, place.port), timeout=wait)
    if place.scheme == "http":
        return plain
    # Its time holds for the handshake as a whole, which ssl counts so.
    plain.settimeout(seconds_left(until))
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=place.host)
    except OSError:
        plain.close()
        raise


class _Timed(RawIOBase):
    """What http.client needs of a connection, each step within what is left of the whole."""

    def __init__(self, connected: socket.socket, until: float) -> None:
        super().__init__()
        self.connected, self.until = connected, until

    def makefile(self, mode: str) -> BufferedReader:
        return BufferedReader(self)

    def readable(self) -> bool:
        return True

    def sendall(self, data: bytes) -> None:
        self.connected.settimeout(seconds_left(self.until))
        self.connected.sendall(data)

    def readinto(self, buffer) -> int:
        self.connected.settimeout(seconds_left(self.until))
        return self.connected.recv_into(buffer)
