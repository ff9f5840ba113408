"""A finished matching as plain values for JSON, and as a short text for a coordinator."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from fourfold.matching.answers import amount, counted, said
from fourfold.matching.audit import Certificate
from fourfold.matching.explaining.standing import standing_of
from fourfold.matching.explaining.why_nobody import why_nobody
from fourfold.matching.problem import NOBODY, Ints, Problem, Solution
from fourfold.matching.terms import Method

Report = dict[str, Any]

# A text names so many needs without a guide; the report has all.
_NAMED = 5
_WIDEST = 12


def report(
    problem: Problem,
    solution: Solution,
    certificate: Certificate,
    *,
    method: Method | None = None,
    notices: Sequence[str] = (),
) -> Report:
    """Everything about a matching as plain values; amounts are as people wrote them.

    `method` says how it was made, None when nobody knows. `notices` come before the solver's own.
    """
    standing = standing_of(problem, solution.assignment, Method(method or Method.OPTIMAL))
    pair_of, chosen = standing.pair_of, standing.pair_of[standing.pair_of != NOBODY]
    gap, bound, better = certificate.gap, certificate.bound, certificate.proof.exchange
    previous = int(problem.pair_previous.sum())
    return {
        "method": method and str(method),
        "objective": problem.in_points(certificate.objective),
        "bound": None if bound is None else problem.in_points(bound),
        "gap": None if gap is None else problem.in_points(gap),
        "is_feasible": certificate.is_feasible,
        "is_optimal": certificate.is_optimal,
        "is_stable": certificate.is_stable,
        "needs": problem.needs,
        "matched": certificate.matched,
        "previous": previous + problem.lost_previous,
        "moved": previous + problem.lost_previous - int(problem.pair_previous[chosen].sum()),
        "lost": problem.lost_previous,
        "blocking_count": certificate.blocking_count,
        "blocking_pairs": [_ids(each) for each in certificate.blocking],
        "rank_distribution": {
            "learners": _ranks(problem.pair_learner_rank[chosen], problem.needs - len(chosen)),
            "guides": _ranks(
                problem.pair_guide_rank[chosen], int((standing.seats.load == 0).sum())
            ),
        },
        "loads": dict(zip(problem.guide_ids, standing.seats.load.tolist(), strict=True)),
        "load_histogram": _histogram(standing.seats.load),
        "unmatched": [
            {"learner_id": learner, "need": name, "reason": nobody.code, "words": nobody.says}
            for need in np.flatnonzero(pair_of == NOBODY).tolist()
            for nobody in [why_nobody(standing, need)]
            for learner, name in [problem.need_of(need)]
        ],
        "groups": _groups(problem, pair_of),
        "improvement": None
        if better is None
        else {
            "gain": problem.in_points(better.gain),
            "moves": [
                {**_ids(each, guide=False), "before": each.before, "after": each.after}
                for each in better.moves
            ],
        },
        "checks": {each.code: _check(each) for each in certificate.checks},
        "certificate": list(certificate.sentences()),
        "notices": [*notices, *solution.notices],
    }


def in_words(found: Report) -> str:
    """A report as a text of at most some 25 lines: what came out, what to look at, how to check."""
    lines = [_matched(found), *_totals(found), *_ranks_in_words(found), *_loads_in_words(found)]
    lines += _groups_in_words(found)
    lines += [said("report", "notice", says=each) for each in found["notices"]]
    lines += _unmatched_in_words(found)
    lines += ["", said("report", "check")]
    return "\n".join(lines)


def _ids(one: Any, *, guide: bool = True) -> dict[str, str]:
    ids = {"learner_id": one.learner_id, "need": one.need}
    return {**ids, "guide_id": one.guide_id} if guide else ids


def _check(check: Any) -> dict[str, Any]:
    return {
        "says": check.title,
        "holds": check.holds,
        "checked": check.checked,
        "broken": check.broken,
        "violations": [{**_ids(each), "words": each.says} for each in check.violations],
    }


def _ranks(ranks: Ints, unmatched: int) -> dict[str, int]:
    """How many have their first choice, their second, and so on."""
    counts = np.bincount(ranks, minlength=1).tolist()
    named = {str(rank): count for rank, count in enumerate(counts) if rank and count}
    return {**named, "unranked": counts[0], "unmatched": unmatched}


def _histogram(load: Ints) -> dict[str, int]:
    """How many guides have so many learners."""
    return {str(many): count for many, count in enumerate(np.bincount(load).tolist()) if count}


def _groups(problem: Problem, pair_of: Ints) -> dict[str, dict[str, Any]]:
    """Needs, matched needs and the mean score of each group; nobody counts as 0 points."""
    score = np.zeros(problem.needs, np.int64)
    has = pair_of != NOBODY
    score[has] = problem.pair_score[pair_of[has]]
    return {
        name: {
            "needs": int(mine.sum()),
            "matched": int((mine & has).sum()),
            "mean_score": round(int(score[mine].sum()) / problem.scale / max(1, mine.sum()), 6),
        }
        for number, name in enumerate(problem.groups)
        for mine in [problem.need_group == number]
    }


def _matched(found: Report) -> str:
    unmatched = found["needs"] - found["matched"]
    code = {0: "all_matched", 1: "matched_but_one"}.get(unmatched, "matched")
    says = said("report", code, **_numbers(found, "matched", "needs"), unmatched=unmatched)
    if not found["is_feasible"]:
        broken = [each for each in found["checks"].values() if not each["holds"]]
        says += "\n" + said("report", "broken", says=broken[0]["violations"][0]["words"])
    return says


def _totals(found: Report) -> list[str]:
    how = "total_unknown"
    if found["gap"] is not None:
        how = "total_best" if found["is_optimal"] else "total_within"
    lines = [said("report", how, **_numbers(found, "objective", "bound", "gap"))]
    if found["improvement"]:
        lines.append(said("report", "improvable", gain=found["improvement"]["gain"]))
    if found["previous"]:
        lines.append(said("report", "moved", **_numbers(found, "moved", "previous", "lost")))
    stable = {0: "stable", 1: "blocking_once"}.get(found["blocking_count"], "blocking")
    return [*lines, said("report", stable, count=found["blocking_count"])]


def _ranks_in_words(found: Report) -> list[str]:
    lines = []
    for side, ranks in found["rank_distribution"].items():
        named = [(rank, count) for rank, count in ranks.items() if rank.isdigit()]
        if not named:
            continue
        shown = [said("report", "rank", rank=rank, count=count) for rank, count in named[:3]]
        rest = sum(count for _, count in named[3:])
        shown += [said("report", "rank_more", count=rest)] if rest else []
        if ranks["unranked"]:
            shown.append(said("report", "unranked", count=ranks["unranked"]))
        lines.append(said("report", f"ranks_{side}", ranks=", ".join(shown)))
    return lines


def _loads_in_words(found: Report) -> list[str]:
    histogram = list(found["load_histogram"].items())
    shown = [f"{amount(count)} with {load}" for load, count in histogram[:_WIDEST]]
    if len(histogram) > _WIDEST:
        rest = sum(count for _, count in histogram[_WIDEST:])
        shown.append(said("report", "load_more", count=rest))
    return [said("report", "loads", loads=", ".join(shown))] if shown else []


def _groups_in_words(found: Report) -> list[str]:
    groups: Mapping[str, Mapping[str, Any]] = found["groups"]
    return [
        said("report", "group", group=name, **{**each, "mean_score": round(each["mean_score"], 1)})
        for name, each in groups.items()
    ]


def _unmatched_in_words(found: Report) -> list[str]:
    unmatched = found["unmatched"]
    if not unmatched:
        return []
    lines = ["", said("report", "without", count=counted(len(unmatched), "need"))]
    lines += [f"  {each['words']}" for each in unmatched[:_NAMED]]
    if len(unmatched) > _NAMED:
        lines.append(said("report", "more", more=len(unmatched) - _NAMED))
    return lines


def _numbers(found: Report, *names: str) -> dict[str, Any]:
    return {name: found[name] for name in names}
