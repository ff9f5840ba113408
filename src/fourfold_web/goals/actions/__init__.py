"""The only writes on goals: keyword-only, atomic, an audit entry inside."""

from fourfold_web.goals.actions.check_ins import (
    answer_check_in,
    ask_how_far,
    look_at_goal,
    set_rhythm,
)
from fourfold_web.goals.actions.goals import (
    GoalTerms,
    add_goal,
    change_goal,
    set_goal_state,
    set_obstacle,
    set_scale,
)
from fourfold_web.goals.actions.habits import add_habit, end_habit, tick
from fourfold_web.goals.actions.share import comment_on_goal, share, stop_sharing
from fourfold_web.goals.actions.steps import (
    add_step,
    change_step,
    drop_step,
    finish_step,
    reopen_step,
)
from fourfold_web.goals.actions.values import add_aim, add_answers, add_value, remove

__all__ = [
    "GoalTerms",
    "add_aim",
    "add_answers",
    "add_goal",
    "add_habit",
    "add_step",
    "add_value",
    "answer_check_in",
    "ask_how_far",
    "change_goal",
    "change_step",
    "comment_on_goal",
    "drop_step",
    "end_habit",
    "finish_step",
    "look_at_goal",
    "remove",
    "reopen_step",
    "set_goal_state",
    "set_obstacle",
    "set_rhythm",
    "set_scale",
    "share",
    "stop_sharing",
    "tick",
]
