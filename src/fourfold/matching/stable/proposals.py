"""Deferred acceptance: each need asks the guides of its list in turn, a guide keeps the best."""

from collections.abc import Iterable, Iterator
from heapq import heapify, heappush, heapreplace

from fourfold.matching.problem import NOBODY
from fourfold.matching.stable.places import Places
from fourfold.matching.stable.preferences import Preferences

# More than any offer, so that nothing gets in.
_CLOSED = 1 << 63
# The room of a guide that has to be asked who may come; see `Places.bounded`.
_ASK = -1


class Proposals:
    """Who has asked whom, and whom each guide keeps for now.

    `at[n]` is the place in the lists that need n asks next, `now[n]` the place it has, or NOBODY.
    A guide holds offers (see `Preferences.offer`); the least comes first, save with bounded guides.
    """

    def __init__(self, wishes: Preferences, places: Places) -> None:
        self.wishes, self.places = wishes, places
        self.first = wishes.first.tolist()
        # Views read quicker one by one than arrays, and take no room as lists would.
        self.guide, self.offer = wishes.guide.data, wishes.offer.data
        self.liking = wishes.liking.data
        self.at, self.now = self.first[:-1], [NOBODY] * wishes.needs
        self.loudness = [0] * wishes.needs
        self.room = places.room.tolist()
        for guide in places.bounded:
            self.room[guide] = _ASK
        self.held: list[list[int]] = [[] for _ in self.room]
        # What an offer must exceed to be looked at.
        self.least = [_CLOSED if room == 0 else NOBODY for room in self.room]
        # Whether a need that must leave starts its list again.
        self.again = False

    def ask(self, queue: Iterable[int]) -> list[int]:
        """Let these needs ask until each is kept or has asked everybody; those who are not kept."""
        at, now, ends, guide, offer = self.at, self.now, self.first[1:], self.guide, self.offer
        starts = self.first if self.again else at
        least, room, held, louder = self.least, self.room, self.held, self.wishes.louder
        left = []
        for need in queue:
            place, end, more = starts[need], ends[need], self.loudness[need] * louder
            while place < end:
                one, bid = guide[place], offer[place] + more
                place += 1
                if bid < least[one]:
                    continue
                if room[one] > 0:
                    room[one] -= 1
                    heappush(held[one], bid)
                    if not room[one]:
                        least[one] = held[one][0]
                    at[need], now[need] = place, place - 1
                    break
                out = self._instead(one, need, bid)
                if out == need:
                    continue
                at[need], now[need] = place, place - 1
                if out == NOBODY:
                    break
                need = out
                now[need] = NOBODY
                place, end, more = starts[need], ends[need], self.loudness[need] * louder
            else:
                at[need] = end
                left.append(need)
        return left

    def _instead(self, guide: int, need: int, bid: int) -> int:
        """Who leaves a guide that this need asks: NOBODY, the need itself, or another."""
        held = self.held[guide]
        if self.room[guide] != _ASK:
            out = heapreplace(held, bid) % self.wishes.radix
            self.least[guide] = held[0]
            return out
        rivals = self.in_the_way(need, guide)
        if rivals is None:
            held.append(bid)
            return NOBODY
        if not rivals or (worst := min(rivals)) > bid:
            return need
        held[held.index(worst)] = bid
        return worst % self.wishes.radix

    def in_the_way(self, need: int, guide: int) -> list[int] | None:
        """The offers whose leaving makes room for the need; None when there is room."""
        held, radix = self.held[guide], self.wishes.radix
        if self.room[guide] != _ASK:
            return held if not self.room[guide] else None
        of = {bid % radix: bid for bid in held}
        found = self.places.in_the_way(need, guide, list(of))
        return found if found is None else [of[each] for each in found]

    def served(self) -> int:
        """How many needs are kept."""
        return len(self.now) - self.now.count(NOBODY)

    def places_kept(self) -> list[int]:
        """The places of the needs that are kept."""
        return [now for now in self.now if now != NOBODY]

    def waiting(self) -> list[int]:
        """The needs that have nobody although somebody is on their list."""
        return [
            need for need, now in enumerate(self.now) if now == NOBODY and len(self.places_of(need))
        ]

    def places_of(self, need: int) -> range:
        """The list of a need."""
        return range(self.first[need], self.first[need + 1])

    def as_good(self, need: int) -> Iterator[int]:
        """The other places that a kept need likes as much as the one it has."""
        now, liking, whole = self.now[need], self.liking, self.places_of(need)
        low, high = now - 1, now + 1
        while low in whole and liking[low] == liking[now]:
            yield low
            low -= 1
        while high in whole and liking[high] == liking[now]:
            yield high
            high += 1

    def leave(self, need: int) -> int:
        """Take the need from its guide, or from nobody; the guide."""
        place = self.now[need]
        if place == NOBODY:
            return NOBODY
        guide, held = self.guide[place], self.held[self.guide[place]]
        held.remove(self.bid(place, need))
        self.now[need] = NOBODY
        if self.room[guide] != _ASK:
            heapify(held)
            self.room[guide] += 1
            self.least[guide] = NOBODY
        return guide

    def take(self, need: int, place: int) -> None:
        """Give a need that has nobody the guide of this place, where there is room."""
        guide = self.guide[place]
        held = self.held[guide]
        heappush(held, self.bid(place, need))
        self.now[need], self.at[need] = place, place + 1
        if self.room[guide] != _ASK:
            self.room[guide] -= 1
            if not self.room[guide]:
                self.least[guide] = held[0]

    def close(self, guide: int) -> list[int]:
        """Let nobody have this guide any more; the needs that had it, who may ask again."""
        needs = [bid % self.wishes.radix for bid in self.held[guide]]
        self.held[guide], self.room[guide], self.least[guide] = [], 0, _CLOSED
        for need in needs:
            self.now[need] = NOBODY
        return needs

    def bid(self, place: int, need: int) -> int:
        """What the need offers the guide of this place now."""
        return self.offer[place] + self.loudness[need] * self.wishes.louder
