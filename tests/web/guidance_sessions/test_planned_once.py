"""A pair cannot plan one moment twice, whatever the actions check."""

import pytest
from django.db import IntegrityError, transaction

from tests.web.guidance_sessions.conftest import NEXT_JULY


def test_second_meeting_at_the_same_moment_is_refused_by_the_database(cast):
    pair = cast.pair()
    pair.guidance_sessions.create(planned_for=NEXT_JULY)

    with pytest.raises(IntegrityError), transaction.atomic():
        pair.guidance_sessions.create(planned_for=NEXT_JULY)


@pytest.mark.parametrize("gone", ["called_off_at", "opened_at"])
def test_moment_is_free_again_once_its_meeting_was_called_off_or_opened(cast, gone):
    pair = cast.pair()
    first = {"planned_for": NEXT_JULY, "form_of_guidance": "coaching", gone: NEXT_JULY}
    pair.guidance_sessions.create(**first)

    again = pair.guidance_sessions.create(planned_for=NEXT_JULY)

    assert pair.guidance_sessions.count() == 2
    assert again.planned_for == NEXT_JULY
