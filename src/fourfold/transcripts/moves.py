"""The moves that a guide's words make, read and checked from `data/moves.toml` (G-21..G-25)."""

from enum import StrEnum


class Move(StrEnum):
    """What one sentence of a guide does; function goes before grammar."""

    ANNOUNCE_ROLE = "announce_role"
    SET_AGENDA = "set_agenda"
    ASK_OPEN = "ask_open"
    ASK_CLOSED = "ask_closed"
    REFLECT = "reflect"
    AFFIRM = "affirm"
    GIVE_FEEDBACK = "give_feedback"
    INFORM = "inform"
    ADVISE = "advise"
    SHARE_EXPERIENCE = "share_experience"
    CONNECT = "connect"
    NEXT_STEP = "next_step"
    SEEK_FEEDBACK = "seek_feedback"
    SOCIAL = "social"
    OTHER = "other"


class Signal(StrEnum):
    """What a learner's words may tell of change (G-69..G-76): a prompt for the guide, no label."""

    FIXED_MINDSET = "fixed_mindset"
    GROWTH_MINDSET = "growth_mindset"
    FEAR_OF_UNKNOWN = "fear_of_unknown"
    STATUS_QUO = "status_quo"
    LOSS_AVERSION = "loss_aversion"
    LACK_OF_TRUST = "lack_of_trust"
