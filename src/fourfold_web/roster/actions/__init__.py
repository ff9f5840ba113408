"""The only writes on a program's people beside joining: keyword-only, atomic, audited inside."""

from fourfold_web.roster.actions.members import (
    remove_member,
    set_supervision,
    unset_supervision,
)
from fourfold_web.roster.actions.offers import (
    accept_offer,
    decline_offer,
    offer_to_guide,
    withdraw_offer,
)

__all__ = [
    "accept_offer",
    "decline_offer",
    "offer_to_guide",
    "remove_member",
    "set_supervision",
    "unset_supervision",
    "withdraw_offer",
]
