"""Writing a goal down, changing it, and where it stands."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from fourfold.goals.attainment import Scale
from fourfold.goals.change import IfThenPlan
from fourfold.goals.rhythm import Rhythm
from fourfold.issues import FourfoldError
from fourfold_web.goals.actions.locked import locked_goal
from fourfold_web.goals.models import Aim, Goal, GoalState, Obstacle, Value
from fourfold_web.people.again import a_minute_ago, one_at_a_time
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalTerms:
    """What a learner says of a goal beside its words."""

    value: Value | None = None
    aim: Aim | None = None
    is_work: bool = False
    starts_on: date | None = None


@transaction.atomic
def add_goal(*, learner: Person, words: str, terms: GoalTerms) -> Goal:
    """Keep a goal in the learner's own words, for them alone; the same within a minute is one.

    FourfoldError for an empty text, or a value or aim of somebody else.
    """
    _check(learner, words, terms)
    said = {
        "value": terms.value,
        "aim": terms.aim,
        "is_work": terms.is_work,
        "starts_on": terms.starts_on,
    }
    one_at_a_time(learner)
    lately = learner.goals.filter(**said, created_at__gte=a_minute_ago())
    if before := next((each for each in lately if each.words == words.strip()), None):
        return before
    goal = learner.goals.create(**said)
    goal.versions.create(number=1, words=words.strip())
    record(actor=learner, verb="add_goal", of=goal, work=terms.is_work)
    return goal


@transaction.atomic
def change_goal(*, goal: Goal, words: str, terms: GoalTerms) -> None:
    """Change words or what belongs to them. Other words are a new version; the old one stays."""
    fresh = locked_goal(goal)
    _check(fresh.learner, words, terms)
    fresh.value, fresh.aim = terms.value, terms.aim
    fresh.is_work, fresh.starts_on = terms.is_work, terms.starts_on
    fresh.save(update_fields=["value", "aim", "is_work", "starts_on"])
    newest = fresh.newest
    if words.strip() != newest.words:
        fresh.versions.create(number=newest.number + 1, words=words.strip())
    record(actor=fresh.learner, verb="change_goal", of=fresh, work=terms.is_work)


@transaction.atomic
def set_goal_state(*, goal: Goal, state: GoalState) -> None:
    """Say that it is reached, let go, or goes on again. Nobody is asked for a reason."""
    fresh = locked_goal(goal)
    if fresh.state == state:
        return
    fresh.state, fresh.state_at = state, timezone.now()
    if state != GoalState.GOING_ON:
        fresh.rhythm, fresh.ask_at = Rhythm.NEVER, None
    fresh.save(update_fields=["state", "state_at", "rhythm", "ask_at"])
    record(actor=fresh.learner, verb="set_goal_state", of=fresh, state=GoalState(state).value)


@transaction.atomic
def set_scale(*, goal: Goal, scale: Scale, today: date) -> None:
    """Keep the five outcomes. From the goal's start on other words are a new version (A-7)."""
    fresh = locked_goal(goal)
    words, newest = [each.strip() for each in scale.words], fresh.scale
    if newest and newest.levels == words:
        return
    if (
        newest
        and not fresh.has_started(today)
        and not fresh.check_ins.filter(scale=newest).exists()
    ):
        newest.levels, newest.at = words, timezone.now()
        newest.save(update_fields=["levels", "at"])
    else:
        newest = fresh.scales.create(number=newest.number + 1 if newest else 1, levels=words)
    record(actor=fresh.learner, verb="set_scale", of=fresh, version=newest.number)


@transaction.atomic
def set_obstacle(*, goal: Goal, plan: IfThenPlan) -> None:
    """Keep what may get in the way and the plan for it; nothing written takes both away (A-8)."""
    fresh = locked_goal(goal)
    stored = {
        "obstacle": plan.obstacle.strip(),
        "cause": plan.cause.value if plan.cause else "",
        "if": plan.if_.strip(),
        "then": plan.then.strip(),
    }
    if any(stored.values()):
        Obstacle.objects.update_or_create(goal=fresh, defaults={"plan": stored})
    else:
        Obstacle.objects.filter(goal=fresh).delete()
    record(actor=fresh.learner, verb="set_obstacle", of=fresh, plan=bool(stored["then"]))


def _check(learner: Person, words: str, terms: GoalTerms) -> None:
    if not words.strip():
        raise FourfoldError("A goal needs words. One sentence of your own is enough.")
    for each in (terms.value, terms.aim):
        if each and each.learner_id != learner.pk:
            raise FourfoldError("A goal links to a value or an aim of the same learner.")
