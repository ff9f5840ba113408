"""Word cards, and when each comes back (G-10, G-44); the cards stand in `data/word_cards.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from fourfold.issues import FourfoldError, unknown
from fourfold.learning.facts import numbers, read, text_of


@dataclass(frozen=True, slots=True)
class WordCard:
    """A word, what it means here, and what it is easily taken for."""

    id: str
    word: str
    means: str
    not_to_confuse: str
    source: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card lies for one person: its box, from 0, and the day on which it comes back."""

    box: int
    due: date


def word_cards() -> Mapping[str, WordCard]:
    """Every card by its id, in the order in which they are first shown."""
    return _cards()


def word_card(card_id: str) -> WordCard:
    """One card; FourfoldError when there is none of that id."""
    if card_id not in _cards():
        raise FourfoldError(unknown("word card", card_id, _cards()))
    return _cards()[card_id]


def placed(box: int | None, *, knew: bool, today: date) -> Place:
    """Where a card goes after it was turned; `box` is None for one that was never turned.

    A known word goes one box on, an unknown one to the first, which comes back on the next day.
    """
    days = numbers().box_days
    following = 0 if not knew else min(0 if box is None else box + 1, len(days) - 1)
    return Place(following, today + timedelta(days=days[following]))


def to_turn(places: Mapping[str, Place], *, today: date) -> tuple[WordCard, ...]:
    """The cards for today: those that come back, the longest due first, then some new ones."""
    back = sorted((place.due, card) for card, place in places.items() if place.due <= today)
    known = [card for _, card in back if card in _cards()]
    new = [card for card in _cards() if card not in places]
    return tuple(_cards()[card] for card in [*known, *new][: numbers().cards_at_a_time])


@cache
def _cards() -> Mapping[str, WordCard]:
    found = {}
    for number, entry in enumerate(read("word_cards.toml")["cards"], start=1):
        keys = ("id", "word", "means", "not_to_confuse", "source")
        card = WordCard(*(text_of(entry, key, f"word_cards.toml, card {number}") for key in keys))
        if card.id in found:
            raise FourfoldError(f"word_cards.toml: {card.id} stands there twice.")
        found[card.id] = card
    return MappingProxyType(found)
