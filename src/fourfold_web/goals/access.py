"""Who may see goals: their learner, and the guide of the pair with which one is shared."""

from datetime import datetime

from django.db.models import Q, QuerySet

from fourfold.confidentiality.visibility import Relation, Role, may_see
from fourfold_web.engagements.access import engagements_visible_to, grants_on_engagement
from fourfold_web.engagements.models import Engagement
from fourfold_web.goals.models import Aim, CheckIn, Goal, Habit, Obstacle, Shareable, Step, Value
from fourfold_web.people.models import Person

# What a learner shares can be read by both of the pair under this grant, also after its end.
SHARED = "read_once_shared"


def goals_of(person: Person) -> QuerySet[Goal]:
    """The person's own goals."""
    return Goal.objects.filter(_own("goals", Q(learner=person)))


def aims_of(person: Person) -> QuerySet[Aim]:
    """The person's own aims."""
    return Aim.objects.filter(_own("goals", Q(learner=person)))


def values_of(person: Person) -> QuerySet[Value]:
    """The person's own values."""
    return Value.objects.filter(_own("reflections", Q(learner=person)))


def obstacles_of(person: Person) -> QuerySet[Obstacle]:
    """What stands in the way of the person's own goals."""
    return Obstacle.objects.filter(_own("reflections", Q(goal__learner=person)))


def habits_of(person: Person) -> QuerySet[Habit]:
    """The person's own habits, the ones that have ended among them."""
    return Habit.objects.filter(_own("goals", Q(learner=person)))


def steps_of(person: Person) -> QuerySet[Step]:
    """The steps on the person's own way, whoever does them."""
    return Step.objects.filter(_own("goals", Q(learner=person)))


def check_ins_of(person: Person) -> QuerySet[CheckIn]:
    """The looks at the person's own goals."""
    return CheckIn.objects.filter(_own("goals", Q(goal__learner=person)))


def shared_in(
    engagement: Engagement, kind: type[Shareable], *, reader: Person
) -> QuerySet[Shareable]:
    """What of this kind is shared with the pair, if `reader` is one of the two."""
    datum = "goals" if kind in (Goal, Aim) else "reflections"
    granted = grants_on_engagement(reader, engagement, datum)
    is_owner = reader.pk == engagement.learner_id and "read" in granted
    return kind.shared_in(engagement) if is_owner or SHARED in granted else kind.objects.none()


def steps_seen_in(engagement: Engagement) -> QuerySet[Step]:
    """The steps that both of a pair see: settled between them, or the learner's own on the way to
    a goal that is shared; what the guide of another pair promised is not theirs."""
    seen = Q(engagement=engagement) | Q(goal__shared_with=engagement, engagement=None)
    return Step.objects.filter(seen, written_by(engagement.ended_at, "created_at", "changed_at"))


def written_by(end: datetime | None, *moments: str) -> Q:
    """That none of these moments of a row lies after the end of a pair; all rows without an end.

    What is written later belongs to the learner alone.
    """
    is_older = Q()
    for each in moments if end else ():
        is_older &= Q(**{each: None}) | Q(**{f"{each}__lte": end})
    return is_older


def pairs_to_share_with(person: Person) -> QuerySet[Engagement]:
    """The running pairs in which the person is the learner."""
    mine = engagements_visible_to(person).filter(learner=person, ended_at=None)
    return mine.select_related("guide")


def _own(datum: str, who: Q) -> Q:
    granted = may_see(Role.LEARNER, Relation.OWN, datum)
    return who if "read" in granted else Q(pk__in=[])
