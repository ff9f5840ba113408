"""The notes of one sample meeting: what both wrote down, and what its guide wrote alone."""

from datetime import datetime

from fourfold_web.guidance_sessions import actions
from fourfold_web.guidance_sessions.actions.notes import Typed
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.guidance_sessions.notes import PRIVATE, SHARED
from fourfold_web.sample.clock import date_back


def add_notes(entry: dict, *, guidance_session: GuidanceSession, at: datetime) -> None:
    """Keep the `notes` of one session in data.toml; what is `given` was shared by the guide."""
    guide = guidance_session.engagement.guide
    if "given" in entry:
        _write(entry["given"], PRIVATE, guidance_session, at)
        actions.share_note(by=guide, guidance_session=guidance_session)
        date_back(guidance_session.private_notes.get(), shared_at=at)
    for kind in (SHARED, PRIVATE):
        if kind in entry:
            _write(entry[kind], kind, guidance_session, at)


def _write(words: str, kind: str, guidance_session: GuidanceSession, at: datetime) -> None:
    note = actions.save_note(
        by=guidance_session.engagement.guide,
        guidance_session=guidance_session,
        kind=kind,
        typed=Typed(words=words, version=0),
    )
    date_back(note, written_at=at)
