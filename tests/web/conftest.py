"""Fixtures of the web tests."""

import pytest

from tests.cast import Cast, build_cast


@pytest.fixture
def cast(db) -> Cast:
    """The cast in a fresh database."""
    return build_cast()


@pytest.fixture
def as_person(client):
    """Sign somebody in: `as_person(cast.lena).get(…)`."""

    def sign_in(person):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
