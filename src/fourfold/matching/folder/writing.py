"""A `Problem` as a problem folder, which reads back as the same problem."""

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from fourfold.matching.folder.instance import NAME
from fourfold.matching.folder.sides import NEEDS_APART
from fourfold.matching.problem import NOBODY, Flags, Problem
from fourfold.matching.terms import GroupRule, LeastMatched


def write_folder(path: Path, problem: Problem) -> None:
    """Every file of the folder; those that would hold no row are left out."""
    path.mkdir(parents=True, exist_ok=True)
    _write(path / "learners.csv", ["learner_id", "group", "needs"], _learners(problem))
    _write(path / "guides.csv", ["guide_id", "capacity", "min_if_open"], _guides(problem))
    _write(
        path / "pairs.csv",
        ["learner_id", "need", "guide_id", "score", "learner_rank", "guide_rank"],
        _pairs(problem),
    )
    for name, flags in (
        ("forbidden.csv", problem.pair_forbidden),
        ("locks.csv", problem.pair_locked),
        ("previous.csv", problem.pair_previous),
    ):
        if flags.any():
            _write(path / name, ["learner_id", "need", "guide_id"], _marked(problem, flags))
    if problem.quota_name:
        _write(path / "quotas.csv", ["guide_id", "need", "capacity"], _quotas(problem))
    (path / NAME).write_text(json.dumps(_instance(problem), indent=2) + "\n", encoding="utf-8")


def _write(path: Path, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(heading)
        lines.writerows(rows)


def _learners(problem: Problem) -> Iterable[Sequence[object]]:
    needs: list[list[str]] = [[] for _ in problem.learner_ids]
    for learner, name in zip(problem.need_learner, problem.need_names, strict=True):
        needs[learner].append(name)
    for number, learner_id in enumerate(problem.learner_ids):
        group = problem.learner_group[number]
        yield (
            learner_id,
            "" if group == NOBODY else problem.groups[group],
            NEEDS_APART.join(needs[number]),
        )


def _guides(problem: Problem) -> Iterable[Sequence[object]]:
    return zip(
        problem.guide_ids, problem.capacity.tolist(), problem.min_if_open.tolist(), strict=True
    )


def _pairs(problem: Problem) -> Iterable[Sequence[object]]:
    for pair in range(problem.pairs):
        yield (
            *problem.need_of(problem.pair_need[pair]),
            problem.guide_ids[problem.pair_guide[pair]],
            problem.in_points(int(problem.pair_score[pair])),
            problem.pair_learner_rank[pair] or "",
            problem.pair_guide_rank[pair] or "",
        )


def _marked(problem: Problem, flags: Flags) -> Iterable[Sequence[object]]:
    for pair in np.flatnonzero(flags):
        yield (
            *problem.need_of(problem.pair_need[pair]),
            problem.guide_ids[problem.pair_guide[pair]],
        )


def _quotas(problem: Problem) -> Iterable[Sequence[object]]:
    for guide, name, limit in zip(
        problem.quota_guide, problem.quota_name, problem.quota_limit, strict=True
    ):
        yield problem.guide_ids[guide], name, limit


def _instance(problem: Problem) -> dict[str, object]:
    terms = problem.terms
    return {
        "objective": {
            "unmatched_penalty": problem.in_points(terms.unmatched_penalty),
            "move_penalty": problem.in_points(terms.move_penalty),
        },
        "load_cost": [problem.in_points(cost) for cost in terms.load_cost],
        "distinct_guides": terms.distinct_guides,
        "group_rules": [_rule(problem, rule) for rule in terms.group_rules],
    }


def _rule(problem: Problem, rule: GroupRule) -> dict[str, object]:
    if isinstance(rule, LeastMatched):
        return {"type": "min_matched", "group": rule.group, "count": rule.count}
    return {
        "type": "max_mean_gap",
        "groups": [rule.over, rule.under],
        "gap": problem.in_points(rule.gap),
    }
