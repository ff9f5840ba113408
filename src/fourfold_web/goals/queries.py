"""Reads that several pages share; other apps ask here for goals and steps."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from fourfold.goals.smart import GoalCheck, check_goal
from fourfold_web.engagements.models import Engagement
from fourfold_web.goals.access import shared_in, steps_seen_in, written_by
from fourfold_web.goals.models import CheckIn, Goal, GoalScale, GoalState, GoalVersion, Step
from fourfold_web.people.models import Person

TO_DO = {"done_at": None, "dropped_at": None}


def whole(goals: QuerySet[Goal], *, end: datetime | None = None) -> QuerySet[Goal]:
    """These goals with all that their pages read, or with what of it was written by this end."""
    parts = {
        "versions": GoalVersion.objects.filter(written_by(end, "at")),
        "scales": GoalScale.objects.filter(written_by(end, "at")),
        "steps": Step.objects.filter(written_by(end, "created_at", "changed_at")).select_related(
            "guide", "learner"
        ),
        "check_ins": CheckIn.objects.filter(
            written_by(end, "answered_at", "changed_at")
        ).select_related("scale"),
    }
    return goals.select_related(
        "value", "aim", "obstacle__shared_with__guide", "shared_with__guide"
    ).prefetch_related(*(Prefetch(name, rows) for name, rows in parts.items()))


def checks_of(goal: Goal, *, today: date | None = None) -> GoalCheck:
    """The six checks of a goal by its words and by what it leads to and serves."""
    return check_goal(
        goal.words,
        today=today,
        aim=goal.aim.words if goal.aim else None,
        value=goal.value.words if goal.value else None,
    )


def goals_shown_to(person: Person, engagement: Engagement) -> QuerySet[Goal]:
    """The goals that are shared with this pair, for one of the two; nothing for anybody else.

    Of a pair that has ended they stand as they did at its end.
    """
    return whole(shared_in(engagement, Goal, reader=person), end=engagement.ended_at)


def open_steps_of(engagement: Engagement) -> QuerySet[Step]:
    """What is still to do between the two: steps of shared goals, and those of their meetings."""
    return steps_seen_in(engagement).filter(**TO_DO).select_related("learner", "guide")


def due_steps(person: Person, today: date) -> QuerySet[Step]:
    """The person's own steps whose day has come or gone by, as learner or as guide."""
    own = Q(learner=person, guide=None) | Q(guide=person, engagement__ended_at=None)
    due = Step.objects.filter(own, due__lte=today, **TO_DO)
    return due.select_related("learner", "guide")


def goals_to_ask_about(now: datetime, *, most: int) -> list[UUID]:
    """The ids of goals whose learner is to be asked now, the longest due first."""
    due = Goal.objects.filter(ask_at__lte=now, learner__is_active=True)
    return list(due.order_by("ask_at").values_list("pk", flat=True)[:most])


def work_goals_in(pairs: Mapping[UUID, datetime]) -> dict[UUID, list[str]]:
    """What a supervisor may read of goals: words marked as work and shared with these pairs.

    `pairs` gives for each pair's id since when its present form holds: what was shared under an
    earlier form does not become visible by a change of form (B-6).
    """
    rows = (
        Goal.objects.filter(shared_with__in=pairs, is_work=True, state=GoalState.GOING_ON)
        .only("shared_with", "shared_at")
        .prefetch_related("versions")
    )
    found: dict[UUID, list[str]] = {}
    for each in rows:
        if each.shared_at >= pairs[each.shared_with_id]:
            found.setdefault(each.shared_with_id, []).append(each.words)
    return found
