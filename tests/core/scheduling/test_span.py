"""Examples of spans: joined, taken away, and refused."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from fourfold.issues import FourfoldError
from fourfold.scheduling.span import Span, minus, union


def at(hour: float) -> datetime:
    return datetime(2026, 11, 27, tzinfo=UTC) + timedelta(hours=hour)


def span(start: float, end: float) -> Span:
    return Span(at(start), at(end))


def test_union_joins_what_overlaps_or_touches():
    found = union([span(12, 13), span(8, 10), span(9, 11), span(11, 11.5)])

    assert found == (span(8, 11.5), span(12, 13))


def test_minus_leaves_the_pieces_in_between():
    taken = [span(9, 9.5), span(9.25, 10), span(12, 14), span(15, 20)]

    found = minus([span(8, 13), span(13.5, 16)], taken)

    assert found == (span(8, 9), span(10, 12), span(14, 15))


def test_span_keeps_its_moments_in_utc():
    tokyo = timezone(timedelta(hours=9))

    found = Span(datetime(2026, 11, 27, 18, tzinfo=tokyo), at(10))

    assert (found, found.start.tzinfo) == (span(9, 10), UTC)


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        (at(9), at(9), "ends after it starts"),
        (at(9).replace(tzinfo=None), at(10), "with a time zone"),
    ],
)
def test_span_refuses_what_is_none(start, end, says):
    with pytest.raises(FourfoldError, match=says):
        Span(start, end)
