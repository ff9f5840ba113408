"""Who sees and writes rounds and a supervisor's input: asks the core's policy for each pair."""

from uuid import UUID

from django.db.models import QuerySet

from fourfold.confidentiality.visibility import Relation, Role, may_see
from fourfold_web.coaching_cycle.models import SupervisorInput
from fourfold_web.engagements.access import engagements_supervised_by, is_party
from fourfold_web.engagements.models import Engagement
from fourfold_web.people.models import Person
from fourfold_web.programs.access import supervisions_of


def engagements_open_to_input_of(person: Person) -> QuerySet[Engagement]:
    """Running coaching of the learners whom `person` supervises (B-3, G-94)."""
    forms = {
        form
        for form in engagements_supervised_by(person).values_list("form_of_guidance", flat=True)
        if "write" in may_see(Role.SUPERVISOR, Relation.SUPERVISED, "supervisor_input", form)
    }
    return engagements_supervised_by(person).filter(form_of_guidance__in=forms)


def inputs_visible_to(person: Person) -> QuerySet[SupervisorInput]:
    """What was put in for the pairs that `person` belongs to; never for the supervisor again."""
    return SupervisorInput.objects.filter(is_party(person, "engagement__"))


def was_open_to_input_of(person: Person, engagement_id: UUID) -> bool:
    """Whether this coaching of a learner whom `person` supervises has ended."""
    ended = Engagement.objects.filter(pk=engagement_id, ended_at__isnull=False)
    mine = supervisions_of(person).values("program", "learner")
    found = ended.values("program", "learner", "form_of_guidance").first()
    if found is None:
        return False
    form = found.pop("form_of_guidance")
    granted = may_see(Role.SUPERVISOR, Relation.SUPERVISED, "supervisor_input", form)
    return "write" in granted and mine.filter(**found).exists()
