"""A supervisor is no guide of their own learner (B-5), whatever else they may guide."""

import pytest
from django.urls import reverse

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions
from fourfold_web.engagements.access import guides_for, requests_visible_to
from fourfold_web.engagements.models import Engagement, GuidanceRequest
from fourfold_web.programs.models import Membership, MembershipRole, Supervision
from fourfold_web.shared.conflict import Conflict


@pytest.fixture
def guiding_sam(cast):
    """Sam, who supervises Lena and has become a guide of the program too."""
    Membership.objects.create(program=cast.program, person=cast.sam, role=MembershipRole.GUIDE)
    return cast.sam


def address(asked_for: GuidanceRequest, name: str) -> str:
    return reverse(f"engagements:{name}", args=[asked_for.pk])


def supervise(cast, guide) -> None:
    Supervision.objects.create(program=cast.program, supervisor=guide, learner=cast.lena)


def test_supervisor_who_guides_is_not_offered_their_own_learners_request(cast, guiding_sam):
    sent = cast.sent()

    assert not requests_visible_to(guiding_sam).filter(pk=sent.pk).exists()
    assert [each.person for each in guides_for(sent)] == [cast.gita, cast.gus]


def test_supervisor_who_guides_can_neither_accept_nor_offer(cast, guiding_sam):
    sent = cast.sent()
    mine = {"guide": guiding_sam, "guidance_request": sent}

    with pytest.raises(Conflict, match="This request is not for you to take"):
        actions.accept_request(**mine)
    with pytest.raises(Conflict, match="This request is not for you to take"):
        actions.offer_form(**mine, form_of_guidance=FormOfGuidance.ADVISING, phrase="")

    sent.refresh_from_db()
    assert (sent.state, sent.guide, sent.guide_answers.count()) == ("waiting", None, 0)


def test_supervisor_who_guides_gets_no_answer_through_the_page(cast, as_person, guiding_sam):
    sent = cast.sent()

    response = as_person(guiding_sam).post(address(sent, "answer"), {"kind": "accept"})

    sent.refresh_from_db()
    assert (response.status_code, sent.state) == (404, "waiting")


def test_pair_does_not_begin_when_the_guide_has_become_the_supervisor(cast, as_person):
    proposed = cast.proposed()
    supervise(cast, cast.gita)

    page = as_person(cast.lena).post(address(proposed, "sign"), {"seen_version": "1"})

    proposed.refresh_from_db()
    assert page.status_code == 409
    assert "This pair cannot begin" in page.text
    assert (proposed.state, Engagement.objects.count()) == ("accepted", 0)
    assert proposed.agreement.newest.assents.count() == 1


def accepted(cast) -> GuidanceRequest:
    return cast.accepted()


def withdrawn(cast) -> GuidanceRequest:
    sent = cast.sent()
    actions.withdraw_request(learner=cast.lena, guidance_request=sent)
    return sent


@pytest.mark.parametrize("build", [accepted, withdrawn])
def test_supervisor_who_guides_hears_nothing_of_how_it_went_on(cast, as_person, guiding_sam, build):
    mine = build(cast)

    statuses = {
        who.first_name: as_person(who).get(address(mine, "guidance_request")).status_code
        for who in (cast.gus, guiding_sam)
    }

    assert statuses == {"Gus": 409, "Sam": 404}
