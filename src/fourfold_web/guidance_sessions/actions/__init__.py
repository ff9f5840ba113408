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
from fourfold_web.guidance_sessions.actions.notes import (
    join_notes,
    save_note,
    share_note,
)
from fourfold_web.guidance_sessions.actions.on_paper import hold_on_paper
from fourfold_web.guidance_sessions.actions.plan import (
    call_off_session,
    meet_now,
    miss_session,
    move_session,
    plan_series,
    plan_session,
    take_proposed_time,
)
from fourfold_web.guidance_sessions.actions.prepare import prepare_session

__all__ = [
    "call_off_session",
    "end_session",
    "give_closing_feedback",
    "give_reflection",
    "hold_on_paper",
    "join_notes",
    "mark_switch",
    "meet_now",
    "miss_session",
    "move_session",
    "open_session",
    "plan_series",
    "plan_session",
    "prepare_session",
    "save_note",
    "set_next_meeting",
    "share_note",
    "switch_role",
    "take_proposed_time",
    "undo_switch",
]
