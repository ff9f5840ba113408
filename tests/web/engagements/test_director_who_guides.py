"""A director sees only that a request waits; becoming a guide opens none but those sent to them."""

import pytest
from django.urls import reverse

from fourfold_web.engagements import actions
from fourfold_web.engagements.access import guides_asked, guides_for, requests_visible_to
from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.programs.models import Membership, MembershipRole
from fourfold_web.shared.conflict import Conflict
from tests.web.engagements.traces import mailed


@pytest.fixture
def guiding_dora(cast):
    """Dora, who directs the program and has added herself as a guide."""
    Membership.objects.create(program=cast.program, person=cast.dora, role=MembershipRole.GUIDE)
    return cast.dora


def test_request_to_anyone_does_not_go_to_the_director(cast, as_person, guiding_dora):
    sent = cast.sent()

    page = as_person(guiding_dora).get(reverse("engagements:guidance_request", args=[sent.pk]))

    assert page.status_code == 404
    assert list(requests_visible_to(guiding_dora)) == []
    assert [each.person for each in guides_asked(sent)] == [cast.gita, cast.gus]
    assert sorted(who for who, _, _ in mailed("request_waiting")) == ["Gita", "Gus"]


def test_request_to_anyone_cannot_be_accepted_by_the_director(cast, guiding_dora):
    sent = cast.sent()

    with pytest.raises(Conflict, match="This request is not for you to take"):
        actions.accept_request(guide=guiding_dora, guidance_request=sent)

    sent.refresh_from_db()
    assert (sent.state, sent.guide) == ("waiting", None)


def test_request_to_the_director_by_name_is_theirs_to_read_and_accept(cast, guiding_dora):
    sent = cast.sent(asked_guide=guiding_dora)
    seen = list(requests_visible_to(guiding_dora))

    accepted = actions.accept_request(guide=guiding_dora, guidance_request=sent)

    assert (seen, accepted.guide) == ([sent], guiding_dora)
    assert [who for who, _, _ in mailed("request_waiting")] == ["Dora"]


def test_request_that_others_let_go_can_still_be_sent_to_the_director(cast, guiding_dora):
    sent = cast.sent()
    actions.pass_request_on(guide=cast.gita, guidance_request=sent, phrase="")
    actions.pass_request_on(guide=cast.gus, guidance_request=sent, phrase="")

    sent.refresh_from_db()
    assert sent.state == "no_guide"
    assert [each.person for each in guides_for(sent)] == [guiding_dora]


def test_director_elsewhere_is_a_guide_like_any_other(cast):
    Membership.objects.create(program=cast.program, person=cast.otto, role=MembershipRole.GUIDE)

    sent = cast.sent()

    assert list(requests_visible_to(cast.otto)) == [sent] == list(GuidanceRequest.objects.all())
    assert cast.otto in [each.person for each in guides_asked(sent)]
