"""Pairs that would rather have each other, resolved one after the other.

Needed only where quotas and the rule of different guides meet: there a guide's choice is no
matroid, deferred acceptance may leave such pairs, and a stable matching need not exist.
"""

from fourfold.matching.problem import NOBODY
from fourfold.matching.stable.proposals import Proposals

_MOST_ROUNDS = 200


def repair(market: Proposals) -> int:
    """Let needs ask again until none would be taken; how many pairs still would rather."""
    market.again = True
    for _ in range(_MOST_ROUNDS):
        needs = _unsettled(market)
        if not needs:
            return 0
        market.leave(needs[0])
        market.ask(needs[:1])
    return len(_unsettled(market))


def _unsettled(market: Proposals) -> list[int]:
    """The needs that a guide would take whom they like better than what they have."""
    return [
        need
        for need in range(market.wishes.needs)
        for place in market.places_of(need)
        if _rather(market, need, place)
    ]


def _rather(market: Proposals, need: int, place: int) -> bool:
    now, liking, tie = market.now[need], market.liking, market.wishes.tie
    if now != NOBODY and liking[place] >= liking[now]:
        return False
    rivals = market.in_the_way(need, market.guide[place])
    if rivals is None:
        return True
    mine = market.offer[place] // tie
    return any(bid // tie < mine for bid in rivals)
