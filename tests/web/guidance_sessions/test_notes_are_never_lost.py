"""No word of a note is lost, whichever of two pages saves, joins or shares first."""

import pytest
from django.urls import reverse

from fourfold_web.guidance_sessions import actions
from fourfold_web.guidance_sessions.actions.notes import Typed
from fourfold_web.shared.conflict import Conflict

GITA_WROTE = "Her own plan: one line on paper."
LENA_WROTE = "I time myself on Thursday."
MORE = f"{LENA_WROTE} Twice."
BOTH = f"{GITA_WROTE}\n\n{LENA_WROTE}"


@pytest.fixture
def running(cast):
    """A session of Lena and Gita that runs now."""
    return cast.open_session(cast.pair())


@pytest.fixture
def beside(cast, running):
    """Lena's text, beside the one that Gita wrote at the same moment."""
    save(cast.gita, running, GITA_WROTE)
    return save(cast.lena, running, LENA_WROTE)


def save(by, guidance_session, words, version=0, kind="shared", note=None):
    typed = Typed(words=words, version=version, note=note)
    return actions.save_note(by=by, guidance_session=guidance_session, kind=kind, typed=typed)


def texts(rows):
    """The words that are open, the main text first."""
    return [note.words for note in sorted(rows.filter(joined_at=None), key=lambda n: n.written_at)]


def join(as_person, person, running, beside, words):
    given = {"kind": "shared", "note": beside.pk, "version": 1, "words": words, "join": "yes"}
    return as_person(person).post(reverse("guidance_sessions:notes", args=[running.pk]), given)


def test_a_text_typed_on_after_it_was_joined_never_replaces_the_joined_one(cast, running, beside):
    actions.join_notes(by=cast.gita, note=beside)
    main = running.shared_notes.get(beside=None)

    save(cast.lena, running, MORE, version=main.version, note=beside.pk)

    assert texts(running.shared_notes) == [BOTH, MORE]


def test_joining_takes_along_what_was_typed_right_before(cast, running, beside, as_person):
    join(as_person, cast.lena, running, beside, MORE)

    assert texts(running.shared_notes) == [f"{GITA_WROTE}\n\n{MORE}"]


def test_joining_twice_adds_nothing_and_shows_what_was_typed(cast, running, beside, as_person):
    join(as_person, cast.lena, running, beside, LENA_WROTE)

    again = join(as_person, cast.lena, running, beside, MORE)

    assert again.status_code == 409
    assert MORE in again.text
    assert texts(running.shared_notes) == [BOTH]


def test_joining_twice_at_once_is_a_conflict(cast, beside):
    actions.join_notes(by=cast.gita, note=beside)

    with pytest.raises(Conflict, match="one already"):
        actions.join_notes(by=cast.lena, note=beside)


def test_a_page_that_still_shows_a_shared_note_does_not_replace_the_next_one(cast, running):
    seen = save(cast.gita, running, "The note to share.", kind="private").version
    actions.share_note(by=cast.gita, guidance_session=running)
    save(cast.gita, running, "The next note, from the laptop.", kind="private")

    save(cast.gita, running, "From the phone.", version=seen, kind="private")

    rows = running.private_notes.filter(shared_at=None)
    assert texts(rows) == ["The next note, from the laptop.", "From the phone."]
