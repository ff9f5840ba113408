"""A product as its learner confirmed it, on the way from the page to the row."""

from dataclasses import dataclass

from fourfold.guidance.products import Reference
from fourfold_web.products.models import MentorRole


@dataclass(frozen=True, slots=True)
class Confirmed:
    """One product before it is kept."""

    title: str
    year: int | None
    reference: Reference
    mentor_role: MentorRole
