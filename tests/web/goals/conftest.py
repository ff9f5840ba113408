"""Shared by the tests of goals."""

import pytest

from fourfold_web.goals.models import Goal


@pytest.fixture
def goal(cast) -> Goal:
    """Lena's own goal, which nobody else reads."""
    return cast.goal()


@pytest.fixture
def lena(cast, as_person):
    """Lena's browser."""
    return as_person(cast.lena)
