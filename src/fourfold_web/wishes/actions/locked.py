"""The rows of a round and a need, locked for a write while the round is open."""

from fourfold_web.wishes.conflicts import need_is_gone, round_is_closed
from fourfold_web.wishes.models import MatchingRound, Need


def open_round_of(matching_round: MatchingRound) -> MatchingRound:
    """The fresh row, which nobody closes before the caller's transaction ends."""
    fresh = MatchingRound.objects.select_for_update(no_key=True).get(pk=matching_round.pk)
    if not fresh.is_open:
        raise round_is_closed()
    return fresh


def open_need(need: Need) -> Need:
    """The fresh row of a need that its learner did not take back, in a round that is open."""
    open_round_of(need.round)
    found = Need.objects.select_for_update(of=("self",)).select_related("round", "learner")
    fresh = found.get(pk=need.pk)
    if fresh.withdrawn_at:
        raise need_is_gone()
    return fresh
