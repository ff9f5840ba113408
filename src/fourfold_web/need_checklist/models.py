"""Need checks: what an organization or a unit of a program needs, and when that was asked."""

from django.db import models

from fourfold.programs.need_checklist import Need, need_of
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.shared.fields import ConfidentialJSON
from fourfold_web.shared.models import UUIDModel

LONGEST_UNIT = 80


class NeedCheck(UUIDModel):
    """One check of one unit; its answers decide, the result follows from them at each look."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="need_checks")
    unit = models.CharField(max_length=LONGEST_UNIT)
    # By the id of the question; what is left open is not among them.
    answers = ConfidentialJSON(datum="need_checklist", default=dict)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["unit", "-finished_at"]

    def __str__(self) -> str:
        return f"need check {self.pk}"

    def to_core(self) -> Need:
        """What the answers show."""
        return need_of(self.answers)
