"""Adding and removing people, and who may supervise whom."""

import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.people.models import Person
from fourfold_web.programs import actions
from fourfold_web.programs.models import Membership, MembershipRole, Supervision
from fourfold_web.shared.models import AuditEntry


def test_add_person_makes_a_person_and_mails_them(cast):
    membership = actions.add_person(
        by=cast.dora,
        program=cast.program,
        email=" Nia.Bell@Example.org ",
        name="Nia Bell",
        role=MembershipRole.GUIDE,
        about="Pediatrics.",
    )

    person = membership.person
    assert (person.email, person.name, person.is_sample) == (
        "nia.bell@example.org",
        "Nia Bell",
        False,
    )
    assert (membership.role, membership.about) == ("guide", "Pediatrics.")
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.kind, mail.path) == (person, "person_added", "/account/sign-in/")
    entry = AuditEntry.objects.get(verb="add_person")
    assert (entry.actor_id, entry.of_id, entry.facts) == (
        cast.dora.pk,
        membership.pk,
        {"role": "guide"},
    )


def test_add_person_gives_somebody_known_another_role_and_keeps_their_name(cast):
    membership = actions.add_person(
        by=cast.dora,
        program=cast.program,
        email="gita@example.org",
        name="Somebody Else",
        role=MembershipRole.LEARNER,
    )

    assert (membership.person, membership.person.name) == (cast.gita, "Gita Rao")
    assert Person.objects.count() == 6


def test_add_person_refuses_a_role_that_they_hold(cast):
    with pytest.raises(FourfoldError, match=r"Gita Rao already is a guide here"):
        actions.add_person(
            by=cast.dora,
            program=cast.program,
            email="gita@example.org",
            name="Gita Rao",
            role=MembershipRole.GUIDE,
        )


def test_add_person_to_a_sample_makes_a_sample_person(cast):
    cast.program.is_sample = True
    cast.program.save()

    membership = actions.add_person(
        by=cast.dora,
        program=cast.program,
        email="nia@example.org",
        name="Nia Bell",
        role=MembershipRole.GUIDE,
    )

    assert membership.person.is_sample


def test_remove_member_takes_the_role_and_its_supervisions(cast):
    membership = Membership.objects.get(person=cast.sam, program=cast.program)

    actions.remove_member(by=cast.dora, membership=membership)

    assert not Membership.objects.filter(person=cast.sam).exists()
    assert not Supervision.objects.filter(supervisor=cast.sam).exists()


def test_remove_member_keeps_the_last_director(cast):
    membership = Membership.objects.get(person=cast.dora, program=cast.program)

    with pytest.raises(FourfoldError, match="Dora Diaz is the only director"):
        actions.remove_member(by=cast.dora, membership=membership)

    assert Membership.objects.filter(pk=membership.pk).exists()


def test_remove_member_keeps_a_guide_whom_a_request_waits_for(cast):
    cast.sent(asked_guide=cast.gita)
    membership = Membership.objects.get(person=cast.gita, program=cast.program)

    with pytest.raises(FourfoldError, match="A request waits for Gita Rao by name"):
        actions.remove_member(by=cast.dora, membership=membership)


def test_remove_member_lets_a_pair_go_on(cast):
    engagement = cast.pair()
    membership = Membership.objects.get(person=cast.gita, program=cast.program)

    actions.remove_member(by=cast.dora, membership=membership)

    engagement.refresh_from_db()
    assert engagement.is_active


@pytest.mark.parametrize("form", FormOfGuidance)
def test_set_supervision_refuses_the_guide_of_a_running_pair(cast, form):
    cast.pair(form)

    with pytest.raises(FourfoldError, match="Gita Rao guides Lena Lind at present"):
        actions.set_supervision(
            by=cast.dora, program=cast.program, supervisor=cast.gita, learner=cast.lena
        )


def test_set_supervision_allows_the_guide_of_a_pair_that_has_ended(cast):
    cast.ended_pair()

    supervision = actions.set_supervision(
        by=cast.dora, program=cast.program, supervisor=cast.gita, learner=cast.lena
    )

    assert (supervision.supervisor, supervision.learner) == (cast.gita, cast.lena)


def test_set_supervision_refuses_oneself(cast):
    with pytest.raises(FourfoldError, match="cannot supervise their own work"):
        actions.set_supervision(
            by=cast.dora, program=cast.program, supervisor=cast.lena, learner=cast.lena
        )


def test_set_supervision_twice_keeps_one(cast):
    pair = {"program": cast.program, "supervisor": cast.sam, "learner": cast.lena}

    actions.set_supervision(by=cast.dora, **pair)

    assert Supervision.objects.filter(**pair).count() == 1


def test_unset_supervision_ends_it(cast):
    supervision = Supervision.objects.get(supervisor=cast.sam)

    actions.unset_supervision(by=cast.dora, supervision=supervision)

    assert not Supervision.objects.filter(supervisor=cast.sam).exists()
    assert AuditEntry.objects.filter(verb="unset_supervision").count() == 1
