"""Figures of a program as they were counted last, and what leaves it for research."""

import secrets

from django.db import models

from fourfold.programs.half_years import HalfYear
from fourfold_web.engagements.models import Engagement
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.shared.models import UUIDModel


class ProgramFigures(UUIDModel):
    """The figures of one program at a glance, counted anew each Monday.

    Numbers are kept as they may be shown, in steps and without what is too small (B-7): what is not
    here cannot leak, and no two looks lie closer together than a week.
    """

    program = models.OneToOneField(Program, models.CASCADE, related_name="figures")
    as_of = models.DateTimeField()
    numbers = models.JSONField()

    def __str__(self) -> str:
        return f"figures of {self.program_id}"


class PeriodFigures(UUIDModel):
    """Who was reached in one half-year, as it may be shown. Once it is final it never changes,
    so that nobody compares it with itself after a move of somebody from one group to another."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="period_figures")
    begins = models.DateField()
    as_of = models.DateTimeField()
    is_final = models.BooleanField(default=False)
    numbers = models.JSONField()

    class Meta:
        ordering = ["-begins"]
        constraints = [
            models.UniqueConstraint(fields=["program", "begins"], name="one_figures_per_half_year")
        ]

    def __str__(self) -> str:
        return f"figures of {self.program_id} from {self.begins}"

    @property
    def half_year(self) -> HalfYear:
        """The half-year that they are about."""
        return HalfYear(self.begins)


class LearnerPlace(UUIDModel):
    """The cohort and site of a learner when a half-year counted them first.

    They stay there until it is final, whatever becomes of them on the roster: a number that is not
    shown cannot be found by moving people from one group to another, or out of the program.
    """

    period = models.ForeignKey(PeriodFigures, models.CASCADE, related_name="places")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    cohort = models.CharField(max_length=60)
    site = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "person"], name="one_place_per_half_year")
        ]

    def __str__(self) -> str:
        return f"place of {self.person_id}"


class ResearchConsent(UUIDModel):
    """One person's word on whether numbers of one pair may go out for research."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="research_consents")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    is_yes = models.BooleanField()
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "person"], name="one_research_consent_per_side"
            )
        ]

    def __str__(self) -> str:
        return f"research consent of {self.person_id}"


def new_study_id() -> str:
    """Ten random signs that say nothing about the pair."""
    return secrets.token_hex(5)


class StudyFile(UUIDModel):
    """The one file for research of a half-year: `rows` as they went out, headings first.

    It is never made again and shares no pair with another, so that no two files can be compared.
    After some weeks `rows` is emptied, and no copy is left here.
    """

    period = models.OneToOneField(PeriodFigures, models.CASCADE, related_name="study_file")
    made_at = models.DateTimeField(auto_now_add=True)
    pairs = models.PositiveIntegerField()
    rows = models.JSONField()

    def __str__(self) -> str:
        return f"study file {self.pk}"

    @property
    def can_be_taken(self) -> bool:
        """Whether pairs stand in it, and its copy is still here."""
        return bool(self.pairs and self.rows)


class StudyPair(UUIDModel):
    """A pair that went out once, and goes out no more. Which row is theirs is written nowhere."""

    engagement = models.OneToOneField(Engagement, models.CASCADE, related_name="study_pair")

    def __str__(self) -> str:
        return f"study pair {self.pk}"
