"""Moves that would make an assignment better, as a list that anybody can check by adding up."""

from dataclasses import dataclass

import numpy as np

from fourfold.matching.audit.frame import Frame
from fourfold.matching.audit.residual import Seats, Tolls
from fourfold.matching.audit.rules import check_rules
from fourfold.matching.audit.total import total_of
from fourfold.matching.audit.values import Exchange, Move
from fourfold.matching.problem import NOBODY, Assignment, Ints


@dataclass(frozen=True, eq=False)
class Better:
    """An assignment that is worth more, and the moves that lead to it."""

    pair_of: Ints
    exchange: Exchange


def better_by(frame: Frame, seats: Seats, tolls: Tolls) -> Better | None:
    """The gain behind prices that do not hold; None when it would break a rule of the problem."""
    for steps in (_ring(seats, frame, tolls), _chain(seats, frame, tolls)):
        needs = [need for need, _ in steps]
        if not steps or len(set(needs)) < len(needs):
            continue
        pair_of = seats.pair_of.copy()
        for need, pair in steps:
            pair_of[need] = pair
        gain = total_of(frame, pair_of).objective - total_of(frame, seats.pair_of).objective
        if gain > 0 and all(c.holds for c in check_rules(frame.problem, Assignment(pair_of))):
            moves = tuple(_move(frame, seats, need, pair) for need, pair in reversed(steps))
            return Better(pair_of, Exchange(moves, gain))
    return None


def exchange_to(frame: Frame, seats: Seats, pair_of: Ints) -> Better:
    """All moves from who is where now to another assignment."""
    moved = np.flatnonzero(pair_of != seats.pair_of).tolist()
    gain = total_of(frame, pair_of).objective - total_of(frame, seats.pair_of).objective
    moves = tuple(_move(frame, seats, need, int(pair_of[need])) for need in moved)
    return Better(pair_of, Exchange(moves, gain))


Steps = list[tuple[int, int]]


def _chain(seats: Seats, frame: Frame, tolls: Tolls) -> Steps:
    """From the node that costs too much back to where the chain begins: last move first."""
    last = _who_leaves(seats, frame, tolls)
    steps, _ = _back(frame, tolls, tolls.at)
    return ([(last, NOBODY)] if last is not None else []) + steps


def _ring(seats: Seats, frame: Frame, tolls: Tolls) -> Steps:
    """The moves round a ring of nodes that raise each other, if the way back meets itself."""
    _, met = _back(frame, tolls, tolls.at)
    return [] if met is None else _back(frame, tolls, met)[0]


def _back(frame: Frame, tolls: Tolls, at: int) -> tuple[Steps, int | None]:
    """The moves behind the price of a node, and the node met twice on the way, if any."""
    steps: Steps = []
    seen: set[int] = set()
    node = at
    while node != NOBODY:
        if node in seen:
            return steps, node
        seen.add(node)
        pair = int(tolls.by_pair[node])
        if pair != NOBODY:
            steps.append((int(frame.problem.pair_need[pair]), pair))
        node = int(tolls.by_node[node])
    return steps, None


def _who_leaves(seats: Seats, frame: Frame, tolls: Tolls) -> int | None:
    """The need for which a place at this node is worth least; None when there is room for one more
    at no more than that."""
    node = tolls.at
    here = seats.by_node[seats.first[node] : seats.first[node + 1]]
    room = int(seats.costs[node]) if node < frame.problem.guides else None
    if not len(here):
        return None
    worth = frame.worth[seats.pair_of[here]]
    least = int(np.argmin(worth))
    return None if room is not None and room <= worth[least] else int(here[least])


def _move(frame: Frame, seats: Seats, need: int, pair: int) -> Move:
    problem = frame.problem
    learner, name = problem.need_of(need)
    before = int(seats.pair_of[need])
    return Move(learner, name, _guide(frame, before), _guide(frame, pair))


def _guide(frame: Frame, pair: int) -> str:
    return "" if pair == NOBODY else frame.problem.guide_ids[frame.problem.pair_guide[pair]]
