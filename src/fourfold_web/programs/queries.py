"""What pages read about a program's people."""

from django.db.models import QuerySet

from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole, Program, Supervision


def members(program: Program) -> QuerySet[Membership]:
    """Every role in the program with its person, by name."""
    return program.memberships.select_related("person")


def persons_with(role: MembershipRole, program: Program) -> QuerySet[Person]:
    """The persons who hold `role` in the program, by name."""
    return Person.objects.filter(memberships__program=program, memberships__role=role)


def supervisions_in(program: Program) -> QuerySet[Supervision]:
    """Who supervises whom, by the learner's name."""
    return program.supervisions.select_related("supervisor", "learner").order_by(
        "learner__name", "supervisor__name"
    )
