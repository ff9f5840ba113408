"""Why one pair was not made: the first reason of a closed list that holds, and what would help."""

from dataclasses import dataclass

from fourfold.matching.answers import said, who
from fourfold.matching.audit.residual import NEVER
from fourfold.matching.explaining.standing import Standing
from fourfold.matching.problem import NOBODY, Problem
from fourfold.matching.terms import Method


@dataclass(frozen=True, slots=True)
class Lost:
    """A pair that was not made. `code` is of the closed list, `says` its sentence.

    `short` is how many points more would make it as good as what was chosen: exact where given.
    `change` says what would help, "" when nothing would.
    """

    guide_id: str
    score: int | float
    learner_rank: int
    code: str
    says: str
    short: int | float | None = None
    change: str = ""


def why_not(standing: Standing, pair: int) -> Lost:
    """The reason for a pair that its need does not have, and what would help."""
    problem, code = standing.problem, code_of(standing, pair)
    need, guide = int(problem.pair_need[pair]), int(problem.pair_guide[pair])
    short, facts = short_of(standing, pair, code), _facts(standing, pair, need, guide)
    if short is not None:
        facts["short"] = problem.in_points(short)
    priced = code == "full" and bool(standing.one_more(guide))
    return Lost(
        guide_id=problem.guide_ids[guide],
        score=problem.in_points(int(problem.pair_score[pair])),
        learner_rank=int(problem.pair_learner_rank[pair]),
        code=code,
        says=said("lost", "full_price" if priced else code, **facts),
        short=None if short is None else problem.in_points(short),
        change=_change(standing, pair, code, short, facts),
    )


def code_of(standing: Standing, pair: int) -> str:
    """The code of the closed list `lost` for a pair that its need does not have."""
    problem = standing.problem
    need, guide = int(problem.pair_need[pair]), int(problem.pair_guide[pair])
    by_wish = _by_wish if standing.method is Method.STABLE else _by_total
    return _by_rule(standing, pair, need, guide) or by_wish(standing, pair, need, guide)


def short_of(standing: Standing, pair: int, code: str) -> int | None:
    """What a pair lost for this reason is short of, in units; None where no number is proven."""
    if code in _NO_POINTS or standing.margins is None:
        return None
    need = int(standing.problem.pair_need[pair])
    short = int(standing.short_of(need)[pair - int(standing.first_pair[need])])
    return None if short >= -NEVER // 2 else short


# Codes that no number of points would change.
_NO_POINTS = frozenset(
    {"forbidden", "locked_need", "no_places", "guide_prefers", "need_prefers", "closed", "open"}
)


def _by_rule(standing: Standing, pair: int, need: int, guide: int) -> str:
    problem, own = standing.problem, int(standing.pair_of[need])
    if problem.pair_forbidden[pair]:
        return "forbidden"
    if own != NOBODY and problem.pair_locked[own]:
        return "locked_need"
    if problem.capacity[guide] == 0:
        return "no_places"
    if problem.terms.distinct_guides and standing.own_need_at(pair) != NOBODY:
        return "own_need"
    if standing.full_quota[pair]:
        return "quota"
    if standing.seats.load[guide] == 0 and problem.min_if_open[guide] > 1:
        return "closed"
    return ""


def _by_wish(standing: Standing, pair: int, need: int, guide: int) -> str:
    own = int(standing.pair_of[need])
    if own != NOBODY and not prefers(standing.problem, pair, own):
        return "need_prefers"
    return "guide_prefers" if standing.is_full(guide) else "open"


def _by_total(standing: Standing, pair: int, need: int, guide: int) -> str:
    problem, worth = standing.problem, standing.frame.worth
    own = int(standing.pair_of[need])
    now = 0 if own == NOBODY else int(worth[own])
    if worth[pair] <= now and own == NOBODY:
        return "worth_less"
    if worth[pair] <= now:
        return "kept" if problem.pair_score[pair] > problem.pair_score[own] else "less"
    if standing.is_full(guide):
        return "full"
    if problem.terms.load_cost:
        return "load"
    return "group_rule" if problem.terms.group_rules else "open"


