"""Who sees summaries of measures: asks the core's policy."""

from fourfold.confidentiality.visibility import Relation, Role, may_see
from fourfold_web.people.models import Person
from fourfold_web.programs.access import programs_of
from fourfold_web.programs.models import MembershipRole, Program


def programs_summed_up_for(person: Person) -> list[Program]:
    """The programs whose means a director may see, in groups that are large enough (B-7)."""
    granted = may_see(Role.DIRECTOR, Relation.PROGRAM, "measure_answers", None)
    return programs_of(person, MembershipRole.DIRECTOR) if "groups_of_5" in granted else []
