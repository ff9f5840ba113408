"""Measures the stable method, beside two peer libraries. `./run bench matching` runs it.

The time is that of `solve_stable` as a whole: from the arrays of a problem to the assignment, with
the lists of both sides and the search for more pairs. All times, peers' too, are seconds of the
processor in one thread, so that other work beside it matters little. Exits with 1 on a miss.
`python -m bench.matching_stable --without-peers` leaves the peers out, which take some minutes.
"""

import sys
import time

import numpy as np

from bench.figures import print_figure, provenance
from bench.matching_instances import instance
from bench.peers import PeerMissing, run_in
from fourfold.matching.problem import NOBODY, Ints, Problem
from fourfold.matching.stable.largest import enlarge
from fourfold.matching.stable.largest_exact import largest
from fourfold.matching.stable.places import places
from fourfold.matching.stable.preferences import preferences
from fourfold.matching.stable.proposals import Proposals
from fourfold.matching.stable.solve import solve_stable

SMALL, LARGE, K = (10_000, 2_500), (100_000, 25_000), 50
ROUNDS = 3
# Seconds by the clock that each peer may take.
PEER_LIMIT = 900
PEERS = {"matching": "matching==1.4.3", "algmatch": "algmatch==1.5.2"}
# The largest stable matching of `tied(1, 759, 53, 6)`: CP-SAT proved it in 65 s on 2026-11-25.
PROVEN = 721

MATCHING = """
import json, sys, threading, time
from matching.games import HospitalResident
given, answer = json.load(sys.stdin), {}
def play():
    start = time.process_time()
    game = HospitalResident.create_from_dictionaries(
        given["learners"], given["guides"], given["places"])
    found = game.solve(optimal="resident")
    answer["s"] = time.process_time() - start
    answer["pairs"] = [[one.name, guide.name] for guide, ones in found.items() for one in ones]
sys.setrecursionlimit(10_000_000)
threading.stack_size(1 << 30)
player = threading.Thread(target=play)
player.start()
player.join()
json.dump(answer, sys.stdout)
"""

ALGMATCH = """
import json, sys, time
from algmatch import HR
given = json.load(sys.stdin)
number = lambda name: int(name[1:]) + 1
residents = {number(one): [number(each) for each in l] for one, l in given["learners"].items()}
hospitals = {number(one): {"capacity": given["places"][one],
    "preferences": [number(each) for each in l]} for one, l in given["guides"].items()}
start = time.process_time()
game = HR(dictionary={"residents": residents, "hospitals": hospitals},
    optimised_side="residents")
found = game.get_stable_matching()["resident_sided"]
took = time.process_time() - start
pairs = [[f"l{int(r[1:]) - 1:06}", f"g{int(h[1:]) - 1:06}"] for r, h in found.items() if h]
json.dump({"s": took, "pairs": pairs}, sys.stdout)
"""


def measure(*, peers: bool = True) -> int:
    """Print every figure beside its limit; how many limits are missed."""
    small, large = instance(*SMALL, K, seed=1), instance(*LARGE, K, seed=1)
    ours = _seconds(small)
    missed = print_figure("stable, 10,000 x 2,500, k=50: s", round(ours, 3), at_most=0.2)
    missed += print_figure(
        "stable, 100,000 x 25,000, k=50: s", round(_seconds(large), 2), at_most=2.5
    )
    return missed + _ties() + (_beside_peers(small, ours) if peers else 0)


