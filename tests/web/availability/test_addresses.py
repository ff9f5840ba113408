"""Which addresses may be asked for a calendar."""

import pytest

from fourfold_web.availability.fetching.addresses import Place, addresses_of, is_public, place_of
from fourfold_web.availability.fetching.problems import CannotReadError, Problem

# Loopback, private, shared, link-local, documentation, multicast, reserved; the same wrapped.
NOT_PUBLIC = """
    127.0.0.1 127.255.255.254 0.0.0.0 10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.1.1
    100.64.0.1 100.127.255.254 169.254.169.254 192.0.0.8 192.0.2.1 198.18.0.1 198.51.100.7
    203.0.113.9 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 :: ::1 ::127.0.0.1
    ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1
    2002:7f00:1:: 2002:a00:1:: 2001:0:7f00:1:: 2001:db8::1 fe80::1%eth0 fc00::1 fd12:3456::1
    fec0::1 ff02::1 100::1
"""
IN_NUMBERS = """
    https://127.0.0.1/ https://2130706433/ https://0x7f000001/ https://0x7f.1/ https://0177.0.0.1/
    https://127.1/ https://[::1]/ https://[::ffff:127.0.0.1]/ https://127.0.0.1./
    https://127。0。0。1/
"""


def test_addresses_that_are_not_public_are_refused_in_every_form():
    assert len(NOT_PUBLIC.split()) > 30
    assert [each for each in NOT_PUBLIC.split() if is_public(each)] == []
    assert {problem_of(each) for each in IN_NUMBERS.split()} == {Problem.NUMBERS}


def test_addresses_of_the_public_internet_are_taken():
    assert all(map(is_public, ["8.8.8.8", "2a00:1450:4001:82a::200e", "64:ff9b::808:808"]))
    assert place_of("WebCal://Outlook.Office365.com/owa/a%20b.ics?x=1") == Place(
        "https", "outlook.office365.com", 443, "/owa/a%20b.ics?x=1"
    )


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("calendar", Problem.NOT_AN_ADDRESS),
        ("file:///etc/passwd", Problem.NOT_AN_ADDRESS),
        ("https:///x.ics", Problem.NOT_AN_ADDRESS),
        ("https://a.test/\r\nHost: b.test", Problem.NOT_AN_ADDRESS),
        ("https://a.test\\@b.test/", Problem.NOT_AN_ADDRESS),
        ("https://a.test:no/", Problem.NOT_AN_ADDRESS),
        ("https://[::1", Problem.NOT_AN_ADDRESS),
        ("http://a.test/x.ics", Problem.NOT_HTTPS),
        ("https://lena:secret@a.test/", Problem.PASSWORD),
        ("https://a.test:8443/", Problem.PORT),
    ],
)
def test_addresses_are_refused_with_one_clear_sentence(url, problem):
    assert problem_of(url) == problem
    assert problem.says.endswith(".")


def test_a_name_with_one_private_address_is_refused_whole():
    place = place_of("https://a.test/")

    with pytest.raises(CannotReadError, match="private"):
        addresses_of(place, allowed=(), resolve=lambda host, port: ["8.8.8.8", "10.0.0.1"])


def test_every_problem_has_its_sentence():
    assert [each for each in Problem if not each.says] == []


def problem_of(url: str) -> Problem:
    with pytest.raises(CannotReadError) as refused:
        place_of(url)
    return refused.value.problem
