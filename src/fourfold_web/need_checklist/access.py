"""Who reads and writes a program's need checks: asks the core's policy."""

from django.db.models import QuerySet

from fourfold_web.need_checklist.models import NeedCheck
from fourfold_web.people.models import Person
from fourfold_web.programs.access import programs_granting
from fourfold_web.programs.models import Program

DATUM = "need_checklist"


def checks_visible_to(person: Person) -> QuerySet[NeedCheck]:
    """The finished checks of the programs whose need `person` may read."""
    return _checks_of(programs_granting(person, DATUM, "read")).exclude(finished_at=None)


def checks_written_by(person: Person) -> QuerySet[NeedCheck]:
    """The checks that `person` may answer or delete, those under way too."""
    return _checks_of(programs_granting(person, DATUM, "write"))


def _checks_of(programs: list[Program]) -> QuerySet[NeedCheck]:
    return NeedCheck.objects.filter(program__in=programs).select_related("program", "by")
