"""Taking a role away without leaving anybody alone."""

import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold_web.engagements import actions as engagement_actions
from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole, Supervision
from fourfold_web.roster import actions


def role_of(person: Person, cast) -> Membership:
    return Membership.objects.get(person=person, program=cast.program)


def test_remove_member_takes_the_role_and_its_supervisions(cast):
    membership = role_of(cast.sam, cast)

    actions.remove_member(by=cast.dora, membership=membership)

    assert not Membership.objects.filter(person=cast.sam).exists()
    assert not Supervision.objects.filter(supervisor=cast.sam).exists()


def test_remove_member_keeps_the_last_director(cast):
    membership = role_of(cast.dora, cast)

    with pytest.raises(FourfoldError, match="Dora Diaz is the only director"):
        actions.remove_member(by=cast.dora, membership=membership)

    assert Membership.objects.filter(pk=membership.pk).exists()


def test_remove_member_keeps_a_guide_whom_a_request_waits_for_by_name(cast):
    cast.sent(asked_guide=cast.gita)
    membership = role_of(cast.gita, cast)

    with pytest.raises(FourfoldError, match="A request waits that only Gita Rao can answer"):
        actions.remove_member(by=cast.dora, membership=membership)

    assert Membership.objects.filter(pk=membership.pk).exists()


def test_remove_member_lets_a_pair_go_on(cast):
    engagement = cast.pair()
    membership = role_of(cast.gita, cast)

    actions.remove_member(by=cast.dora, membership=membership)

    engagement.refresh_from_db()
    assert engagement.is_active


def offered(cast) -> GuidanceRequest:
    return engagement_actions.offer_form(
        guide=cast.gita,
        guidance_request=cast.sent(),
        form_of_guidance=FormOfGuidance.MENTORING,
        phrase="Let us take longer.",
    )


@pytest.mark.parametrize("build", [offered, lambda cast: cast.accepted()])
def test_remove_member_keeps_a_guide_who_settles_a_request(cast, build):
    build(cast)
    membership = role_of(cast.gita, cast)

    with pytest.raises(FourfoldError, match="Gita Rao has answered a request"):
        actions.remove_member(by=cast.dora, membership=membership)

    assert Membership.objects.filter(pk=membership.pk).exists()


def test_remove_member_keeps_the_last_guide_while_a_request_waits_for_anyone(cast):
    cast.sent()
    actions.remove_member(by=cast.dora, membership=role_of(cast.gus, cast))
    membership = role_of(cast.gita, cast)

    with pytest.raises(FourfoldError, match="A request waits that only Gita Rao can answer"):
        actions.remove_member(by=cast.dora, membership=membership)

    assert Membership.objects.filter(pk=membership.pk).exists()


def test_remove_member_keeps_the_one_guide_who_has_not_let_a_request_go(cast):
    engagement_actions.pass_request_on(guide=cast.gus, guidance_request=cast.sent(), phrase="")

    with pytest.raises(FourfoldError, match="only Gita Rao can answer"):
        actions.remove_member(by=cast.dora, membership=role_of(cast.gita, cast))


def test_remove_member_takes_a_guide_who_has_let_everything_go(cast):
    sent = cast.sent(asked_guide=cast.gita)
    engagement_actions.decline_request(guide=cast.gita, guidance_request=sent, phrase="")

    actions.remove_member(by=cast.dora, membership=role_of(cast.gita, cast))

    assert not Membership.objects.filter(person=cast.gita).exists()


def test_remove_member_takes_the_last_guide_when_nobody_waits(cast):
    for guide in (cast.gita, cast.gus):
        actions.remove_member(by=cast.dora, membership=role_of(guide, cast))

    assert not Membership.objects.filter(role=MembershipRole.GUIDE, program=cast.program).exists()


def test_remove_member_keeps_the_requests_of_a_learner(cast):
    sent = cast.sent()

    actions.remove_member(by=cast.dora, membership=role_of(cast.lena, cast))

    assert list(cast.program.guidance_requests.all()) == [sent]
    assert not Supervision.objects.filter(learner=cast.lena).exists()
