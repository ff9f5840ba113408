"""What a director's pages may say of what waits and of figures: asks the core's policy."""

from datetime import datetime

from fourfold.confidentiality.narrowing import may_see_under
from fourfold.confidentiality.small_cells import STEP, STEP_OF_SELF_CHECKS
from fourfold.confidentiality.visibility import Relation, Role, may_see
from fourfold_web.people.models import Person
from fourfold_web.programs.access import programs_of
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.programs.narrowing import may_see_in

FIGURES = "program_figures"
STUDY = "research_export"


def waiting_grants(program: Program, *, sent_at: datetime) -> frozenset[str]:
    """What a director may know of a request that waits: its age, and its topic unless the program
    hides it, or hid it when the request was sent."""
    asked = (Role.DIRECTOR, Relation.PROGRAM, "program_waiting")
    return may_see_in(program, *asked, collected=sent_at)


def programs_with_figures_for(person: Person) -> list[Program]:
    """The programs whose figures `person` may see, by name."""
    granted = may_see(Role.DIRECTOR, Relation.PROGRAM, FIGURES)
    return programs_of(person, MembershipRole.DIRECTOR) if "groups_of_5" in granted else []


def programs_studied_by(person: Person) -> list[Program]:
    """The programs whose numbers `person` may take out for research, by name."""
    granted = may_see(Role.DIRECTOR, Relation.PROGRAM, STUDY)
    return programs_of(person, MembershipRole.DIRECTOR) if "study_rows" in granted else []


def step_of(program: Program, *, since: datetime, datum: str = FIGURES) -> int:
    """In which steps figures about the time from `since` on may be shown (B-7).

    Ten where the program wished it at any time since then, as what was collected meanwhile keeps
    needing ten.
    """
    names = {each.name for each in program.periods if each.until is None or each.until > since}
    granted = may_see_under(names, Role.DIRECTOR, Relation.PROGRAM, datum)
    return STEP if granted & {"groups_of_5", "study_rows"} else STEP_OF_SELF_CHECKS
