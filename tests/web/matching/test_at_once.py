"""Publishing while others act in the same moment: no guide gets more people than they said."""

import pytest
from django.urls import reverse

from fourfold_web.engagements.models import GuidanceRequest
from tests.web.engagements.test_at_once import address, at_once, signed_in
from tests.web.engagements.traces import mailed
from tests.web.matching.people import COACHING, learner, need, room, run_of


@pytest.mark.django_db(transaction=True)
def test_two_directors_and_a_guide_at_once_fill_one_place_once(cast):
    matching_round = cast.matching_round(COACHING)
    cast.offers()
    room(cast.gita, 1)
    need(matching_round, learner(cast, "Ada Ash"))
    run = run_of(cast, matching_round)
    asked = cast.sent(asked_guide=cast.gita)
    publish = reverse("matching:publish", args=[run.pk])

    answers = at_once(
        (signed_in(cast.dora), publish, {}),
        (signed_in(cast.dora), publish, {}),
        (signed_in(cast.gita), address(asked, "answer"), {"kind": "accept"}),
    )

    assert sorted(each.status_code for each in answers[:2]) == [302, 409]
    assert GuidanceRequest.objects.filter(state="accepted", guide=cast.gita).count() == 1
    left_out = run.proposals.filter(left_out="full").count()
    assert (left_out, len(mailed("pair_published"))) in {(0, 2), (1, 0)}
