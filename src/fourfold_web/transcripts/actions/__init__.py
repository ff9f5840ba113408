"""The only writes on a session's words: keyword-only, atomic, an audit entry inside."""

from fourfold_web.transcripts.actions.bring import add_transcript, keep_draft, look_at
from fourfold_web.transcripts.actions.code import (
    code_again,
    code_transcript,
    contest_move,
    mark_seen,
)
from fourfold_web.transcripts.actions.consent import answer_consent, withdraw_consent
from fourfold_web.transcripts.actions.forget import discard_draft, forget_expired_drafts
from fourfold_web.transcripts.actions.share import delete_transcript, share_report, stop_sharing

__all__ = [
    "add_transcript",
    "answer_consent",
    "code_again",
    "code_transcript",
    "contest_move",
    "delete_transcript",
    "discard_draft",
    "forget_expired_drafts",
    "keep_draft",
    "look_at",
    "mark_seen",
    "share_report",
    "stop_sharing",
    "withdraw_consent",
]
