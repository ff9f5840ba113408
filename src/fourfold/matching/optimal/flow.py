"""The cheapest flow through a network, by OR-Tools."""

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from fourfold.issues import FourfoldError
from fourfold.matching.optimal.network import Network
from fourfold.matching.problem import NOBODY, Ints


def solve_flow(network: Network) -> Ints:
    """One best choice: for each need the index of its pair in the network, or NOBODY.

    Which of several equally good choices comes out is the solver's own affair; see `canonical`.
    """
    flow, sink = SimpleMinCostFlow(), network.needs + len(network.room)
    pairs = _add(flow, network.need, network.needs + network.place, 1, -network.value)
    needs = np.arange(network.needs)
    _add(flow, needs, sink, (~network.locked).astype(np.int64), -network.stay)
    doors = np.arange(network.guides, len(network.room))
    _add(
        flow,
        network.needs + doors,
        network.needs + network.door_guide,
        network.room[network.guides :],
        0,
    )
    _add_loads(flow, network, sink)
    flow.set_nodes_supplies(needs.astype(np.int32), np.ones(network.needs, np.int64))
    flow.set_node_supply(sink, -network.needs)
    _solve(flow)
    chosen = np.flatnonzero(flow.flows(pairs))
    pair_of = np.full(network.needs, NOBODY, np.int64)
    pair_of[network.need[chosen]] = chosen
    return pair_of


def cheapest_cycles(nodes: int, tail: Ints, head: Ints, room: Ints, cost: Ints) -> Ints:
    """How much goes through each arc when nothing enters or leaves and the cost is least."""
    flow = SimpleMinCostFlow()
    arcs = _add(flow, tail, head, room, cost)
    flow.set_node_supply(nodes - 1, 0)
    _solve(flow)
    return np.asarray(flow.flows(arcs), np.int64)


def _add_loads(flow: SimpleMinCostFlow, network: Network, sink: int) -> None:
    """From each guide to the sink: one arc for each run of places that cost the same."""
    steps, room = network.steps, network.room[: network.guides]
    starts = np.flatnonzero(np.diff(steps, prepend=steps[:1] - 1))
    guides = network.needs + np.arange(network.guides)
    for start, end in zip(starts, [*starts[1:], len(steps)], strict=True):
        _add(flow, guides, sink, np.clip(room - start, 0, end - start), int(steps[start]))


def _add(
    flow: SimpleMinCostFlow, tail: Ints, head: Ints | int, room: Ints | int, cost: Ints | int
) -> NDArray[np.int32]:
    size = len(tail)
    arcs: NDArray[np.int32] = flow.add_arcs_with_capacity_and_unit_cost(
        tail.astype(np.int32),
        np.broadcast_to(head, size).astype(np.int32),
        np.broadcast_to(room, size).astype(np.int64),
        np.broadcast_to(cost, size).astype(np.int64),
    )
    return arcs


def _solve(flow: SimpleMinCostFlow) -> None:
    status = flow.solve()
    if status == SimpleMinCostFlow.OPTIMAL:
        return
    if status == SimpleMinCostFlow.BAD_COST_RANGE:
        raise FourfoldError(
            "The scores or penalties are too large to be added up exactly. "
            "Write them with fewer digits."
        )
    raise FourfoldError(
        f"The locked pairs cannot all be kept (the flow answered {status.name}). "
        "Check them against capacities, quotas and forbidden pairs."
    )
