"""Made-up learners and guides of any number, with vectors in place of words.

Fields are as unequal as real ones, with ten topics each; needs are for all four forms, people live
in eight time zones and are free now and then. Nothing here is about real people.
"""

from datetime import date, time
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from fourfold.matching.fit.facts import stages
from fourfold.matching.fit.people import FORMS, Guide, Learner, Need, Profiles
from fourfold.scheduling.hours import WeeklyHours

FIELDS, TOPICS_OF_FIELD, INTERESTS, SITES = 30, 10, 40, 12
TOPICS = FIELDS * TOPICS_OF_FIELD
# Advising, coaching, coaching with wisdom, mentoring: the parts of all needs.
PARTS_OF_FORMS = (0.25, 0.25, 0.10, 0.40)
ZONES = [
    ZoneInfo(name)
    for name in (
        *("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
        *("America/Phoenix", "America/Anchorage", "Pacific/Honolulu", "Europe/London"),
    )
]
LANGUAGES = ("English", "Spanish", "Chinese", "Tagalog", "French")
SPEAKS = (0.9, 0.25, 0.1, 0.06, 0.05)
STAGES = tuple(stages())
WEEK_OF = date(2026, 10, 12)
# Beginnings and lengths in hours from which people's free times are made.
STARTS, LENGTHS = (7, 9, 12, 15, 17), (1, 2, 3)
SHIFTS = [
    WeeklyHours(day, time(start), time(start + length))
    for day in range(7)
    for start in STARTS
    for length in LENGTHS
]
Floats = NDArray[np.float32]


def people(learners: int, guides: int, seed: int = 0) -> Profiles:
    """So many learners with one need each, and guides."""
    dice = np.random.default_rng(seed)
    return Profiles(
        tuple(_learners(dice, learners, guides)), tuple(_guides(dice, guides, learners)), WEEK_OF
    )


def vectors(profiles: Profiles, width: int = 384, seed: int = 0) -> tuple[Floats, Floats]:
    """A vector a need and a guide, near that of their topics; rows by id, as in `Features`."""
    dice = np.random.default_rng(seed)
    of_topics = dice.standard_normal((TOPICS, width), np.float32)
    need_topics = [[int(learner.needs[0].topic[1:])] for learner in profiles.learners]
    guide_topics = [[int(topic[1:]) for topic in guide.expertise] for guide in profiles.guides]
    return tuple(_near(dice, of_topics, topics) for topics in (need_topics, guide_topics))


def _near(dice: np.random.Generator, of_topics: Floats, topics: list[list[int]]) -> Floats:
    means = np.stack([of_topics[some].mean(axis=0) for some in topics])
    near: Floats = means + dice.standard_normal(means.shape, np.float32)
    return near


def _learners(dice: np.random.Generator, learners: int, guides: int) -> list[Learner]:
    own, form = _fields(dice, learners), dice.choice(4, learners, p=PARTS_OF_FORMS)
    topic = dice.integers(0, TOPICS_OF_FIELD, learners)
    stage, site = dice.integers(0, 4, learners), dice.integers(0, SITES, learners)
    return [
        Learner(
            id=f"l{n:06}",
            needs=(Need("any", FORMS[form[n]], topic=f"t{own[n] * TOPICS_OF_FIELD + topic[n]}"),),
            field=f"f{own[n]}",
            stage=STAGES[stage[n]],
            languages=_spoken(dice),
            hours=_week(dice),
            zone=ZONES[n % len(ZONES)],
            network=f"s{site[n]}",
            interests=_some(dice, "i", INTERESTS, 5),
            avoids=_some(dice, "g", guides, 1, 6) if n % 9 == 0 else frozenset(),
            ranking={"any": tuple(frozenset([g]) for g in sorted(_some(dice, "g", guides, 3, 6)))}
            if n % 3 == 0
            else {},
        )
        for n in range(learners)
    ]


def _guides(dice: np.random.Generator, guides: int, learners: int) -> list[Guide]:
    own, stage = _fields(dice, guides), dice.integers(1, len(STAGES), guides)
    capacity, site = dice.integers(0, 9, guides), dice.integers(0, SITES, guides)
    offers = dice.random((guides, 4)) < 0.7
    return [
        Guide(
            id=f"g{n:06}",
            capacity=int(capacity[n]),
            forms=frozenset(
                form for form, offered in zip(FORMS, offers[n], strict=True) if offered
            ),
            expertise=(topics := _topics(dice, own[n])),
            skills=frozenset(sorted(topics)[:2]),
            field=f"f{own[n]}",
            stage=STAGES[stage[n]],
            languages=_spoken(dice),
            hours=_week(dice),
            zone=ZONES[n % len(ZONES)],
            network=f"s{site[n]}",
            interests=_some(dice, "i", INTERESTS, 5),
            assesses=_some(dice, "l", learners, 4, 6),
            ranking=(_ranked(dice, learners),) if n % 3 == 0 else (),
        )
        for n in range(guides)
    ]


def _fields(dice: np.random.Generator, people: int) -> NDArray[np.int64]:
    shares = 1 / np.arange(1, FIELDS + 1)
    return dice.choice(FIELDS, people, p=shares / shares.sum())


def _topics(dice: np.random.Generator, own: int) -> frozenset[str]:
    own_topics = dice.integers(0, TOPICS_OF_FIELD, 5) + own * TOPICS_OF_FIELD
    return frozenset(f"t{topic}" for topic in (*own_topics, dice.integers(0, TOPICS)))


def _spoken(dice: np.random.Generator) -> frozenset[str]:
    speaks = dice.random(len(LANGUAGES))
    return frozenset(
        name for name, chance, part in zip(LANGUAGES, speaks, SPEAKS, strict=True) if chance < part
    )


def _week(dice: np.random.Generator) -> tuple[WeeklyHours, ...]:
    return tuple(SHIFTS[place] for place in sorted(set(dice.integers(0, len(SHIFTS), 5).tolist())))


def _some(
    dice: np.random.Generator, letter: str, many: int, count: int, digits: int = 0
) -> frozenset[str]:
    return frozenset(f"{letter}{number:0{digits}}" for number in dice.integers(0, many, count))


def _ranked(dice: np.random.Generator, learners: int) -> frozenset[tuple[str, str]]:
    return frozenset((learner, "any") for learner in _some(dice, "l", learners, 3, 6))
