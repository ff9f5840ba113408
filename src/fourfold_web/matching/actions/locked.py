"""The rows that an action holds while it changes what hangs on them."""

from fourfold_web.matching.conflicts import round_is_closed
from fourfold_web.wishes.models import MatchingRound


def locked_round(matching_round: MatchingRound) -> MatchingRound:
    """The round, held until the transaction ends; `Conflict` when it is closed."""
    fresh = MatchingRound.objects.select_for_update(of=("self",)).get(pk=matching_round.pk)
    if not fresh.is_open:
        raise round_is_closed()
    return fresh
