"""Whether an assignment keeps every rule of its problem: one check a rule, each by name."""

from collections.abc import Iterable, Iterator

import numpy as np

from fourfold.matching.answers import check_says, who
from fourfold.matching.audit.frame import quota_pairs
from fourfold.matching.audit.values import Check, Violation
from fourfold.matching.problem import NOBODY, Assignment, Ints, Problem
from fourfold.matching.terms import GroupRule, LeastMatched

# So many broken places are named; all are counted.
MOST_NAMED = 1_000


def check_rules(problem: Problem, assignment: Assignment) -> tuple[Check, ...]:
    """One check for each rule, in a fixed order; rules that this problem lacks are left out.

    What is no pair of its need fails the first check and counts as nobody in the others.
    """
    pair_of, own = usable(problem, assignment)
    chosen = pair_of[pair_of != NOBODY]
    load = np.bincount(problem.pair_guide[chosen], minlength=problem.guides)
    return (
        own,
        _capacity(problem, load),
        *_least(problem, load),
        *_forbidden(problem, chosen),
        *_locked(problem, pair_of),
        *_different(problem, chosen),
        *_quotas(problem, chosen),
        *(_group(problem, pair_of, rule) for rule in problem.terms.group_rules),
    )


def usable(problem: Problem, assignment: Assignment) -> tuple[Ints, Check]:
    """The pair of each need as far as it is one of that need, and the check that says so."""
    given = np.asarray(assignment.pair_of, np.int64)
    pair_of = np.full(problem.needs, NOBODY, np.int64)
    pair_of[: len(given)] = given[: problem.needs]
    inside = (pair_of >= 0) & (pair_of < problem.pairs)
    known = np.full(problem.needs, NOBODY, np.int64)
    known[inside] = problem.pair_need[pair_of[inside]]
    wrong = np.flatnonzero((pair_of != NOBODY) & (known != np.arange(problem.needs)))
    found = [_at_need(problem, "one_guide", n, "", pair=int(pair_of[n])) for n in wrong.tolist()]
    if len(given) != problem.needs:
        found.insert(0, Violation("", "", "", check_says("length", found=len(given))))
    pair_of[wrong] = NOBODY
    return pair_of, _check("one_guide", problem.needs, found)


def group_needs(problem: Problem, group: str) -> Ints:
    """The needs of the learners of a group."""
    number = problem.groups.index(group) if group in problem.groups else len(problem.groups)
    return np.flatnonzero(problem.need_group == number)


def _capacity(problem: Problem, load: Ints) -> Check:
    over = np.flatnonzero(load > problem.capacity)
    found = (_at_guide(problem, "capacity", g, load, problem.capacity) for g in over.tolist())
    return _check("capacity", problem.guides, found)


def _least(problem: Problem, load: Ints) -> Iterator[Check]:
    asked = problem.min_if_open > 1
    few = np.flatnonzero(asked & (load > 0) & (load < problem.min_if_open))
    found = (_at_guide(problem, "min_if_open", g, load, problem.min_if_open) for g in few.tolist())
    if asked.any():
        yield _check("min_if_open", int(asked.sum()), found)


def _forbidden(problem: Problem, chosen: Ints) -> Iterator[Check]:
    made = chosen[problem.pair_forbidden[chosen]]
    if problem.pair_forbidden.any():
        found = (_at_pair(problem, "forbidden", pair) for pair in made.tolist())
        yield _check("forbidden", int(problem.pair_forbidden.sum()), found)


def _locked(problem: Problem, pair_of: Ints) -> Iterator[Check]:
    locked = np.flatnonzero(problem.pair_locked)
    missed = locked[pair_of[problem.pair_need[locked]] != locked]
    if len(locked):
        yield _check(
            "locked", len(locked), (_at_pair(problem, "locked", pair) for pair in missed.tolist())
        )


def _different(problem: Problem, chosen: Ints) -> Iterator[Check]:
    if not problem.terms.distinct_guides:
        return
    key = problem.need_learner[problem.pair_need[chosen]] * problem.guides
    key += problem.pair_guide[chosen]
    order = np.argsort(key, kind="stable")
    again = chosen[order[1:][key[order][1:] == key[order][:-1]]]
    several = np.bincount(problem.need_learner, minlength=len(problem.learner_ids)) > 1
    found = (_at_pair(problem, "different_guides", pair) for pair in again.tolist())
    yield _check("different_guides", int(several.sum()), found)


def _quotas(problem: Problem, chosen: Ints) -> Iterator[Check]:
    if not problem.quota_name:
        return
    made = np.zeros(problem.pairs, np.bool_)
    made[chosen] = True
    found = []
    for row, (pairs, most) in enumerate(quota_pairs(problem)):
        if (count := int(made[pairs].sum())) > most:
            guide = problem.guide_ids[problem.quota_guide[row]]
            name = problem.quota_name[row]
            says = check_says("quota", guide=guide, need=name, load=count, limit=most)
            found.append(Violation("", name, guide, says))
    yield _check("quota", len(problem.quota_name), found)


def _group(problem: Problem, pair_of: Ints, rule: GroupRule) -> Check:
    if isinstance(rule, LeastMatched):
        count = int((pair_of[group_needs(problem, rule.group)] != NOBODY).sum())
        broken = [check_says("least_matched", group=rule.group, found=count, limit=rule.count)]
        return _rule("least_matched", broken if count < rule.count else [])
    (over, over_needs), (under, under_needs) = (
        _sum_of(problem, pair_of, group) for group in (rule.over, rule.under)
    )
    found = over * under_needs - under * over_needs
    share = over_needs * under_needs
    limit = problem.in_points(rule.gap)
    gap = f"{found / share / problem.scale:,.4f}".rstrip("0").rstrip(".")
    says = check_says("mean_gap", over=rule.over, under=rule.under, found=gap, limit=limit)
    return _rule("mean_gap", [says] if found > rule.gap * share else [])


def _sum_of(problem: Problem, pair_of: Ints, group: str) -> tuple[int, int]:
    """Sum of scores of a group and how many needs it has, 1 at least."""
    needs = group_needs(problem, group)
    pairs = pair_of[needs][pair_of[needs] != NOBODY]
    return int(problem.pair_score[pairs].sum()), max(1, len(needs))


def _rule(code: str, broken: list[str]) -> Check:
    return _check(code, 1, [Violation("", "", "", says) for says in broken])


def _check(code: str, checked: int, found: Iterable[Violation]) -> Check:
    every = tuple(found)
    return Check(code, checked, len(every), every[:MOST_NAMED])


def _at_guide(problem: Problem, code: str, guide: int, load: Ints, limit: Ints) -> Violation:
    name = problem.guide_ids[guide]
    return Violation(
        "", "", name, check_says(code, guide=name, load=int(load[guide]), limit=int(limit[guide]))
    )


def _at_pair(problem: Problem, code: str, pair: int) -> Violation:
    guide = problem.guide_ids[problem.pair_guide[pair]]
    return _at_need(problem, code, int(problem.pair_need[pair]), guide)


def _at_need(problem: Problem, code: str, need: int, guide: str, **facts: int) -> Violation:
    learner, name = problem.need_of(need)
    says = check_says(code, who=who(problem, need), guide=guide, **facts)
    return Violation(learner, name, guide, says)
