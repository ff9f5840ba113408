"""The only writes: keyword-only, atomic, an audit entry inside, mail queued with the rows."""

from fourfold_web.engagements.actions.agree import propose_agreement, sign_agreement
from fourfold_web.engagements.actions.answer import (
    accept_request,
    decline_request,
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
from fourfold_web.engagements.actions.end import end_engagement

__all__ = [
    "accept_request",
    "answer_offer",
    "ask_again",
    "choose_form",
    "decline_request",
    "end_engagement",
    "offer_form",
    "open_request",
    "pass_request_on",
    "propose_agreement",
    "save_answers",
    "sign_agreement",
    "start_request",
    "withdraw_request",
]
