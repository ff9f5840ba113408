"""What a log line tells of an error."""

import logging
import sys

from fourfold_web.shared.logs import PlainFormatter

WORDS = "what Lena wrote"


def raise_with(words: str) -> None:
    raise ValueError(words)


def test_log_names_the_error_and_its_place_and_quotes_nothing():
    try:
        raise_with(WORDS)
    except ValueError:
        told = ("Error: %s", ("/home/",), sys.exc_info())
        record = logging.LogRecord("django.request", logging.ERROR, "", 1, *told)

    line = PlainFormatter("{message}", style="{").format(record)

    assert line.startswith("Error: /home/\n")
    assert "in raise_with" in line
    assert line.endswith("\nValueError")
    assert WORDS not in line
