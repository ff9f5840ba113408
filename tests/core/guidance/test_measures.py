"""Instruments, their licenses, and when they are due."""

from datetime import UTC, datetime, timedelta

import pytest

from fourfold.guidance.measures import (
    LICENSES,
    Item,
    Occasion,
    due_occasions,
    instruments,
    read_instrument,
)
from fourfold.issues import FourfoldError

START = datetime(2026, 1, 1, tzinfo=UTC)
HEAD = 'key = "k"\ntitle = "T"\nlicense = "own"\nsource = "S"\nscale = ["no", "yes"]\n'


def test_instruments_that_ship_have_a_license_that_lets_them():
    assert {each.license for each in instruments().values()} <= set(LICENSES)
    assert list(instruments()) == ["one_question", "own_areas"]


def test_instrument_asks_each_side_its_own_questions():
    one = instruments()["one_question"]

    assert [each.ask for each in one.items_for("guide")] == [
        "How well does this work together serve what it was meant for?"
    ]


def test_read_instrument_takes_a_site_s_own_file():
    found = read_instrument(HEAD + '[[items]]\nkey = "a"\nask = "Is it so?"\n')

    assert found.items == (Item("a", "Is it so?"),)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("key = ", "The instrument is no TOML file"),
        ('key = "k"', "The instrument has no 'title'. Add a line for it."),
        (HEAD, "An instrument asks 1 to 60 things, not 0."),
        (HEAD + "own_areas = 99", "own_areas must be 0 to 10, not 99."),
        (HEAD + '[[items]]\nkey = "a"', 'Each item needs a "key" and an "ask"'),
        (HEAD + '[[items]]\nkey = "a"\nask = "b"\nsides = ["x"]', "Unknown side 'x'."),
    ],
)
def test_read_instrument_refuses_in_one_sentence(text, refusal):
    with pytest.raises(FourfoldError) as refused:
        read_instrument(text)

    assert str(refused.value).startswith(refusal)


@pytest.mark.parametrize(
    ("days", "ended", "due"),
    [
        (0, None, [Occasion.BASELINE]),
        (45, None, [Occasion.BASELINE, Occasion.MIDPOINT]),
        (90, None, list(Occasion)),
        (10, 9, [Occasion.BASELINE, Occasion.END]),
    ],
)
def test_due_occasions_follow_the_planned_length(days, ended, due):
    found = due_occasions(
        started=START,
        planned=timedelta(days=90),
        ended=ended and START + timedelta(days=ended),
        now=START + timedelta(days=days),
    )

    assert list(found) == due
