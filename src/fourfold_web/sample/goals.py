"""What sample learners want to reach: values, aims, goals with their answers, steps and habits."""

from datetime import timedelta

from fourfold.goals.attainment import Scale
from fourfold.goals.change import Cause, IfThenPlan
from fourfold.goals.rhythm import Rhythm
from fourfold_web.engagements.models import Engagement
from fourfold_web.goals import actions
from fourfold_web.goals.models import Goal, Shareable
from fourfold_web.people.models import Person
from fourfold_web.sample.clock import Clock, date_back


def add_goals(entries: list[dict], *, persons: dict[str, Person], clock: Clock) -> None:
    """Play the `goals` of data.toml: for each learner what they wrote down, and what they share."""
    for entry in entries:
        learner = persons[entry["learner"]]
        pairs = {
            key: learner.engagements_as_learner.filter(guide=persons[key]).first()
            for key in entry.get("pairs", ())
        }
        values, aims = _add_grounds(entry, learner, pairs, clock)
        for goal in entry.get("goals", ()):
            _add_goal(goal, learner, pairs, values, aims, clock)
        for habit in entry.get("habits", ()):
            _add_habit(habit, learner, clock)


def _add_grounds(entry: dict, learner: Person, pairs: dict, clock: Clock) -> tuple[dict, dict]:
    """The values by their question, and the aims by their place."""
    values, aims = {}, {}
    for each in entry.get("values", ()):
        values[each["question"]] = actions.add_value(
            learner=learner, question=each["question"], words=each["words"]
        )
        _share(each, values[each["question"]], learner, pairs)
    for place, each in enumerate(entry.get("aims", ())):
        aims[place] = actions.add_aim(learner=learner, words=each["words"])
        _share(each, aims[place], learner, pairs)
    for row in (*values.values(), *aims.values()):
        date_back(row, created_at=clock.ago(entry["days"]))
    return values, aims


def _add_goal(
    entry: dict, learner: Person, pairs: dict, values: dict, aims: dict, clock: Clock
) -> None:
    begun = clock.ago(entry["days"])
    terms = actions.GoalTerms(
        value=values.get(entry.get("value")),
        aim=aims.get(entry.get("aim")),
        is_work=entry.get("work", False),
        starts_on=begun.date(),
    )
    goal = actions.add_goal(learner=learner, words=entry["words"][0], terms=terms)
    date_back(goal, created_at=begun)
    date_back(goal.versions.get(), at=begun)
    for words in entry["words"][1:]:
        actions.change_goal(goal=goal, words=words, terms=terms)
    if "levels" in entry:
        scale = Scale(tuple(entry["levels"]))
        actions.set_scale(goal=goal, scale=scale, today=begun.date() - timedelta(days=1))
    if "obstacle" in entry:
        actions.set_obstacle(goal=goal, plan=_plan(entry["obstacle"]))
    _share(entry, goal, learner, pairs)
    _add_answers(entry.get("answers", ()), goal, clock)
    _add_steps(entry.get("steps", ()), goal, pairs, clock)
    if "rhythm" in entry:
        actions.set_rhythm(goal=goal, rhythm=Rhythm(entry["rhythm"]))


def _plan(entry: dict) -> IfThenPlan:
    return IfThenPlan(
        obstacle=entry["words"], cause=Cause(entry["cause"]), if_=entry["if"], then=entry["then"]
    )


def _share(entry: dict, item: Shareable, learner: Person, pairs: dict[str, Engagement]) -> None:
    if "shared_with" in entry:
        actions.share(by=learner, item=item, engagement=pairs[entry["shared_with"]])


def _add_answers(answers, goal: Goal, clock: Clock) -> None:
    for days, level in answers:
        look = actions.look_at_goal(goal=goal, level=level)
        date_back(look, answered_at=clock.ago(days))


def _add_steps(entries, goal: Goal, pairs: dict[str, Engagement], clock: Clock) -> None:
    for each in entries:
        pair = pairs.get(each.get("guide"))
        step = actions.add_step(
            by=goal.learner,
            learner=goal.learner,
            text=each["words"],
            due=clock.at(each["day"], "12:00").date() if "day" in each else None,
            owner=pair.guide if pair else None,
            engagement=pair,
            goal=goal,
        )
        if "done" in each:
            actions.finish_step(by=goal.learner, step=step)
            date_back(step, done_at=clock.ago(each["done"]))


def _add_habit(entry: dict, learner: Person, clock: Clock) -> None:
    habit = actions.add_habit(
        learner=learner, words=entry["words"], times_a_week=entry["times_a_week"]
    )
    date_back(habit, created_at=clock.ago(entry["days"]))
    # A learner ticks only the last days; these go back to the beginning.
    for day in entry["done"]:
        habit.days.create(day=clock.at(-day, "12:00").date())
