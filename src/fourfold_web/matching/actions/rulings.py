"""Pinning and forbidding single pairs, for every further run of a round."""

from django.db import transaction

from fourfold_web.matching.actions.locked import locked_round
from fourfold_web.matching.conflicts import pinned_before
from fourfold_web.matching.models import Ruling, RulingKind
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record
from fourfold_web.wishes.models import Need


@transaction.atomic
def rule_pair(*, by: Person, need: Need, guide: Person, kind: RulingKind) -> Ruling:
    """Pin or forbid one pair; a ruling on the same pair gives way. A need has one pin at most."""
    matching_round = locked_round(need.round)
    pin = matching_round.rulings.filter(need=need, kind=RulingKind.PIN).exclude(guide=guide).first()
    if kind == RulingKind.PIN and pin:
        raise pinned_before(pin.guide.name)
    ruling, _ = Ruling.objects.update_or_create(
        round=matching_round, need=need, guide=guide, defaults={"kind": kind, "by": by}
    )
    record(actor=by, verb="rule_pair", of=ruling, kind=kind.value)
    return ruling


@transaction.atomic
def lift_ruling(*, by: Person, ruling: Ruling) -> None:
    """Take a ruling back."""
    locked_round(ruling.round)
    record(actor=by, verb="lift_ruling", of=ruling, kind=ruling.kind)
    ruling.delete()
