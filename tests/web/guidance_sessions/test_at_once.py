"""The two of a pair, or one with two devices, in the same moment: one meeting, and no step added
to a pair that is just ending."""

import pytest
from django.urls import reverse

from fourfold_web.correspondence.models import OutgoingMail
from tests.web.engagements.test_at_once import at_once, signed_in
from tests.web.guidance_sessions.conftest import NEXT_JULY_TYPED
from tests.web.guidance_sessions.test_pair import plan

ROUNDS = range(3)


@pytest.mark.parametrize("_round", ROUNDS)
@pytest.mark.django_db(transaction=True)
def test_start_now_from_three_devices_at_once_makes_one_meeting(cast, _round):
    pair = cast.pair()
    start = {"start_now": "yes"}

    answers = at_once(*[(signed_in(cast.gita), plan(pair), start) for _ in range(3)])

    to_open = reverse("guidance_sessions:open", args=[pair.guidance_sessions.get().pk])
    assert [each.url for each in answers] == [to_open] * 3


@pytest.mark.parametrize("_round", ROUNDS)
@pytest.mark.django_db(transaction=True)
def test_plan_of_one_moment_by_both_at_once_makes_one_meeting(cast, _round):
    pair = cast.pair()
    moment = {"planned_for": NEXT_JULY_TYPED}

    answers = at_once(*[(signed_in(each), plan(pair), moment) for each in (cast.lena, cast.gita)])

    assert sorted(each.status_code for each in answers) == [302, 409]
    assert pair.guidance_sessions.count() == 1
    assert OutgoingMail.objects.filter(kind="session_planned").count() == 2


@pytest.mark.parametrize("_round", ROUNDS)
@pytest.mark.django_db(transaction=True)
def test_plan_while_the_other_ends_the_pair_comes_before_it_or_not_at_all(cast, _round):
    pair = cast.pair()
    end = reverse("engagements:end", args=[pair.pk])

    planned, _ = at_once(
        (signed_in(cast.gita), plan(pair), {"planned_for": NEXT_JULY_TYPED}),
        (signed_in(cast.lena), end, {}),
    )

    pair.refresh_from_db()
    assert not pair.is_active
    assert pair.guidance_sessions.count() == (1 if planned.status_code == 302 else 0)
    assert planned.status_code in (302, 409)
