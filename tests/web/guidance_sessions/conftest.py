"""Shared by the tests of the session pages: who answers what, and how many queries it took."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

# Half past nine in Chicago, the time zone of the cast: always ahead, and within two years.
NEXT_JULY = datetime(timezone.now().year + 1, 7, 1, 14, 30, tzinfo=UTC)
NEXT_JULY_TYPED = f"{NEXT_JULY.year}-07-01T09:30"
PEOPLE = ("lena", "gita", "gus", "dora", "sam", "otto")


@pytest.fixture
def statuses(cast, as_person):
    """`statuses("get", url)`: the status that each of the cast gets, in the order of PEOPLE."""

    def ask(method, url, data=None):
        answers = {}
        for who in PEOPLE:
            client = as_person(getattr(cast, who))
            answers[who] = getattr(client, method)(url, data or {}).status_code
        return answers

    return ask


@pytest.fixture
def count_queries():
    """`count_queries(call)`: how many queries the call makes."""

    def count(call):
        with CaptureQueriesContext(connection) as seen:
            call()
        return len(seen)

    return count
