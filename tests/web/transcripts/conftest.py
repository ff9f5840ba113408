"""Shared by the tests of a session's words."""

import pytest

from tests.web.guidance_sessions.conftest import count_queries, statuses

__all__ = ["count_queries", "statuses"]


@pytest.fixture
def held(cast):
    """A session of Lena and Gita, ended, with both consents."""
    return cast.talk(cast.pair())


@pytest.fixture
def coded(cast):
    """A talk of Gita and Lena in coaching, with advice in turn 6."""
    return cast.transcript(cast.pair())


@pytest.fixture
def gita(cast, as_person):
    """Gita's browser."""
    return as_person(cast.gita)


@pytest.fixture
def say_no(cast):
    """`say_no(session)`: the agreement of the pair now says no to transcripts."""

    def change(guidance_session) -> None:
        version = guidance_session.engagement.agreement.versions.get()
        version.terms = version.terms | {"transcripts": False}
        version.save()

    return change
