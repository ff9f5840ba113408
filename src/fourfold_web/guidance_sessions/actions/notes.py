"""Keeping what is typed in a meeting, so that nobody loses a word (G-61).

A text replaces another only when whoever typed it had seen the newest version. Otherwise it is kept
beside it, and one tap later puts the two together.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from fourfold_web.guidance_sessions.actions.locked import locked
from fourfold_web.guidance_sessions.conflicts import (
    note_has_moved_on,
    nothing_to_share,
    two_texts_to_share,
)
from fourfold_web.guidance_sessions.models import GuidanceSession, Note, PrivateNote, SharedNote
from fourfold_web.guidance_sessions.notes import PRIVATE, SHARED
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record

ROWS = {SHARED: SharedNote, PRIVATE: PrivateNote}


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What one open page sends: its text, the version that it had seen, and where it belongs.

    `note` names a text beside the main one. `page` is made up by each page when it opens, and
    `page_save` counts its saves.
    """

    words: str
    version: int
    note: UUID | None = None
    page: UUID | None = None
    page_save: int = 0


def save_note(*, by: Person, guidance_session: GuidanceSession, kind: str, typed: Typed) -> Note:
    """Keep a text; the row that holds it now, which may be a new one beside that of another."""
    with locked(guidance_session) as row:
        open_notes = ROWS[kind].objects.filter(guidance_session=row, joined_at=None)
        if kind == PRIVATE:
            open_notes = open_notes.filter(shared_at=None)
        main = open_notes.filter(beside=None).first()
        if main is None:
            return _begin(by, ROWS[kind](guidance_session=row, version=_next_version(row)), typed)
        # A text that was put under the main one is no longer there, and its versions say nothing
        # about those of the main one.
        meant = open_notes.filter(pk=typed.note or main.pk).first()
        if meant and _follows(meant, typed):
            return _write(by, meant, typed)
        if meant and (meant.words == typed.words or _came_before(meant, typed)):
            return meant
        # The page may not know yet that its text was put beside: the answer was lost.
        own = open_notes.filter(beside=main, page=typed.page, page__isnull=False).first()
        if own is None:
            return _begin(by, ROWS[kind](guidance_session=row, beside=main), typed)
        return _write(by, own, typed) if _follows(own, typed) else own


def join_notes(*, by: Person, note: Note) -> None:
    """Put a text that was kept beside another at its end."""
    with locked(note.guidance_session):
        fresh = type(note).objects.select_related("beside").get(pk=note.pk)
        main = fresh.beside
        if main is None or fresh.joined_at:
            raise note_has_moved_on()
        main.words = "\n\n".join(filter(None, [main.words.rstrip(), fresh.words.strip()]))
        _change(by, main, page=None, page_save=0)
        fresh.joined_at = timezone.now()
        fresh.save(update_fields=["joined_at"])
        record(actor=by, verb="join_notes", of=main)


def share_note(*, by: Person, guidance_session: GuidanceSession) -> None:
    """Let the learner read the guide's open note. It is a record from then on, and nobody changes
    it or takes it back."""
    with locked(guidance_session) as row:
        note = row.private_notes.filter(beside=None, shared_at=None).first()
        if note is None or not note.words.strip():
            raise nothing_to_share()
        if note.others.filter(joined_at=None).exists():
            raise two_texts_to_share()
        note.shared_at = timezone.now()
        note.save(update_fields=["shared_at"])
        record(actor=by, verb="share_note", of=note)


def _next_version(row: GuidanceSession) -> int:
    """Counts on from the notes that were shared: a page that still shows one has not seen this."""
    return (row.private_notes.aggregate(last=Max("version"))["last"] or 0) + 1


def _follows(note: Note, typed: Typed) -> bool:
    """Whether the text was typed in sight of this one: nothing of it can be lost."""
    if note.page and note.page == typed.page:
        return typed.page_save > note.page_save
    return note.version == typed.version or not note.words.strip()


def _came_before(note: Note, typed: Typed) -> bool:
    return note.page is not None and note.page == typed.page


def _begin(by: Person, note: Note, typed: Typed) -> Note:
    note.words, note.written_by = typed.words, by
    note.page, note.page_save = typed.page, typed.page_save
    note.save()
    record(actor=by, verb="write_note", of=note)
    return note


def _write(by: Person, note: Note, typed: Typed) -> Note:
    # Typing saves every second: the trail says who wrote from which page, not every letter.
    is_news = note.written_by_id != by.pk or note.page is None or note.page != typed.page
    note.words = typed.words
    _change(by, note, page=typed.page, page_save=typed.page_save)
    if is_news:
        record(actor=by, verb="write_note", of=note)
    return note


def _change(by: Person, note: Note, *, page: UUID | None, page_save: int) -> None:
    note.version += 1
    note.written_by, note.written_at = by, timezone.now()
    note.page, note.page_save = page, page_save
    note.save()
