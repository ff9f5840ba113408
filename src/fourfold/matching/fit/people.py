"""Who takes part in a matching: learners with their needs, and guides with what they offer.

What somebody left empty is not known: it earns no points, and a rule that would need it from the
learner is not held against anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.scheduling.hours import WeeklyHours

FORMS = tuple(FormOfGuidance)
ALL_FORMS = frozenset(FORMS)
UTC_ZONE = ZoneInfo("UTC")


class Assessors(StrEnum):
    """What a program does when an assessor could advise or mentor a learner they assess (A-3).

    BLOCK refuses the pair; DECLARE allows it and shows the two roles. A coach never assesses.
    """

    BLOCK = "block"
    DECLARE = "declare"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that a learner wants guidance for, in one form.

    `name` is unique among the needs of a learner. `topic` is the area of the event or the skill,
    written like the guides' own; advising and coaching with wisdom require it (G-16).
    `counseling` marks academic counseling, which nobody who assesses may give (LCME 11.1).
    """

    name: str
    form: FormOfGuidance
    topic: str = ""
    words: str = ""
    goal: str = ""
    counseling: bool = False


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody with needs.

    `ranking` has, for the name of a need, tiers of guide ids, the best first; guides of one tier
    are a tie. `conflicts` are ids of guides with a declared conflict, `avoids` of guides whom the
    learner does not want. `group` is empty unless the learner chose to be counted in one; no score
    ever uses it (A-15).
    """

    id: str
    needs: tuple[Need, ...]
    name: str = ""
    field: str = ""
    stage: str = ""
    languages: frozenset[str] = frozenset()
    hours: tuple[WeeklyHours, ...] = ()
    zone: ZoneInfo = UTC_ZONE
    network: str = ""
    interests: frozenset[str] = frozenset()
    avoids: frozenset[str] = frozenset()
    ranking: Mapping[str, tuple[frozenset[str], ...]] = attribute(default_factory=dict)
    conflicts: frozenset[str] = frozenset()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """Somebody who can guide.

    `capacity` counts places in all, `capacity_by_form` the most in a form that it names.
    `expertise` are areas, `skills` the single skills; `words` is what the guide says about
    themself. Without a `stage`, `experience_years` tells it. `assesses`, `supervises` and `treats`
    are learner ids, as are `conflicts` and `avoids`. `ranking` has tiers of (learner id, name of
    the need), the best first.
    """

    id: str
    capacity: int
    name: str = ""
    capacity_by_form: Mapping[FormOfGuidance, int] = attribute(default_factory=dict)
    min_if_open: int = 0
    forms: frozenset[FormOfGuidance] = ALL_FORMS
    ready_forms: frozenset[FormOfGuidance] = ALL_FORMS
    expertise: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    words: str = ""
    field: str = ""
    stage: str = ""
    experience_years: int | None = None
    languages: frozenset[str] = frozenset()
    hours: tuple[WeeklyHours, ...] = ()
    zone: ZoneInfo = UTC_ZONE
    network: str = ""
    interests: frozenset[str] = frozenset()
    avoids: frozenset[str] = frozenset()
    ranking: tuple[frozenset[tuple[str, str]], ...] = ()
    assesses: frozenset[str] = frozenset()
    supervises: frozenset[str] = frozenset()
    treats: frozenset[str] = frozenset()
    conflicts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Profiles:
    """Everybody of one matching, in any order.

    `week_of` is a day of the week whose clocks count when hours of several zones are compared.
    """

    learners: tuple[Learner, ...]
    guides: tuple[Guide, ...]
    week_of: date
    assessors: Assessors = Assessors.BLOCK