def prefers(problem: Problem, pair: int, own: int) -> bool:
    """Whether a need would rather have this pair than its own (A-16): by rank, then by score."""
    rank, now = int(problem.pair_learner_rank[pair]), int(problem.pair_learner_rank[own])
    if rank and now:
        return rank < now
    if rank or now:
        return bool(rank)
    return bool(problem.pair_score[pair] > problem.pair_score[own])


def _facts(standing: Standing, pair: int, need: int, guide: int) -> dict[str, object]:
    problem, own = standing.problem, int(standing.pair_of[need])
    name, at = problem.need_names[need], standing.own_need_at(pair)
    price = standing.one_more(guide)
    load = standing.seats.load[guide : guide + 1]
    cost = int((standing.frame.cost(load + 1) - standing.frame.cost(load))[0])
    return {
        "guide": problem.guide_ids[guide],
        "who": who(problem, need),
        "need": name,
        "now": "" if own == NOBODY else problem.guide_ids[problem.pair_guide[own]],
        "holder": "" if at == NOBODY else who(problem, at),
        "holders": standing.holders(guide),
        "limit": int(problem.min_if_open[guide]),
        "price": problem.in_points(price or 0),
        "penalty": problem.in_points(problem.terms.move_penalty),
        "cost": problem.in_points(cost),
        "less": problem.in_points(_less(standing, pair, own)),
    }


def _less(standing: Standing, pair: int, own: int) -> int:
    worth = standing.frame.worth
    return (0 if own == NOBODY else int(worth[own])) - int(worth[pair])


_CHANGES = {
    "forbidden": "allow",
    "locked_need": "unlock",
    "no_places": "place",
    "own_need": "two_needs",
    "quota": "quota",
    "closed": "more_learners",
    "kept": "penalty",
}


def _change(
    standing: Standing, pair: int, code: str, short: int | None, facts: dict[str, object]
) -> str:
    if code == "guide_prefers":
        return said("change", "place_stable", **facts) if _is_next(standing, pair) else ""
    words = [said("change", _CHANGES[code], **facts)] if code in _CHANGES else []
    if code == "full" and (needed := _place_short(standing, pair)) is not None:
        extra = standing.problem.in_points(needed)
        place = "place" if needed == 0 else "place_and_points"
        words.append(said("change", place, guide=facts["guide"], short=extra))
    if short is not None and code not in ("own_need", "quota", "kept"):
        words.append(said("change", "points" if short else "equal", **facts))
    return " ".join(words)


def _place_short(standing: Standing, pair: int) -> int | None:
    """What a pair would still miss if its guide had one more place, in units."""
    if standing.tolls is None:
        return None
    frame, need = standing.frame, int(standing.problem.pair_need[pair])
    own, tolls = int(standing.pair_of[need]), standing.tolls
    stays = 0 if own == NOBODY else int(frame.worth[own] - tolls[frame.node[own]])
    return max(0, stays - int(frame.worth[pair] - tolls[frame.node[pair]]))


def _is_next(standing: Standing, pair: int) -> bool:
    """Whether no other need that would rather have this guide is liked better there."""
    problem = standing.problem
    at_guide = standing.pairs_of(int(problem.pair_guide[pair]))
    for other in at_guide.tolist():
        need = int(problem.pair_need[other])
        own = int(standing.pair_of[need])
        wants = own == NOBODY or (own != other and prefers(problem, other, own))
        usable = not problem.pair_forbidden[other] and (
            own == NOBODY or not problem.pair_locked[own]
        )
        if other != pair and wants and usable and _liked(problem, other, pair):
            return False
    return True


def _liked(problem: Problem, other: int, pair: int) -> bool:
    """Whether the guide would rather have the other pair, or as gladly."""
    rank, mine = int(problem.pair_guide_rank[other]), int(problem.pair_guide_rank[pair])
    if rank and mine:
        return rank <= mine
    if rank or mine:
        return bool(rank)
    return bool(problem.pair_score[other] >= problem.pair_score[pair])
