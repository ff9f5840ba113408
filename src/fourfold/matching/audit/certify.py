"""The certificate of an assignment: which rules it keeps, and how near the best it is proven."""

from collections.abc import Sequence

import numpy as np

from fourfold.matching.answers import check_says
from fourfold.matching.audit.blocking import blocking_pairs, named
from fourfold.matching.audit.bound import bound_by, toll_of_pairs
from fourfold.matching.audit.cases import by_cases
from fourfold.matching.audit.certificate import Certificate
from fourfold.matching.audit.exchange import Better, better_by, exchange_to
from fourfold.matching.audit.frame import Frame, frame_of
from fourfold.matching.audit.least import too_high
from fourfold.matching.audit.market import market_prices
from fourfold.matching.audit.residual import Seats, least_tolls, seats_of
from fourfold.matching.audit.rules import MOST_NAMED, check_rules, usable
from fourfold.matching.audit.sided import priced_sides
from fourfold.matching.audit.total import total_of
from fourfold.matching.audit.values import Check, PriceTotal, Proof, Violation
from fourfold.matching.problem import NOBODY, Assignment, Flags, Ints, Problem

# Claims that large could not be added up; no honest one comes near.
_LARGEST = 1 << 61
# So many pairs are looked at again for a bound, moves that gain by moves that gain.
_WORK = 2_000_000


def certify(
    problem: Problem,
    assignment: Assignment,
    *,
    prices: Ints | None = None,
    rows: Sequence[str] = (),
) -> Certificate:
    """Check every rule, add up the total anew, and prove or refute optimum and stability.

    `prices` are claims, one a guide in units of the problem: what one more place there would add
    before the cost of its load.
    They may shorten the proof and are never believed: see the check "prices". `rows` are sentences
    about rows of a file that are no part of any assignment; each breaks the check "rows".
    FourfoldError when amounts are too large to be added up exactly.
    """
    frame = frame_of(problem)
    pair_of, _ = usable(problem, assignment)
    checks = (*_unread(rows, problem), *check_rules(problem, assignment))
    total = total_of(frame, pair_of)
    keeps_rules = all(check.holds for check in checks)
    claimed = _fitting(problem, prices)
    proof = _prove(frame, pair_of, total.objective, claimed) if keeps_rules else Proof()
    if prices is not None:
        checks = (*checks, *_claim(problem, prices, claimed, proof))
    blocking = blocking_pairs(problem, pair_of)
    return Certificate(
        scale=problem.scale,
        needs=problem.needs,
        guides=problem.guides,
        pairs=problem.pairs,
        matched=int((pair_of != NOBODY).sum()),
        closed=int((_empty(frame, pair_of) & (problem.min_if_open > 1)).sum()),
        checks=checks,
        total=total,
        proof=proof,
        blocking=named(problem, blocking[:MOST_NAMED]),
        blocking_count=len(blocking),
    )


def _unread(rows: Sequence[str], problem: Problem) -> tuple[Check, ...]:
    found = tuple(Violation("", "", "", says) for says in rows[:MOST_NAMED])
    return (Check("rows", problem.needs, len(rows), found),) if rows else ()


def _prove(frame: Frame, pair_of: Ints, objective: int, claimed: Ints | None) -> Proof:
    seats = seats_of(frame, pair_of)
    if claimed is not None and (proof := _by_claim(frame, seats, objective, claimed)):
        return proof
    tolls = least_tolls(frame, seats)
    better = None if tolls.at == NOBODY else better_by(frame, seats, tolls)
    if frame.is_flow and tolls.at == NOBODY:
        found = bound_by(frame, toll_of_pairs(frame, tolls.toll))
        one_more = _one_more(frame, seats, tolls.toll)
        return Proof(found.bound, price_total=found, tolls=tolls.toll, prices=one_more)
    if not frame.is_flow:
        return _with_rules(frame, seats, tolls.toll, claimed, better)
    found = _near(frame, [tolls.toll, *_further(frame, better)], claimed)
    return Proof(found.bound, price_total=found, exchange=better.exchange if better else None)


