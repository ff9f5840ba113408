"""What a worker reckons for a run: from inputs to pairs, reasons and proof. It writes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np

from fourfold.issues import FourfoldError
from fourfold.matching.audit import certify
from fourfold.matching.audit.certificate import Certificate
from fourfold.matching.explaining.standing import Standing
from fourfold.matching.fit.reasons import PairReasons
from fourfold.matching.problem import NOBODY, Ints, Problem, Solution
from fourfold_web.matching.candidates import Look
from fourfold_web.matching.causes import cause_of, standing_in
from fourfold_web.matching.inputs import Inputs
from fourfold_web.matching.run_settings import RunSettings
from fourfold_web.matching.solving import Solved, frontier, solved, with_change
from fourfold_web.matching.stored import packed, unpacked

# A certificate names so many blocking pairs; their number is told in full.
MOST_BLOCKING = 100


@dataclass(frozen=True)
class Outcome:
    """What is stored of a run. `proposals` has the values of each by learner id and need."""

    problem: bytes
    result: dict[str, Any]
    certificate: dict[str, Any]
    proposals: dict[tuple[str, str], dict[str, Any]]


def parts_of(inputs: Inputs, settings: RunSettings) -> int:
    """In how many parts this is looked at. FourfoldError when nobody takes part."""
    if not inputs.profiles.learners:
        raise FourfoldError("Nobody waits for a guide in this round. There is nothing to match.")
    if not inputs.profiles.guides:
        raise FourfoldError("The program has no guide yet. Add guides under People, then run.")
    return Look(inputs, settings).parts


def look_at(inputs: Inputs, settings: RunSettings, number: int) -> bytes:
    """One of these parts."""
    return Look(inputs, settings).part(number)


def outcome_of(inputs: Inputs, settings: RunSettings, parts: Sequence[bytes]) -> Outcome:
    """The run from its parts. FourfoldError when what is asked for cannot hold."""
    look = Look(inputs, settings)
    found = look.whole(parts)
    problem = look.problem(found)
    ruled = problem.pair_forbidden
    done = solved(problem, ruled, settings)
    reasons, standing = _reasons(look, done), standing_in(done, settings)
    return _outcome(
        done,
        ruled,
        proposals={
            key: {**row, **_why(look, done, standing, need, reasons)}
            for need, (key, row) in enumerate(_rows(done))
        },
        line=_marked(frontier(problem, ruled, settings), settings),
        points=_points(look, done.problem),
    )


def trial_of(
    stored: bytes,
    base: RunSettings,
    settings: RunSettings,
    change: dict[str, str],
    key: tuple[str, str] | None,
) -> Outcome:
    """What one change does to a stored problem; with the reasons of its run."""
    problem, _, more = unpacked(stored)
    ruled = more["ruled"]
    problem, ruled = with_change(problem, ruled, change, key)
    done = solved(problem, ruled, settings)
    return _outcome(done, ruled, proposals=dict(_rows(done)), line=[], points=more["points"])


def _outcome(
    done: Solved,
    ruled: np.ndarray,
    *,
    proposals: dict[tuple[str, str], dict[str, Any]],
    line: list[dict],
    points: np.ndarray,
) -> Outcome:
    problem, solution = done.problem, done.solution
    proof = certify(problem, solution.assignment, prices=solution.prices)
    return Outcome(
        problem=packed(problem, solution.assignment, ruled=ruled, points=points),
        result={
            "totals": _totals(problem, solution, proof),
            "loads": _loads(problem, solution),
            "ranks": _ranks(problem, solution),
            "frontier": line,
            "notices": list(solution.notices),
        },
        certificate=_certificate(problem, proof),
        proposals=proposals,
    )


def _rows(done: Solved):
    """For each need its key, and what there is to store of its pair."""
    problem = done.problem
    for need, pair in enumerate(done.solution.assignment.pair_of.tolist()):
        key = problem.need_of(need)
        if pair == NOBODY:
            yield key, {"guide_id": None}
            continue
        yield (
            key,
            {
                "guide_id": UUID(problem.guide_ids[problem.pair_guide[pair]]),
                "score": int(problem.pair_score[pair]) // problem.scale,
                "learner_rank": int(problem.pair_learner_rank[pair]),
                "guide_rank": int(problem.pair_guide_rank[pair]),
                "previous": bool(problem.pair_previous[pair]),
                "locked": bool(problem.pair_locked[pair]),
            },
        )


def _reasons(look: Look, done: Solved) -> dict[int, PairReasons]:
    """The reasons of the chosen pairs by need."""
    problem, found = done.problem, {}
    for pair in done.solution.assignment.chosen():
        need, guide = int(problem.pair_need[pair]), int(problem.pair_guide[pair])
        found[need] = look.reasons(need, [guide])[0]
    return found


def _why(
    look: Look, done: Solved, standing: Standing, need: int, reasons: dict[int, PairReasons]
) -> dict[str, Any]:
    if need not in reasons:
        return {"why": cause_of(look, done, standing, need)}
    told = reasons[need]
    points = [
        {"code": each.criterion, "points": each.points, "words": each.says}
        for each in sorted(told.earned, key=lambda each: -each.points)
    ]
    return {"points": points, "why": {"words": told.declared} if told.declared else {}}


def _points(look: Look, problem: Problem) -> Ints:
    """Points by criterion of every pair, for “why not somebody else”."""
    by_need = np.split(problem.pair_guide, problem.first_pair[1:-1])
    rows = [look.points(need, guides) for need, guides in enumerate(by_need)]
    return np.concatenate(rows, axis=1) if rows else np.zeros((0, 0), np.int16)


def _totals(problem: Problem, solution: Solution, proof: Certificate) -> dict[str, int]:
    assignment = solution.assignment
    chosen = assignment.chosen()
    score = int(problem.pair_score[chosen].sum()) // problem.scale
    kept = int(problem.pair_previous[chosen].sum())
    return {
        "needs": problem.needs,
        "matched": assignment.matched,
        "score": score,
        "mean": score // max(1, assignment.matched),
        "first": int((problem.pair_learner_rank[chosen] == 1).sum()),
        "blocking": proof.blocking_count,
        "most": int(assignment.loads(problem).max(initial=0)),
        "moved": int(problem.pair_previous.sum()) - kept + problem.lost_previous,
    }


def _loads(problem: Problem, solution: Solution) -> list[dict[str, Any]]:
    loads = solution.assignment.loads(problem).tolist()
    rows = zip(problem.guide_ids, loads, problem.capacity.tolist(), strict=True)
    return [{"guide": guide, "load": load, "capacity": room} for guide, load, room in rows]


def _ranks(problem: Problem, solution: Solution) -> dict[str, dict[str, int]]:
    chosen = solution.assignment.chosen()
    return {
        "learners": _distribution(problem.pair_learner_rank[chosen]),
        "guides": _distribution(problem.pair_guide_rank[chosen]),
    }


def _distribution(ranks: Ints) -> dict[str, int]:
    values, counts = np.unique(ranks, return_counts=True)
    rows = zip(values.tolist(), counts.tolist(), strict=True)
    return {str(value or "unranked"): count for value, count in rows}


def _certificate(problem: Problem, proof: Certificate) -> dict[str, Any]:
    prices = proof.proof.prices
    named = [] if prices is None else zip(problem.guide_ids, prices.tolist(), strict=True)
    violations = [each.says for check in proof.checks for each in check.violations]
    return {
        "sentences": list(proof.sentences()),
        "checks": [
            {"says": each.title, "count": each.checked, "holds": each.holds}
            for each in proof.checks
        ],
        "violations": violations[:MOST_BLOCKING],
        "prices": [[guide, price // problem.scale] for guide, price in named if price],
        "blocking": [[each.learner_id, each.guide_id] for each in proof.blocking[:MOST_BLOCKING]],
        "is_optimal": proof.is_optimal,
        "is_stable": proof.is_stable,
    }


def _marked(line: list[dict], settings: RunSettings) -> list[dict]:
    return [{**row, "here": row["place"] == settings.coverage} for row in line]
