"""Adding people."""

import pytest

from fourfold.issues import FourfoldError
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.people.models import Person
from fourfold_web.programs import actions
from fourfold_web.programs.models import MembershipRole
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