def _further(frame: Frame, better: Better | None) -> list[Ints]:
    """Prices from going on with moves that gain, as long as that is quick: where they come to an
    end, the best of all is known."""
    for _ in range(_WORK // (frame.problem.pairs + 1)):
        if better is None:
            break
        seats = seats_of(frame, better.pair_of)
        tolls = least_tolls(frame, seats)
        if tolls.at == NOBODY:
            return [tolls.toll]
        better = better_by(frame, seats, tolls)
    return []


def _near(frame: Frame, tolls: list[Ints], claimed: Ints | None) -> PriceTotal:
    """The best bound for an assignment that can be improved."""
    ended = len(tolls) > 1
    if claimed is not None:
        tolls.append(np.concatenate([claimed, claimed[frame.door_guide]]))
    if not ended:
        prices = market_prices(frame)
        tolls.append(np.concatenate([prices, prices[frame.door_guide]]))
    return min(
        (bound_by(frame, toll_of_pairs(frame, each)) for each in tolls),
        key=lambda each: each.bound,
    )


def _with_rules(
    frame: Frame, seats: Seats, toll: Ints, claimed: Ints | None, better: Better | None
) -> Proof:
    """The best bound where rules need an integer program: by cases, or by prices in one go."""
    objective = total_of(frame, seats.pair_of).objective
    if cases := by_cases(frame, objective):
        if better is None and cases.better is not None:
            better = exchange_to(frame, seats, cases.better)
        exchange = better.exchange if better else None
        return Proof(cases.bound, cases.cases, cases.price_total, exchange=exchange)
    start = np.maximum(toll[: frame.problem.guides], 0) if claimed is None else claimed
    proposals = [start, market_prices(frame)]
    best = min(
        (bound_by(frame, priced_sides(frame, each)) for each in proposals),
        key=lambda each: each.bound,
    )
    return Proof(best.bound, price_total=best, exchange=better.exchange if better else None)


def _by_claim(frame: Frame, seats: Seats, objective: int, claimed: Ints) -> Proof | None:
    """The proof that claimed prices are, if they are one and say what they should."""
    if not frame.is_flow or len(frame.door_guide):
        return None
    found = bound_by(frame, toll_of_pairs(frame, claimed))
    if found.bound != objective or len(too_high(frame, seats, claimed)):
        return None
    one_more = _one_more(frame, seats, claimed)
    return Proof(found.bound, price_total=found, tolls=claimed, prices=one_more)


def _one_more(frame: Frame, seats: Seats, toll: Ints) -> Ints:
    """What one more place of each guide would add; nothing where there is room already."""
    at = toll[: frame.problem.guides]
    gain = at - (frame.cost(seats.load + 1) - frame.cost(seats.load))
    return np.where(seats.load < frame.problem.capacity, 0, np.maximum(gain, 0))


def _empty(frame: Frame, pair_of: Ints) -> Flags:
    chosen = frame.problem.pair_guide[pair_of[pair_of != NOBODY]]
    empty: Flags = np.bincount(chosen, minlength=frame.problem.guides) == 0
    return empty


def _fitting(problem: Problem, prices: Ints | None) -> Ints | None:
    """Claimed prices as far as one can count with them."""
    if prices is None or np.shape(prices) != (problem.guides,):
        return None
    largest = int(np.abs(prices).max(initial=0))
    return prices.astype(np.int64) if largest < _LARGEST // (problem.needs + 1) else None


def _claim(problem: Problem, prices: Ints, claimed: Ints | None, proof: Proof) -> tuple[Check, ...]:
    """Whether each claimed price is what one more place would add, where that was found out."""
    if claimed is None:
        says = check_says("prices_shape", found=np.size(prices), limit=problem.guides)
        return (Check("prices", problem.guides, 1, (Violation("", "", "", says),)),)
    if proof.prices is None or proof.tolls is None:
        return ()
    found = np.maximum(proof.tolls[: problem.guides], 0)
    wrong = np.flatnonzero(np.maximum(claimed, 0) != found)
    named_ones = tuple(_lie(problem, int(g), claimed, found) for g in wrong[:MOST_NAMED])
    return (Check("prices", problem.guides, len(wrong), named_ones),)


def _lie(problem: Problem, guide: int, claimed: Ints, found: Ints) -> Violation:
    name = problem.guide_ids[guide]
    says = check_says(
        "prices",
        guide=name,
        claimed=problem.in_points(int(claimed[guide])),
        found=problem.in_points(int(found[guide])),
    )
    return Violation("", "", name, says)
