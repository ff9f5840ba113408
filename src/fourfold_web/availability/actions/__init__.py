"""The only writes on when people can be met: keyword-only, an audit entry inside."""

from fourfold_web.availability.actions.calendars import (
    BeingReadError,
    add_calendar,
    queue_due_calendars,
    refresh_calendar,
    remove_calendar,
)
from fourfold_web.availability.actions.feeds import make_feed, remove_feed
from fourfold_web.availability.actions.hours import (
    add_exception,
    add_hours,
    remove_exception,
    remove_hours,
    set_rules,
)

__all__ = [
    "BeingReadError",
    "add_calendar",
    "add_exception",
    "add_hours",
    "make_feed",
    "queue_due_calendars",
    "refresh_calendar",
    "remove_calendar",
    "remove_exception",
    "remove_feed",
    "remove_hours",
    "set_rules",
]
