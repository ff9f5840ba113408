"""Shared by the tests of the session pages: who answers what, and how many queries it took."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

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
