"""A supervisor is no guide of their own learner (B-5), whatever else they may guide."""

from fourfold_web.engagements.access import guides_for, requests_visible_to
from fourfold_web.programs.models import Membership, MembershipRole


def test_supervisor_who_guides_is_not_offered_their_own_learners_request(cast):
    Membership.objects.create(program=cast.program, person=cast.sam, role=MembershipRole.GUIDE)

    sent = cast.sent()

    assert not requests_visible_to(cast.sam).filter(pk=sent.pk).exists()
    assert [each.person for each in guides_for(sent)] == [cast.gita, cast.gus]
