"""The writes of the outbox. The rows are themselves the record of what was sent to whom."""

from fourfold_web.correspondence.actions.deliver import BeingSentError, deliver_mail, try_again
from fourfold_web.correspondence.actions.preferences import (
    change_mail_preferences,
    stop_kind,
    want_kind,
)
from fourfold_web.correspondence.actions.queue import drop_mail, queue_invitation, queue_mail
from fourfold_web.correspondence.actions.replies import keep_reply
from fourfold_web.correspondence.actions.tries import clear_tries, count_try, forget_tries
from fourfold_web.correspondence.actions.weekly_list import send_weekly_lists

__all__ = [
    "BeingSentError",
    "change_mail_preferences",
    "clear_tries",
    "count_try",
    "deliver_mail",
    "drop_mail",
    "forget_tries",
    "keep_reply",
    "queue_invitation",
    "queue_mail",
    "send_weekly_lists",
    "stop_kind",
    "try_again",
    "want_kind",
]
