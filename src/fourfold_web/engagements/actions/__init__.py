"""The only writes: keyword-only, atomic, an audit entry inside, mail queued with the rows."""

from fourfold_web.engagements.actions.again import start_again
from fourfold_web.engagements.actions.agree import propose_agreement, sign_agreement
from fourfold_web.engagements.actions.answer import (
    accept_request,
    decline_request,
    note_seen,
    offer_form,
    pass_request_on,
)
from fourfold_web.engagements.actions.ask import (
    answer_offer,
    ask_again,
    choose_form,
    open_request,
    save_answers,
    start_request,
    withdraw_request,
)
from fourfold_web.engagements.actions.clocks import let_time_pass, remind, time_out
from fourfold_web.engagements.actions.end import end_engagement, end_for_leaver
from fourfold_web.engagements.actions.pause import pause_engagement, resume_engagement
from fourfold_web.engagements.actions.program import close_request, hand_over_request

__all__ = [
    "accept_request",
    "answer_offer",
    "ask_again",
    "choose_form",
    "close_request",
    "decline_request",
    "end_engagement",
    "end_for_leaver",
    "hand_over_request",
    "let_time_pass",
    "note_seen",
    "offer_form",
    "open_request",
    "pass_request_on",
    "pause_engagement",
    "propose_agreement",
    "remind",
    "resume_engagement",
    "save_answers",
    "sign_agreement",
    "start_again",
    "start_request",
    "time_out",
    "withdraw_request",
]
