"""Why rules cannot hold, in numbers: what each could reach, and what to change."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from fourfold.issues import FourfoldError
from fourfold.matching.integer.highs import highest
from fourfold.matching.integer.program import program_of, usable
from fourfold.matching.integer.relaxed import Relaxation
from fourfold.matching.integer.rules import group_pairs, group_size, linear, mean_gap
from fourfold.matching.optimal import is_flow
from fourfold.matching.problem import Ints, Problem
from fourfold.matching.terms import GroupRule, LeastMatched

# What rules could reach beside each other is worked out for as many pairs as take a few seconds.
_MOST_PAIRS = 12_000


def refusal(problem: Problem) -> FourfoldError:
    """The error for a problem that no assignment satisfies.

    It names locks that an open guide's least size forbids, else each rule that cannot hold alone,
    else what each rule could reach beside the others.
    """
    alone = _with_rules(problem, ())
    locks = list(_lone_locks(problem))
    if locks or (not is_flow(alone) and _furthest(alone, None) is None):
        return FourfoldError(" ".join(locks or [_LOCKS_TOGETHER]))
    broken = [_sentence(problem, rule, ()) for rule in problem.terms.group_rules]
    if any(broken):
        return FourfoldError(" ".join(filter(None, broken)))
    together = "The rules for groups cannot hold together, though each can alone."
    rules = problem.terms.group_rules
    if len(rules) > 1 and problem.pairs > _MOST_PAIRS:
        return FourfoldError(f"{together} {_LOOSEN}")
    others = [tuple(each for each in rules if each is not rule) for rule in rules]
    beside = [_sentence(problem, *each) for each in zip(rules, others, strict=True)]
    return FourfoldError(" ".join([together, *(list(filter(None, beside)) or [_LOOSEN])]))


_LOOSEN = "Loosen one of them."
_LOCKS_TOGETHER = (
    "The locked pairs open guides who take nobody or at least so many, and not all of these can"
    " have enough. Take off a lock, or let one of these guides take fewer."
)


def _lone_locks(problem: Problem) -> Iterator[str]:
    """Guides with a locked pair who can never have as many as they need."""
    free = ~problem.pair_forbidden
    decided = np.zeros(problem.needs, np.bool_)
    decided[problem.pair_need[problem.pair_locked]] = True
    possible = free & (problem.pair_locked | ~decided[problem.pair_need])
    most = np.bincount(problem.pair_guide[possible], minlength=problem.guides)
    most = np.minimum(most, problem.capacity)
    locked = np.bincount(problem.pair_guide[problem.pair_locked], minlength=problem.guides)
    for guide in np.flatnonzero((locked > 0) & (most < problem.min_if_open)):
        yield (
            f"Guide “{problem.guide_ids[guide]}” has {locked[guide]} locked and takes nobody or at"
            f" least {problem.min_if_open[guide]}; at most {most[guide]} can come. Take off the"
            " lock, or lower the least number."
        )


def _sentence(problem: Problem, rule: GroupRule, others: tuple[GroupRule, ...]) -> str | None:
    """What the rule could reach beside others; None when it holds there, or others fail."""
    reached = _furthest(_with_rules(problem, others), rule)
    if reached is None or linear(problem, rule).excess(reached) <= 0:
        return None
    beside = " beside the other rules" if others else ""
    if isinstance(rule, LeastMatched):
        mine = group_pairs(problem, rule.group)
        most = int(mine[reached].sum())
        return (
            f"Group “{rule.group}” is to have at least {rule.count} needs with a guide; at most"
            f" {most} can{beside}{_why(problem, rule.group, most)}. Lower the count, or add guides"
            " or pairs for this group."
        )
    least = problem.in_points(int(np.ceil(mean_gap(problem, rule, reached))))
    return (
        f"The mean score of group “{rule.over}” is to be at most {problem.in_points(rule.gap)}"
        f" above that of group “{rule.under}”; the least that can be reached{beside} is {least}."
        f" Allow a larger gap, or add guides or pairs for group “{rule.under}”."
    )


def _why(problem: Problem, group: str, most: int) -> str:
    """Who of a group is left: those without any pair, and those for whom there is no room."""
    size = group_size(problem, group)
    mine = group_pairs(problem, group) & ~problem.pair_forbidden
    pairless = size - len(np.unique(problem.pair_need[mine]))
    crowded = size - most - pairless
    parts = [f"without any pair: {pairless} of {size}"] if pairless else []
    parts += [f"without a place: {crowded}"] if crowded > 0 else []
    return f" ({'; '.join(parts)})" if parts else f", which is all of them ({size})"


def _furthest(problem: Problem, rule: GroupRule | None) -> Ints | None:
    """The chosen pairs that keep a rule by most (or any, without a rule); None if none hold."""
    if is_flow(problem) and rule is not None:
        return Relaxation(problem).furthest(linear(problem, rule)).chosen
    pairs = usable(problem)
    program = program_of(problem, pairs)
    goal = np.zeros(len(program.worth), np.int64)
    if rule is not None:
        goal[: len(pairs)] = -linear(problem, rule).weights[pairs]
    found = highest(program, goal)
    return None if found is None else pairs[found.x[: len(pairs)] > 0]


def _with_rules(problem: Problem, rules: tuple[GroupRule, ...]) -> Problem:
    return replace(problem, terms=replace(problem.terms, group_rules=rules))
