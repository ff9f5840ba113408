"""Who belongs to a program, and who supervises whom."""

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from fourfold.issues import FourfoldError
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole, Program, Supervision
from fourfold_web.shared.audit import record


@transaction.atomic
def add_person(
    *,
    by: Person | None,
    program: Program,
    email: str,
    name: str,
    role: MembershipRole,
    about: str = "",
) -> Membership:
    """Give the person behind `email` a role, and tell them by mail where to sign in.

    Somebody who is known already keeps their own name. Raises FourfoldError when they hold the
    role. `by` is None for the first director of an installation.
    """
    role = MembershipRole(role)
    person = Person.objects.filter(email=email.strip().lower()).first()
    if person is None:
        person = Person.objects.create_person(
            email=email.strip(), name=name.strip(), is_sample=program.is_sample
        )
    membership, is_new = Membership.objects.get_or_create(
        program=program, person=person, role=role, defaults={"about": about.strip()}
    )
    if not is_new:
        raise FourfoldError(
            f"{person.name} already is a {role.label.lower()} here, with the address"
            f" {person.email}. Choose another role or another address."
        )
    record(actor=by, verb="add_person", of=membership, role=role.value)
    queue_mail(
        to=person,
        kind="person_added",
        path=reverse("account_login"),
        key=f"person_added:{program.pk}:{person.pk}",
    )
    return membership


@transaction.atomic
def remove_member(*, by: Person, membership: Membership) -> None:
    """Take one role away. Pairs that run go on until one of the two ends them.

    Raises FourfoldError for the program's last director, and for a guide whom a guidance request
    waits for by name, since nobody else could answer it.
    """
    program, person = membership.program, membership.person
    # The lock makes two directors who remove each other at once take turns.
    Program.objects.select_for_update().get(pk=program.pk)
    if membership.role == MembershipRole.DIRECTOR:
        others = program.memberships.filter(role=MembershipRole.DIRECTOR).exclude(pk=membership.pk)
        if not others.exists():
            raise FourfoldError(
                f"{person.name} is the only director. Add another director before you remove this"
                " one."
            )
    # Requests stand in an app above this one, so they are reached through the person's rows.
    if (
        membership.role == MembershipRole.GUIDE
        and person.guidance_requests_asked.filter(program=program, state="waiting").exists()
    ):
        raise FourfoldError(
            f"A request waits for {person.name} by name. Ask them to answer it or pass it on"
            " before you remove them as a guide."
        )
    record(actor=by, verb="remove_member", of=membership, role=membership.role)
    sides = {
        MembershipRole.SUPERVISOR: Q(supervisor=person),
        MembershipRole.LEARNER: Q(learner=person),
    }
    if side := sides.get(MembershipRole(membership.role)):
        program.supervisions.filter(side).delete()
    membership.delete()


@transaction.atomic
def set_supervision(
    *, by: Person, program: Program, supervisor: Person, learner: Person
) -> Supervision:
    """Let a supervisor see that a learner's coaching runs (G-94).

    Raises FourfoldError when one person would stand on both sides, or would judge somebody whom
    they guide at present (B-5); the clash is named.
    """
    if supervisor == learner:
        raise FourfoldError(f"{learner.name} cannot supervise their own work. Choose two persons.")
    # Engagements stand in an app above this one, so they and the requests before them are reached through the person's rows.
    pairs = supervisor.engagements_as_guide.filter(learner=learner, ended_at=None)
    settling = supervisor.guidance_requests_taken.filter(learner=learner).exclude(
        state__in=["agreed", "withdrawn"]
    )
    if pairs.exists() or settling.exists():
        raise FourfoldError(
            f"{supervisor.name} guides {learner.name} at present, and nobody can be guide and"
            " supervisor of the same learner. Choose another supervisor, or ask the two to end"
            " their work together first."
        )
    supervision, is_new = Supervision.objects.get_or_create(
        program=program, supervisor=supervisor, learner=learner
    )
    if is_new:
        record(actor=by, verb="set_supervision", of=supervision)
    return supervision


@transaction.atomic
def unset_supervision(*, by: Person, supervision: Supervision) -> None:
    """End a supervisor's responsibility for a learner; they see nothing more from now on."""
    record(actor=by, verb="unset_supervision", of=supervision)
    supervision.delete()
