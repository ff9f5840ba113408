"""Fixtures of the web tests."""

import time

import pytest

from fourfold_web.people.middleware import SIGNED_IN_AT
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
        # As the page that signs somebody in does, so that the next page has nothing to write.
        session = client.session
        session[SIGNED_IN_AT] = int(time.time())
        session.save()
        return client

    return sign_in
