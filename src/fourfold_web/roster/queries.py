"""What pages read about offers to guide."""

from django.db.models import QuerySet

from fourfold_web.programs.models import Program
from fourfold_web.roster.models import GuideOffer, OfferState


def waiting_offers(program: Program) -> QuerySet[GuideOffer]:
    """The offers that wait for the program's answer, the oldest first."""
    waiting = program.guide_offers.filter(state=OfferState.WAITING)
    return waiting.select_related("person").order_by("offered_at")
