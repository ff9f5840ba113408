"""Many people of every kind: unlike in all that rules and criteria ask for, with gaps."""

from dataclasses import replace
from itertools import cycle

from bench.matching_people import people

from fourfold.matching.fit.people import FORMS, Guide, Learner, Profiles


def crowd(learners: int, guides: int, seed: int = 0) -> Profiles:
    """Made-up people; some say next to nothing, some have several needs, some are kept apart."""
    made = people(learners, guides, seed)
    return replace(
        made,
        learners=tuple(map(_changed_learner, range(learners), made.learners)),
        guides=tuple(map(_changed_guide, range(guides), made.guides, cycle(made.learners))),
    )


def shuffled(profiles: Profiles) -> Profiles:
    """The same people in another order."""
    return replace(profiles, learners=profiles.learners[::-1], guides=profiles.guides[::-1])


def _changed_learner(number: int, learner: Learner) -> Learner:
    if number % 11 == 0:
        learner = replace(learner, hours=(), languages=frozenset(), field="", stage="")
    if number % 7 == 0:
        need = replace(learner.needs[0], counseling=True, goal="Reach t1, then t2 and t31")
        learner = replace(learner, needs=(need,))
    if number % 5 == 0:
        other = FORMS[(FORMS.index(learner.needs[0].form) + 1) % 4]
        second = replace(learner.needs[0], name=f"{other}", form=other)
        learner = replace(learner, needs=(second, *learner.needs))
    return replace(learner, group="AB"[number % 2] if number % 3 else "")


def _changed_guide(number: int, guide: Guide, learner: Learner) -> Guide:
    near = frozenset({learner.id})
    if number % 6 == 0:
        guide = replace(guide, supervises=near, ready_forms=frozenset(FORMS[:2]))
    if number % 6 == 1:
        guide = replace(guide, treats=near, hours=(), stage="", experience_years=number % 30)
    if number % 6 == 2:
        guide = replace(guide, conflicts=near, avoids=guide.assesses)
    return guide
