"""The only writes on guidance sessions: keyword-only, atomic, an audit entry inside."""

from fourfold_web.guidance_sessions.actions.close import (
    give_closing_feedback,
    give_reflection,
    set_next_meeting,
)
from fourfold_web.guidance_sessions.actions.hold import (
    end_session,
    mark_switch,
    open_session,
    switch_role,
    undo_switch,
)
from fourfold_web.guidance_sessions.actions.plan import (
    call_off_session,
    meet_now,
    plan_session,
)

__all__ = [
    "call_off_session",
    "end_session",
    "give_closing_feedback",
    "give_reflection",
    "mark_switch",
    "meet_now",
    "open_session",
    "plan_session",
    "set_next_meeting",
    "switch_role",
    "undo_switch",
]
