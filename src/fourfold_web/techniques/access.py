"""Who may read and do what with a shared technique: asks the core's policy."""

from django.db.models import Q, QuerySet

from fourfold.confidentiality.visibility import Relation, Role, may_see
from fourfold_web.people.models import Person
from fourfold_web.programs.access import memberships_of, programs_where
from fourfold_web.programs.models import MembershipRole
from fourfold_web.techniques.models import Technique

DATUM = "technique"


def techniques_visible_to(person: Person) -> QuerySet[Technique]:
    """One's own, those of fellow guides that are not hidden, and all of a program one directs."""
    guides = programs_where(person, MembershipRole.GUIDE)
    directs = programs_where(person, MembershipRole.DIRECTOR)
    mine = Q(author=person) | Q(program__in=directs) | Q(program__in=guides, hidden_at=None)
    return Technique.objects.filter(mine).select_related("author", "program")


def grants_on(person: Person, technique: Technique) -> frozenset[str]:
    """What this person may do with it, as everything that they are to it."""
    roles = {
        each.role for each in memberships_of(person) if each.program_id == technique.program_id
    }
    found = frozenset[str]()
    if technique.author_id == person.pk:
        guides = MembershipRole.GUIDE in roles
        found |= may_see(Role.GUIDE, Relation.OWN if guides else Relation.ENDED, DATUM)
    elif MembershipRole.GUIDE in roles and not technique.hidden_at:
        found |= may_see(Role.GUIDE, Relation.PROGRAM, DATUM)
    if MembershipRole.DIRECTOR in roles:
        found |= may_see(Role.DIRECTOR, Relation.PROGRAM, DATUM)
    return found
