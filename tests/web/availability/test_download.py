"""Getting a published calendar from servers that behave well and badly."""

import gzip
from itertools import repeat

import pytest

from fourfold_web.availability.fetching.download import LARGEST, Download, download
from fourfold_web.availability.fetching.problems import CannotReadError, Problem
from tests.web.availability.conftest import NAME, calendar

TEXT = calendar("DTSTART:20261126T090000Z\nDTEND:20261126T100000Z")


def problem_of(server, path: str) -> Problem:
    with pytest.raises(CannotReadError) as refused:
        download(f"{server.origin}{path}", allowed=[server.origin])
    return refused.value.problem


def test_download_takes_what_comes_whatever_it_is_called(server):
    server.answers["/a.ics"] = (200, {"Content-Type": "image/png", "ETag": '"7"'}, TEXT)

    assert download(f"{server.origin}/a.ics", allowed=[server.origin]) == Download(TEXT, '"7"')


def test_download_asks_with_the_mark_of_last_time(server):
    server.answers["/a.ics"] = (304, {})

    found = download(f"{server.origin}/a.ics", etag='"7"', allowed=[server.origin])

    assert (found, server.asked[0]["If-None-Match"]) == (Download(None, '"7"'), '"7"')


def test_download_follows_three_redirects_and_no_fourth(server):
    for number in range(4):
        server.answers[f"/{number}"] = (302, {"Location": f"/{number + 1}"})
    server.answers["/4"] = (200, {}, TEXT)

    assert download(f"{server.origin}/1", allowed=[server.origin]).content == TEXT
    assert problem_of(server, "/0") == Problem.REDIRECTS


@pytest.mark.parametrize(
    ("location", "problem"),
    [
        ("https://169.254.169.254/latest/", Problem.NUMBERS),
        ("https://localhost/", Problem.PRIVATE),
        ("http://a.test/", Problem.NOT_HTTPS),
        ("file:///etc/passwd", Problem.NOT_AN_ADDRESS),
        ("", Problem.REDIRECTS),
    ],
)
def test_download_holds_redirects_to_the_same_rules(server, location, problem):
    server.answers["/a.ics"] = (301, {"Location": location})

    assert problem_of(server, "/a.ics") == problem


@pytest.mark.parametrize(
    ("status", "problem"),
    [(401, Problem.SHUT), (404, Problem.GONE), (500, Problem.TROUBLE), (206, Problem.TROUBLE)],
)
def test_download_says_what_the_server_said(server, status, problem):
    server.answers["/a.ics"] = (status, {})

    assert problem_of(server, "/a.ics") == problem


def test_download_stops_at_one_megabyte_also_of_a_bomb(server):
    bomb = gzip.compress(bytes(200 * LARGEST), compresslevel=1)
    server.answers["/bomb.ics"] = (200, {"Content-Encoding": "gzip"}, bomb)
    server.answers["/endless.ics"] = endless

    assert problem_of(server, "/bomb.ics") == Problem.TOO_LARGE
    assert problem_of(server, "/endless.ics") == Problem.TOO_LARGE


def test_download_does_not_take_what_is_packed_badly(server):
    server.answers["/a.ics"] = (200, {"Content-Encoding": "gzip"}, TEXT)

    assert problem_of(server, "/a.ics") == Problem.UNREADABLE


def test_download_connects_to_the_address_that_was_checked_and_calls_it_by_name(tls_server):
    tls_server.answers["/a.ics"] = (200, {}, TEXT)
    answers = iter([["127.0.0.1"]])

    found = download(
        f"{tls_server.origin}/a.ics",
        allowed=[tls_server.origin],
        resolve=lambda host, port: next(answers),
    )

    assert found.content == TEXT
    assert tls_server.asked[0]["Host"] == f"{NAME}:{tls_server.server_port}"


def test_download_refuses_a_server_with_the_certificate_of_another(tls_server):
    other = tls_server.origin.replace(NAME, "other.test")

    with pytest.raises(CannotReadError, match="certificate"):
        download(f"{other}/", allowed=[other], resolve=lambda host, port: ["127.0.0.1"])


def endless(handler) -> None:
    """As one gigabyte and more begins."""
    handler.send_response(200)
    handler.end_headers()
    for chunk in repeat(b"X" * 65_536):
        handler.wfile.write(chunk)
