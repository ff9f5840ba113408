"""More needs with a guide where ties leave a choice, and still no two who would rather.

How many a stable matching serves depends on how ties are broken, and to serve the most is hard. Two
moves help, and neither makes anybody strictly prefer what they do not have: whoever has nobody asks
again and comes first among equals (the promotion of Z. Király, 2011), and a need passes to a guide
it likes as much where there is room, so that its place is free.
"""

from collections.abc import Iterator

import numpy as np

from fourfold.matching.problem import NOBODY
from fourfold.matching.stable.preferences import LOUDEST
from fourfold.matching.stable.proposals import Proposals

# So many rounds in a row that serve nobody more are the last.
_PATIENCE = 6


def enlarge(market: Proposals, rounds: int = LOUDEST) -> bool:
    """Serve more needs, in so many rounds at most; whether anybody has somebody else now."""
    start = list(market.now)
    market.again = True
    aside = _Aside(market) if market.wishes.needs_tie() and market.waiting() else None
    waited, served = 0, market.served()
    for _ in range(rounds):
        before = list(market.now)
        _ask_louder(market)
        if aside:
            aside.make_room()
        waited = 0 if market.served() > served else waited + 1
        served = market.served()
        if market.now == before or waited > _PATIENCE or not market.waiting():
            break
    return market.now != start


def _ask_louder(market: Proposals) -> None:
    needs = [need for need in market.waiting() if market.loudness[need] < LOUDEST]
    for need in needs:
        market.loudness[need] += 1
    market.ask(needs)


class _Aside:
    """Needs step aside, to guides they like as much, so that a guide has room for others."""

    def __init__(self, market: Proposals) -> None:
        self.market = market
        guide, guides = market.wishes.guide, len(market.held)
        # Short numbers are sorted several times faster.
        self._order = np.argsort(guide.astype(np.min_scalar_type(guides)), kind="stable")
        self._end: list[int] = np.cumsum(np.bincount(guide, minlength=guides)).tolist()
        # Guides from where nobody steps aside, until something changes.
        self._stuck: set[int] = set()

    def make_room(self) -> None:
        """Make room for each need that waits, wherever others can step aside."""
        market = self.market
        self._stuck.clear()
        for need in market.waiting():
            for place in market.places_of(need):
                if market.now[need] != NOBODY:
                    break
                guide = market.guide[place]
                moves = self._way_out(need, guide)
                for mover, target in moves:
                    market.leave(mover)
                    market.take(mover, target)
                if moves:
                    self._stuck.clear()
                    self._fill(guide)

    def _way_out(self, need: int, guide: int) -> list[tuple[int, int]]:
        """Who steps to which place, in this order, so that the guide has room; empty for no way."""
        market, radix = self.market, self.market.wishes.radix
        came: dict[int, tuple[int, int, int]] = {}
        seen, queue = {guide}, [(guide, market.in_the_way(need, guide) or [])]
        if guide in self._stuck:
            return []
        for here, rivals in queue:
            for mover in [bid % radix for bid in rivals]:
                for place in market.as_good(mover):
                    other = market.guide[place]
                    if other in seen or other in self._stuck:
                        continue
                    way = market.in_the_way(mover, other)
                    if way is not None and not self._first_in_line(mover, place):
                        continue
                    seen.add(other)
                    came[other] = mover, place, here
                    if way is None:
                        return list(_back(came, other, guide))
                    queue.append((other, way))
        self._stuck |= seen
        return []

    def _first_in_line(self, need: int, place: int) -> bool:
        """Whether the guide of this place likes nobody better of those who rather had it."""
        market, tie = self.market, self.market.wishes.tie
        mine = market.bid(place, need) // tie
        return all(bid // tie <= mine for bid, *_ in self._rather_here(market.guide[place]))

    def _fill(self, guide: int) -> None:
        """Give the free place to whom the guide likes best of those who rather had it, and on."""
        market = self.market
        while guide != NOBODY:
            for _bid, need, place in sorted(self._rather_here(guide), reverse=True):
                if market.in_the_way(need, guide) is None:
                    guide = market.leave(need)
                    market.take(need, place)
                    break
            else:
                return

    def _rather_here(self, guide: int) -> Iterator[tuple[int, int, int]]:
        """Offer, need and place of those who like this guide better than what they have."""
        market = self.market
        start = self._end[guide - 1] if guide else 0
        for place in self._order[start : self._end[guide]].tolist():
            need = market.offer[place] % market.wishes.radix
            now = market.now[need]
            if now == NOBODY or market.liking[place] < market.liking[now]:
                yield market.bid(place, need), need, place


def _back(came: dict[int, tuple[int, int, int]], end: int, start: int) -> Iterator[tuple[int, int]]:
    while end != start:
        mover, place, end = came[end]
        yield mover, place
