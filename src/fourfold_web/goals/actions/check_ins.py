"""Asking a learner how far a goal is, and keeping the answer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fourfold.goals.attainment import check_level
from fourfold.goals.rhythm import Rhythm, next_question_at
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.goals.actions.locked import locked_goal
from fourfold_web.goals.conflicts import is_over
from fourfold_web.goals.models import CheckIn, Goal
from fourfold_web.goals.queries import goals_to_ask_about
from fourfold_web.jobs.rounds import each_alone
from fourfold_web.shared.addresses import address
from fourfold_web.shared.audit import record

# A round ends before its worker seems dead; the next one goes on with the rest.
MOST_A_ROUND = 1_000


@transaction.atomic
def set_rhythm(*, goal: Goal, rhythm: Rhythm) -> None:
    """Say how often to ask about this goal, or not to; the first time comes after one such span."""
    fresh = locked_goal(goal)
    if not fresh.goes_on:
        raise is_over()
    fresh.rhythm = rhythm
    fresh.ask_at = next_question_at(rhythm, after=timezone.now(), zone=fresh.learner.zone)
    fresh.save(update_fields=["rhythm", "ask_at"])
    record(actor=fresh.learner, verb="set_rhythm", of=fresh, rhythm=rhythm.value)


def ask_how_far(*, now: datetime) -> None:
    """Ask about every goal that is due, each in a transaction of its own."""
    due = goals_to_ask_about(now, most=MOST_A_ROUND)
    each_alone(due, lambda goal_id: _ask_about(goal_id, now))


def _ask_about(goal_id: UUID, now: datetime) -> None:
    due = Goal.objects.select_for_update(of=("self",)).select_related("learner")
    goal = due.filter(pk=goal_id, ask_at__lte=now).first()
    if goal is None:
        return
    check_in = CheckIn.objects.create(goal=goal, asked_at=goal.ask_at)
    goal.ask_at = next_question_at(Rhythm(goal.rhythm), after=now, zone=goal.learner.zone)
    goal.save(update_fields=["ask_at"])
    queue_mail(
        to=goal.learner,
        kind="goal_check_in",
        path=address("goals:check_in", check_in.pk),
        key=f"goal_check_in:{check_in.pk}",
    )
    record(actor=None, verb="ask_how_far", of=goal)


@transaction.atomic
def answer_check_in(*, check_in: CheckIn, level: int) -> None:
    """Keep how far the goal is. Another tap changes the answer, now or later."""
    goal = locked_goal(check_in.goal)
    if not goal.goes_on:
        raise is_over()
    fresh = CheckIn.objects.get(pk=check_in.pk)
    fresh.level, fresh.scale = check_level(level), goal.scale
    now = timezone.now()
    fresh.changed_at = now if fresh.answered_at else None
    fresh.answered_at = fresh.answered_at or now
    fresh.save(update_fields=["level", "scale", "answered_at", "changed_at"])
    record(actor=goal.learner, verb="answer_check_in", of=goal)


@transaction.atomic
def look_at_goal(*, goal: Goal, level: int) -> CheckIn:
    """Keep how far the goal is, without having been asked; of one day the last answer counts."""
    fresh = locked_goal(goal)
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    today = fresh.check_ins.filter(answered_at__gte=midnight).last()
    check_in = today or fresh.check_ins.create()
    answer_check_in(check_in=check_in, level=level)
    return check_in
