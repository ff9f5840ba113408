"""Servers on this machine that publish a calendar, well or badly."""

import shutil
import ssl
import subprocess
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

NAME = "calendar.test"
NEW_KEY = "-newkey ec -pkeyopt ec_paramgen_curve:P-256"


class Handler(BaseHTTPRequestHandler):
    """Answers each path as the test says, and notes how it was asked."""

    def do_GET(self) -> None:
        self.server.asked.append(dict(self.headers))
        answer = self.server.answers[self.path]
        if callable(answer):
            answer(self)
        else:
            reply(self, *answer)

    def log_message(self, *args) -> None:
        pass


def reply(handler: Handler, status: int, headers: dict, body: bytes = b"") -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


class Server(ThreadingHTTPServer):
    """Listens where the system has a free port; `origin` is what a site allows."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, tuple | Callable] = {}
        self.asked: list[dict] = []
        self.origin = f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request, client_address) -> None:
        """A reader who leaves in the middle is what these tests are about."""


@pytest.fixture
def server():
    with Server() as running:
        Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield running
        running.shutdown()


@pytest.fixture
def tls_server(tmp_path, monkeypatch, server):
    """The same over TLS for `calendar.test`, whose certificate this process trusts."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl makes the certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = f"openssl req -x509 -nodes -days 2 -subj /CN={NAME} {NEW_KEY}"
    files = ["-addext", f"subjectAltName=DNS:{NAME}", "-keyout", key, "-out", certificate]
    subprocess.run([*made.split(), *files], check=True, capture_output=True)  # noqa: S603
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.origin = f"https://{NAME}:{server.server_port}"
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    return server


def calendar(*events: str, head: str = "") -> bytes:
    """A calendar of these events, each given by its lines."""
    whole = [f"BEGIN:VEVENT\nUID:{each}\n{lines}\nEND:VEVENT" for each, lines in enumerate(events)]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//", head, *whole, "END:VCALENDAR"]
    return "\r\n".join("\n".join(filter(None, lines)).split("\n")).encode() + b"\r\n"
