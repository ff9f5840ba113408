"""Who sends, reads and passes on recommendations: asks the core's policy."""

from uuid import UUID

from django.db.models import QuerySet

from fourfold.confidentiality.visibility import Relation, Role, may_see
from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements.access import engagements_visible_to, grants_on_engagement
from fourfold_web.engagements.models import Engagement
from fourfold_web.people.models import Person
from fourfold_web.programs.access import supervisions_of
from fourfold_web.programs.models import Supervision
from fourfold_web.supervision.models import PassedOn, Recommendation

DATUM = "supervisor_recommendation"


def supervisions_to_recommend_in(person: Person) -> QuerySet[Supervision]:
    """Every learner whom `person` supervises, whoever guides them: so it tells nothing (B-2)."""
    granted = may_see(Role.SUPERVISOR, Relation.SUPERVISED, DATUM)
    mine = supervisions_of(person)
    return mine if "write_once" in granted else mine.none()


def recommendations_visible_to(person: Person) -> QuerySet[Recommendation]:
    """What supervisors recommended to `person`; never what `person` recommended."""
    granted = may_see(Role.LEARNER, Relation.OWN, DATUM)
    mine = Recommendation.objects.filter(learner=person)
    return mine if "read" in granted else mine.none()


def passed_on_visible_to(person: Person) -> QuerySet[PassedOn]:
    """What the learner `person` has passed on and may take back."""
    granted = may_see(Role.LEARNER, Relation.OWN, DATUM)
    mine = PassedOn.objects.filter(recommendation__learner=person)
    return mine if "withdraw" in granted else mine.none()


def mentorings_to_pass_on_to(recommendation: Recommendation) -> QuerySet[Engagement]:
    """The running mentorings of the learner in that program, but none with its supervisor."""
    forms = [
        form
        for form in FormOfGuidance
        if "read_once_forwarded" in may_see(Role.GUIDE, Relation.OWN, DATUM, form)
    ]
    pairs = Engagement.objects.filter(
        learner=recommendation.learner_id,
        program=recommendation.program_id,
        ended_at=None,
        form_of_guidance__in=forms,
    )
    return pairs.exclude(guide=recommendation.supervisor_id)


def pair_of_mentor(person: Person, engagement_id: UUID) -> Engagement | None:
    """The pair, for the guide who may read what was passed on to it; None for everyone else."""
    pairs = engagements_visible_to(person).select_related("learner", "program")
    pair = pairs.filter(pk=engagement_id).first()
    if pair and "read_once_forwarded" in grants_on_engagement(person, pair, DATUM):
        return pair
    return None


def supervises_still(supervision_id: UUID, person: Person) -> bool:
    """Whether this supervision exists and is that of `person`."""
    return supervisions_to_recommend_in(person).filter(pk=supervision_id).exists()
