"""How many people a guide has already, and who takes somebody new."""

from uuid import UUID

from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from fourfold_web.engagements.models import Engagement, GuidanceRequest, GuidanceRequestState
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole


def with_room(guides: QuerySet[Membership]) -> QuerySet[Membership]:
    """Of these guides, the ones who take somebody new now."""
    return with_taken(guides).filter(has_room=True)


def with_taken(guides: QuerySet[Membership]) -> QuerySet[Membership]:
    """The guides with `taken`, their running pairs and the requests they settle, and `has_room`."""
    settled = Q(state__in=[GuidanceRequestState.OFFERED, GuidanceRequestState.ACCEPTED])
    pairs = _count_for_guide(Engagement.objects.filter(ended_at=None))
    settling = _count_for_guide(GuidanceRequest.objects.filter(settled))
    has_room = Q(paused=False) & (Q(capacity=None) | Q(capacity__gt=F("taken")))
    return guides.annotate(taken=pairs + settling).annotate(
        has_room=ExpressionWrapper(has_room, output_field=BooleanField())
    )


def full_membership(guide: Person, program_id: UUID) -> Membership | None:
    """The membership of a guide who has as many people as they said they can guide."""
    mine = Membership.objects.filter(
        program=program_id, person=guide, role=MembershipRole.GUIDE, capacity__isnull=False
    )
    return with_taken(mine).filter(taken__gte=F("capacity")).first()


def _count_for_guide(rows: QuerySet) -> Coalesce:
    """How many of `rows` name the guide of the membership around this query, in its program."""
    of_guide = rows.filter(program=OuterRef("program"), guide=OuterRef("person"))
    counted = of_guide.order_by().values("guide").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)
