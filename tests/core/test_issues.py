"""Refusals: what was found, and the choices."""

import pytest

from fourfold.issues import quoted, unknown


def test_unknown_names_what_was_found_and_the_choices():
    assert unknown("form", "coach", ("advising", "coaching")) == (
        "Unknown form 'coach'. Choose one of: advising, coaching."
    )


@pytest.mark.parametrize("found", ["x" * 5_000, [["x" * 500] * 90] * 90, {"x" * 90: "y"}, 10**3000])
def test_quoted_cuts_what_nobody_would_read(found):
    assert len(quoted(found)) <= 80


@pytest.mark.parametrize("found", ["it's", 7, None, ["a", "b"], {"a": 1}])
def test_quoted_shows_what_is_short_as_it_is(found):
    assert quoted(found) == repr(found)
