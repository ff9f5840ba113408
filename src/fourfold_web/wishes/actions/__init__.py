"""The only writes on wishes of a matching round: keyword-only, atomic, an audit entry inside."""

from fourfold_web.wishes.actions.apart import (
    avoid,
    declare,
    stop_avoiding,
    take_back_declaration,
)
from fourfold_web.wishes.actions.needs import choose_form, save_need, withdraw_need
from fourfold_web.wishes.actions.profiles import keep_impression, save_profile
from fourfold_web.wishes.actions.ranks import rank_guides, rank_needs
from fourfold_web.wishes.actions.rounds import close_round, open_round, remind_of_wishes

__all__ = [
    "avoid",
    "choose_form",
    "close_round",
    "declare",
    "keep_impression",
    "open_round",
    "rank_guides",
    "rank_needs",
    "remind_of_wishes",
    "save_need",
    "save_profile",
    "stop_avoiding",
    "take_back_declaration",
    "withdraw_need",
]
