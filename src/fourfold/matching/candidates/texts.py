"""The words of profiles that are compared, in the order of needs and guides in `Features`."""

from collections.abc import Iterator

from fourfold.matching.candidates.similarity import WordLikeness, likeness_of_words
from fourfold.matching.candidates.words import words_of
from fourfold.matching.fit.people import Guide, Need, Profiles


def texts_of(profiles: Profiles) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """One text a need and one text a guide, for a model of the program's own to read."""
    needs = (" ".join((need.topic, need.words, need.goal)) for need in _needs(profiles))
    guides = (" ".join(_offered(guide)) for guide in _guides(profiles))
    return tuple(" ".join(text.split()) for text in needs), tuple(guides)


def likeness_of_profiles(profiles: Profiles) -> WordLikeness:
    """How alike everybody's words are, word by word."""
    return likeness_of_words(
        [words_of(need.words, need.goal, topic=need.topic) for need in _needs(profiles)],
        [words_of(*_offered(guide)) for guide in _guides(profiles)],
    )


def _needs(profiles: Profiles) -> Iterator[Need]:
    for learner in sorted(profiles.learners, key=lambda each: each.id):
        yield from sorted(learner.needs, key=lambda each: each.name)


def _guides(profiles: Profiles) -> list[Guide]:
    return sorted(profiles.guides, key=lambda each: each.id)


def _offered(guide: Guide) -> tuple[str, ...]:
    return (*sorted(guide.expertise), *sorted(guide.skills), guide.words)
