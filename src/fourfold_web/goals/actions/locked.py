"""The row of a goal, locked for a write."""

from fourfold_web.goals.models import Goal


def locked_goal(goal: Goal) -> Goal:
    """The fresh row, locked until the caller's transaction ends."""
    return Goal.objects.select_for_update(of=("self",)).select_related("learner").get(pk=goal.pk)
