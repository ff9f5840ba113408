"""An order with ties as a page sends it, and the two taps that move one entry up or down."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

# More places would be no order that somebody means.
MOST = 20
# So many a learner ranks, where there are so many.
LEAST = 3

Ranks = dict[UUID, int]


@dataclass(frozen=True, slots=True)
class Move:
    """A tap on “up” or “down” beside one entry."""

    key: UUID
    up: bool


def ranks_in(sent: Mapping[str, str], keys: Iterable[UUID]) -> Ranks:
    """What was chosen for each of these: fields named “<id>-rank”, empty when not ranked."""
    found = {key: sent.get(f"{key}-rank", "") for key in keys}
    places = [str(place) for place in range(1, MOST + 1)]
    return {key: int(value) for key, value in found.items() if value in places}


def asked_to_move(sent: Mapping[str, str]) -> Move | None:
    """The tap that sent the page, if it was one of these two."""
    for name in ("up", "down"):
        try:
            return Move(UUID(sent[name]), name == "up")
        except (KeyError, ValueError):
            continue
    return None


def moved(ranks: Mapping[UUID, int], key: UUID, *, up: bool) -> Ranks:
    """The order with one entry a place higher or lower.

    An entry leaves its tie first; one that is not ranked comes last; the ends stay where they are.
    Beyond the last place all are a tie.
    """
    tiers = _tiers(ranks)
    if key not in ranks:
        return {key: min(rank, MOST) for key, rank in _ranks([*tiers, [key]]).items()}
    place = next(number for number, tier in enumerate(tiers) if key in tier)
    rest = [each for each in tiers[place] if each != key]
    if rest:
        tiers[place : place + 1] = [[key], rest] if up else [rest, [key]]
        return _ranks(tiers)
    other = place - 1 if up else place + 1
    if 0 <= other < len(tiers):
        tiers[place], tiers[other] = tiers[other], tiers[place]
    return _ranks(tiers)


def places(number: int) -> list[tuple[int, str]]:
    """The places that a page offers for so many entries, such as (1, “1st”)."""
    return [(place, ordinal(place)) for place in range(1, min(number, MOST) + 1)]


def ordinal(place: int) -> str:
    """“1st”, “2nd”, “3rd”, “11th”."""
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{place}{'th' if place // 10 % 10 == 1 else ends.get(place % 10, 'th')}"


def _tiers(ranks: Mapping[UUID, int]) -> list[list[UUID]]:
    return [[key for key in ranks if ranks[key] == rank] for rank in sorted(set(ranks.values()))]


def _ranks(tiers: Iterable[Iterable[UUID]]) -> Ranks:
    return {key: place for place, tier in enumerate(tiers, start=1) for key in tier}