def _seconds(problem: Problem) -> float:
    """The best of some rounds: other work beside it slows each down."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        solve_stable(problem)
        times.append(time.process_time() - start)
    return min(times)


def _ties() -> int:
    """How many needs are served where many are tied, and how long a residency takes."""
    problem = tied(1, 759, 53, 6)
    orders = [_in_one_order(problem, seed).served() for seed in range(30)]
    found = solve_stable(problem).assignment.matched
    print(f"      759 x 53 with ties: 30 orders of the ties serve {min(orders)} to {max(orders)}")
    least = max(orders)
    slowest = max(_seconds(tied(seed, 200, 50, 15)) for seed in range(10))
    return (
        print_figure(f"the same: served, of {PROVEN} at most", found, at_least=least)
        + print_figure("200 x 50 with ties, slowest of 10: s", round(slowest, 2), at_most=0.3)
        + _near_the_largest()
    )


def _near_the_largest() -> int:
    """How often the moves alone serve as many as the integer program, which small ones get."""
    equal, tries = 0, 100
    for seed in range(tries):
        problem = tied(seed, 40, 20, 4)
        market = _in_one_order(problem, 0)
        enlarge(market)
        equal += market.served() == len(largest(market.wishes, places(problem).room))
    return print_figure(f"40 x 20, moves alone are largest, of {tries}", equal, at_least=70)


def _in_one_order(problem: Problem, seed: int) -> Proposals:
    left = places(problem)
    market = Proposals(preferences(problem, left.free, seed), left)
    market.ask(range(problem.needs))
    return market


def tied(seed: int, needs: int, guides: int, k: int) -> Problem:
    """Learners rank k guides, some guides much wanted; guides put all learners in 12 classes."""
    dice = np.random.default_rng(seed)
    wanted = 1 / np.sqrt(np.arange(1, guides + 1))
    wanted /= wanted.sum()
    room = np.maximum(1, np.round(wanted[dice.permutation(guides)] * needs * 1.05))
    chosen = [np.sort(dice.choice(guides, k, replace=False, p=wanted)) for _ in range(needs)]
    need, nothing = np.repeat(np.arange(needs), k), np.zeros(needs * k, np.bool_)
    return Problem(
        learner_ids=tuple(f"l{n:04}" for n in range(needs)),
        groups=(),
        learner_group=np.full(needs, NOBODY),
        need_learner=np.arange(needs),
        need_names=("any",) * needs,
        guide_ids=tuple(f"g{n:03}" for n in range(guides)),
        capacity=room.astype(np.int64),
        min_if_open=np.zeros(guides, np.int64),
        pair_need=need,
        pair_guide=np.concatenate(chosen).astype(np.int64),
        pair_score=np.zeros(needs * k, np.int64),
        pair_learner_rank=np.concatenate([dice.permutation(k) + 1 for _ in range(needs)]),
        pair_guide_rank=dice.integers(1, 13, needs)[need],
        pair_forbidden=nothing,
        pair_locked=nothing,
        pair_previous=nothing,
    )


def _beside_peers(problem: Problem, ours: float) -> int:
    """The peers on the same problem: their time, and whether they find the same pairs."""
    given = _as_lists(problem)
    rows = solve_stable(problem).assignment.rows(problem)
    pairs = sorted([learner, guide] for learner, _, guide in rows)
    fastest, missed = float("inf"), 0
    for name, script in (("matching", MATCHING), ("algmatch", ALGMATCH)):
        try:
            answer = run_in(name, PEERS[name], script, given, PEER_LIMIT)
        except PeerMissing as reason:
            print(f"      {PEERS[name]} left out: {reason}")
            continue
        print(f"      {PEERS[name]}: {answer['s']:.1f} s at 10,000 x 2,500")
        fastest = min(fastest, answer["s"])
        missed += print_figure(
            f"pairs otherwise than {name}", _differ(pairs, answer["pairs"]), at_most=0
        )
    if fastest == float("inf"):
        return missed
    return missed + print_figure(
        "times as fast as the fastest peer", round(fastest / ours), at_least=400
    )


def _differ(ours: list[list[str]], theirs: list[list[str]]) -> int:
    return len({tuple(pair) for pair in ours} ^ {tuple(pair) for pair in theirs})


def _as_lists(problem: Problem) -> dict[str, object]:
    """Everybody's list of names, the best first, and how many each guide takes."""
    learner, guide = (
        _names(problem.learner_ids, problem.pair_need),
        _names(problem.guide_ids, problem.pair_guide),
    )
    guides = _lists(guide, learner, problem.pair_guide_rank)
    room = dict(zip(problem.guide_ids, problem.capacity.tolist(), strict=True))
    return {
        "learners": _lists(learner, guide, problem.pair_learner_rank),
        "guides": guides,
        "places": {name: room[name] for name in guides},
    }


def _names(ids: tuple[str, ...], of: Ints) -> list[str]:
    return [ids[each] for each in of.tolist()]


def _lists(side: list[str], other: list[str], rank: Ints) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for pair in np.argsort(rank, kind="stable").tolist():
        lists.setdefault(side[pair], []).append(other[pair])
    return lists


def main() -> int:
    """Print the figures; 0 when every limit is met."""
    print(provenance())
    return min(measure(peers="--without-peers" not in sys.argv[1:]), 1)


if __name__ == "__main__":
    sys.exit(main())
