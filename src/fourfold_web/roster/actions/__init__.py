"""The only writes on a program's people beside joining: keyword-only, atomic, audited inside."""

from fourfold_web.roster.actions.addresses import (
    ask_for_address,
    keep_address,
    may_try,
    send_code,
    take_address,
)
from fourfold_web.roster.actions.bring_in import (
    check_list,
    choose_columns,
    forget_lists,
    keep_list,
    stop_list,
)
from fourfold_web.roster.actions.leaving import (
    end_pairs_of_leavers,
    let_leavers_go,
    mark_as_left,
)
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
from fourfold_web.roster.actions.roll_over import move_cohorts, start_roll_over, undo_roll_over
from fourfold_web.roster.actions.writing import bring_in, write_list

__all__ = [
    "accept_offer",
    "ask_for_address",
    "bring_in",
    "check_list",
    "choose_columns",
    "decline_offer",
    "end_pairs_of_leavers",
    "forget_lists",
    "keep_address",
    "keep_list",
    "let_leavers_go",
    "mark_as_left",
    "may_try",
    "move_cohorts",
    "offer_to_guide",
    "remove_member",
    "send_code",
    "set_supervision",
    "start_roll_over",
    "stop_list",
    "take_address",
    "undo_roll_over",
    "unset_supervision",
    "withdraw_offer",
    "write_list",
]
