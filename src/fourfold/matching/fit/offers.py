"""What guides offer, held against what needs name: topics, goals, forms and places."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fourfold.matching.fit.names import Names, key, names_of
from fourfold.matching.fit.people import FORMS, Guide, Need

FIELD_FIT, AREA_FIT, SKILL_FIT = 1, 2, 3
# How many offers a goal may speak of before the rest earns nothing more.
GOALS = 3
_WORD = re.compile(r"[^\W_]+")
_MOST_PLACES = 30_000


@dataclass(frozen=True, eq=False)
class Offers:
    """N needs, G guides, four forms in the order of `FORMS`.

    `need_topic` (N) and `need_goals` (N x 3) are rows of `fit` (names + 1 x G): 0 none, 1 the
    guide's field, 2 an area, 3 a skill. The last row is empty. `room` (4 x G) is how many places a
    guide has in a form; `offered` and `ready` (4 x G) say which forms.
    """

    need_topic: NDArray[np.int32]
    need_goals: NDArray[np.int32]
    fit: NDArray[np.int8]
    offered: NDArray[np.bool_]
    ready: NDArray[np.bool_]
    room: NDArray[np.int16]
    labels: tuple[str, ...]


def offers_of(needs: Sequence[Need], guides: Sequence[Guide]) -> Offers:
    """The offers of guides that these needs name; the others are not kept."""
    offered = names_of(tag for guide in guides for tag in (guide.field, *_offered(guide)))
    phrases = _phrases(offered)
    goals = [_named_in(f"{need.goal} {need.words}", phrases, key(need.topic)) for need in needs]
    named = {key(need.topic) for need in needs}.union(*goals)
    kept = names_of(label for label in offered.labels if key(label) in named)
    empty = len(kept.labels)
    need_goals = np.full((len(needs), GOALS), empty, np.int32)
    for row, tags in enumerate(goals):
        need_goals[row, : len(tags)] = [kept.numbers[tag] for tag in tags]
    topics = kept.codes([need.topic for need in needs])
    return Offers(
        need_topic=np.where(topics < 0, np.int32(empty), topics),
        need_goals=need_goals,
        fit=_fit(guides, kept),
        offered=_by_form([guide.forms for guide in guides]),
        ready=_by_form([guide.ready_forms for guide in guides]),
        room=_room(guides),
        labels=kept.labels,
    )


def _offered(guide: Guide) -> Iterator[str]:
    yield from guide.expertise
    yield from guide.skills


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Offers by their plain words, and how many words those have that begin with a word."""

    tags: dict[str, str]
    lengths: dict[str, tuple[int, ...]]


def _phrases(offered: Names) -> _Phrases:
    tags: dict[str, str] = {}
    lengths: dict[str, set[int]] = {}
    for tag in offered.numbers:
        if words := _WORD.findall(tag):
            tags.setdefault(" ".join(words), tag)
            lengths.setdefault(words[0], set()).add(len(words))
    return _Phrases(tags, {word: tuple(sorted(found)) for word, found in lengths.items()})


def _named_in(text: str, phrases: _Phrases, topic: str) -> list[str]:
    """The first offers that a text names, in its order, without the topic itself."""
    words = _WORD.findall(text.casefold())
    found: dict[str, None] = {}
    for place, word in enumerate(words):
        for length in phrases.lengths.get(word, ()):
            tag = phrases.tags.get(" ".join(words[place : place + length]), topic)
            if tag != topic:
                found[tag] = None
    return list(found)[:GOALS]


def _fit(guides: Sequence[Guide], kept: Names) -> NDArray[np.int8]:
    fit = np.zeros((len(kept.labels) + 1, len(guides)), np.int8)
    for column, guide in enumerate(guides):
        for level, tags in (
            (FIELD_FIT, (guide.field,)),
            (AREA_FIT, guide.expertise),
            (SKILL_FIT, guide.skills),
        ):
            for tag in tags:
                row = kept.numbers.get(key(tag))
                if row is not None:
                    fit[row, column] = level
    return fit


def _by_form(sets: Sequence[frozenset[str]]) -> NDArray[np.bool_]:
    return np.array([[form in each for each in sets] for form in FORMS], np.bool_)


def _room(guides: Sequence[Guide]) -> NDArray[np.int16]:
    places = [
        [min(guide.capacity, guide.capacity_by_form.get(form, guide.capacity)) for guide in guides]
        for form in FORMS
    ]
    return np.minimum(np.array(places, np.int64), _MOST_PLACES).astype(np.int16)
