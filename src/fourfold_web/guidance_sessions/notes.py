"""Reads of notes: what of one meeting a person sees and may write."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4
from zlib import crc32

from fourfold_web.engagements.access import grants_on_engagement
from fourfold_web.guidance_sessions.models import GuidanceSession, Note
from fourfold_web.people.models import Person

SHARED, PRIVATE = "shared", "private"


@dataclass(frozen=True, slots=True)
class Text:
    """One text on the page. `slot` stays the same while the page is open; `note` is empty for the
    main text of its kind, which may not exist yet."""

    kind: str
    slot: str
    note: str
    version: int
    words: str
    by: Person | None
    at: datetime | None
    beside: bool


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of one meeting as one person reads them.

    `records` are notes that the guide has shared. `seen` changes exactly when the rest does. `page`
    tells the saves of one open page from those of others.
    """

    shared: tuple[Text, ...]
    private: tuple[Text, ...]
    records: tuple[Note, ...]
    may_write: bool
    may_share: bool
    seen: str
    page: UUID = field(default_factory=uuid4)

    @property
    def are_any(self) -> bool:
        """Whether somebody wrote something that this person may read."""
        return bool(self.records) or any(each.words for each in (*self.shared, *self.private))


def notes_of(person: Person, guidance_session: GuidanceSession) -> Notes:
    """What `person`, one of the two, sees of this meeting's notes; two queries."""
    pair = guidance_session.engagement
    on_shared = grants_on_engagement(person, pair, "shared_notes")
    on_private = grants_on_engagement(person, pair, "private_notes")
    shared = _open(guidance_session.shared_notes.all()) if "read" in on_shared else []
    own = list(guidance_session.private_notes.all()) if on_private else []
    records = [note for note in own if note.shared_at]
    private = _open(note for note in own if not note.shared_at) if "read" in on_private else []
    people = {each.pk: each for each in (pair.learner, pair.guide)}
    return Notes(
        shared=_texts(SHARED, shared, people),
        private=_texts(PRIVATE, private, people) if "read" in on_private else (),
        records=tuple(records),
        may_write="write" in on_shared,
        may_share="share" in on_private,
        seen=_seen([*shared, *private], records),
    )


def _open(notes) -> list[Note]:
    """The main text first, then those beside it, without what was put together."""
    found = [note for note in notes if note.joined_at is None]
    return sorted(found, key=lambda note: (note.beside_id is not None, note.written_at))


def _texts(kind: str, notes: list[Note], people: dict) -> tuple[Text, ...]:
    found = [_text(kind, note, people) for note in notes]
    if any(not each.beside for each in found):
        return tuple(found)
    return (Text(kind, kind, "", 0, "", None, None, beside=False), *found)


def _text(kind: str, note: Note, people: dict) -> Text:
    beside = note.beside_id is not None
    return Text(
        kind=kind,
        slot=f"{kind}-{note.pk}" if beside else kind,
        note=str(note.pk) if beside else "",
        version=note.version,
        words=note.words,
        by=people.get(note.written_by_id),
        at=note.written_at,
        beside=beside,
    )


def _seen(notes: list[Note], records: list[Note]) -> str:
    """A short mark; the words of a record never change."""
    marks = [f"{note.pk}.{note.version}" for note in notes]
    return f"{crc32(' '.join([*marks, *(str(note.pk) for note in records)]).encode()):x}"
