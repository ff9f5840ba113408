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
from fourfold_web.transcripts.actions.keep import keep_transcripts_for, tell_of_shorter_time
from fourfold_web.transcripts.actions.retention import delete_kept_long_enough
from fourfold_web.transcripts.actions.share import delete_transcript, share_report, stop_sharing

__all__ = [
    "add_transcript",
    "answer_consent",
    "code_again",
    "code_transcript",
    "contest_move",
    "delete_kept_long_enough",
    "delete_transcript",
    "discard_draft",
    "forget_expired_drafts",
    "keep_draft",
    "keep_transcripts_for",
    "look_at",
    "mark_seen",
    "share_report",
    "stop_sharing",
    "tell_of_shorter_time",
    "withdraw_consent",
]
