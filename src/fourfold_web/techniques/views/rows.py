"""Looking up the technique of an address; who may not see or do it gets 404."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from fourfold_web.people.models import Person
from fourfold_web.programs.access import programs_of
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.techniques.access import grants_on, techniques_visible_to
from fourfold_web.techniques.models import Technique


def require_role(person: Person, role: MembershipRole) -> list[Program]:
    """The programs in which the person holds this role; 404 without any."""
    programs = programs_of(person, role)
    if not programs:
        raise Http404
    return programs


def technique_for(request: HttpRequest, technique_id: UUID, grant: str) -> Technique:
    """The technique, for who has this grant on it."""
    found = get_object_or_404(techniques_visible_to(request.user), pk=technique_id)
    if grant not in grants_on(request.user, found):
        raise Http404
    return found
