"""The only writes on agreed times: keyword-only, atomic, an audit entry inside."""

from fourfold_web.appointments.actions.book import (
    book_appointment,
    cancel_appointment,
    free_appointment,
    mark_missed,
    move_appointment,
)
from fourfold_web.appointments.actions.ended import free_times_of_ended_pairs
from fourfold_web.appointments.actions.meet import book_with_guide
from fourfold_web.appointments.actions.office_hours import (
    close_office_hours,
    offer_discovery,
    open_office_hours,
)
from fourfold_web.appointments.actions.propose import (
    decline_times,
    propose_times,
    settle_proposal,
)
from fourfold_web.appointments.actions.waiting import (
    ask_who_waits,
    join_waiting_list,
    leave_waiting_list,
)

__all__ = [
    "ask_who_waits",
    "book_appointment",
    "book_with_guide",
    "cancel_appointment",
    "close_office_hours",
    "decline_times",
    "free_appointment",
    "free_times_of_ended_pairs",
    "join_waiting_list",
    "leave_waiting_list",
    "mark_missed",
    "move_appointment",
    "offer_discovery",
    "open_office_hours",
    "propose_times",
    "settle_proposal",
]
