"""Notes of a meeting: kept as typed, both texts where two wrote at once, private until shared."""

from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from fourfold_web.engagements import actions as engagement_actions
from fourfold_web.guidance_sessions import actions
from fourfold_web.guidance_sessions.actions.notes import Typed
from fourfold_web.guidance_sessions.notes import PRIVATE, SHARED, notes_of
from fourfold_web.shared.conflict import Conflict
from fourfold_web.shared.models import AuditEntry


@pytest.fixture
def running(cast):
    """A coaching session of Lena and Gita that runs now."""
    return cast.open_session(cast.pair())


@pytest.fixture
def save(running):
    """`save(who, words, version, …)`: keep a text of the running session."""

    def kept(who, words, version=0, *, kind=SHARED, **more):
        return actions.save_note(
            by=who,
            guidance_session=running,
            kind=kind,
            typed=Typed(words=words, version=version, **more),
        )

    return kept


def texts(person, guidance_session):
    """The texts that a person reads: their kind, whether beside another, their words."""
    found = notes_of(person, guidance_session)
    return [(each.kind, each.beside, each.words) for each in (*found.shared, *found.private)]


def page(guidance_session, name="notes"):
    return reverse(f"guidance_sessions:{name}", args=[guidance_session.pk])


def test_save_note_replaces_a_text_that_was_seen(cast, running, save):
    save(cast.gita, "Breathe first.")

    save(cast.lena, "Breathe first. Then talk.", version=1)

    assert texts(cast.gita, running)[0] == (SHARED, False, "Breathe first. Then talk.")


def test_save_note_keeps_both_texts_that_were_typed_at_once(cast, running, save):
    save(cast.gita, "Hers.", page=uuid4(), page_save=1)

    beside = save(cast.lena, "Mine.", page=uuid4(), page_save=1)

    assert texts(cast.lena, running) == [(SHARED, False, "Hers."), (SHARED, True, "Mine.")]
    assert beside.beside.words == "Hers."


def test_save_note_that_comes_again_after_a_lost_answer_is_no_second_text(cast, running, save):
    here = uuid4()
    save(cast.gita, "One.", page=here, page_save=1)

    save(cast.gita, "One. Two.", version=0, page=here, page_save=2)

    assert texts(cast.lena, running) == [(SHARED, False, "One. Two.")]


def test_save_note_that_was_put_beside_is_found_again_after_a_lost_answer(cast, running, save):
    save(cast.gita, "Hers.", page=uuid4(), page_save=1)
    here = uuid4()
    save(cast.lena, "Mine.", page=here, page_save=1)

    save(cast.lena, "Mine, longer.", page=here, page_save=2)

    assert texts(cast.lena, running)[1:] == [(SHARED, True, "Mine, longer.")]


def test_save_note_that_arrives_late_does_not_undo_a_later_one(cast, running, save):
    here = uuid4()
    save(cast.gita, "One. Two.", page=here, page_save=2)

    save(cast.gita, "One.", page=here, page_save=1)

    assert texts(cast.gita, running)[0] == (SHARED, False, "One. Two.")


def test_save_note_records_who_wrote_and_never_the_words(cast, running, save):
    here = uuid4()
    for number in (1, 2, 3):
        save(cast.gita, f"Secret {number}", page=here, page_save=number)

    found = AuditEntry.objects.filter(verb="write_note").values_list("actor_id", "facts")

    assert list(found) == [(cast.gita.pk, {})]


def test_join_notes_puts_one_under_the_other(cast, running, save):
    save(cast.gita, "Hers.", page=uuid4())
    beside = save(cast.lena, "Mine.", page=uuid4())

    actions.join_notes(by=cast.gita, note=beside)

    assert texts(cast.lena, running) == [(SHARED, False, "Hers.\n\nMine.")]
    with pytest.raises(Conflict, match="one already"):
        actions.join_notes(by=cast.lena, note=beside)


def test_save_note_into_a_text_that_was_joined_meanwhile_loses_nothing(cast, running, save):
    save(cast.gita, "Hers.", page=uuid4())
    here = uuid4()
    beside = save(cast.lena, "Mine.", page=here, page_save=1)
    actions.join_notes(by=cast.gita, note=beside)

    save(cast.lena, "Mine, longer.", version=1, note=beside.pk, page=here, page_save=2)

    assert texts(cast.lena, running) == [
        (SHARED, False, "Hers.\n\nMine."),
        (SHARED, True, "Mine, longer."),
    ]


def test_private_note_is_read_by_the_guide_alone(cast, running, save, as_person):
    save(cast.gita, "She looks tired.", kind=PRIVATE)
    live = page(running, "live")

    assert texts(cast.gita, running)[1] == (PRIVATE, False, "She looks tired.")
    assert "She looks tired." in as_person(cast.gita).get(live).text
    assert "She looks tired." not in as_person(cast.lena).get(live).text
    assert "She looks tired." not in as_person(cast.lena).get(page(running)).text


def test_share_note_makes_it_a_record_that_both_read(cast, running, save, as_person):
    save(cast.gita, "You found the pattern yourself.", kind=PRIVATE)
    gita = as_person(cast.gita)

    told = gita.post(page(running, "share_note"), follow=True)
    save(cast.gita, "Something new.", version=1, kind=PRIVATE)

    assert "Shared. Lena reads it here." in told.text
    assert [each.words for each in notes_of(cast.lena, running).records] == [
        "You found the pattern yourself."
    ]
    assert texts(cast.gita, running)[1] == (PRIVATE, False, "Something new.")


def test_share_note_asks_to_settle_two_texts_first(cast, running, save):
    save(cast.gita, "On the phone.", kind=PRIVATE, page=uuid4())
    save(cast.gita, "On the laptop.", kind=PRIVATE, page=uuid4())

    with pytest.raises(Conflict, match="two texts"):
        actions.share_note(by=cast.gita, guidance_session=running)

    assert notes_of(cast.lena, running).records == ()


def test_notes_answer_a_page_with_where_its_text_stands(cast, running, as_person):
    sent = {"kind": SHARED, "words": "One\r\ntwo", "version": 0, "page": uuid4(), "page_save": 1}

    told = as_person(cast.lena).post(page(running), sent).json()

    assert {key: told[key] for key in ("slot", "note", "version")} == {
        "slot": SHARED,
        "note": "",
        "version": 1,
    }
    assert texts(cast.gita, running)[0] == (SHARED, False, "One\ntwo")


def test_notes_say_without_scripts_that_both_texts_are_kept(cast, running, save, as_person):
    save(cast.gita, "Hers.", page=uuid4())

    shown = as_person(cast.lena).post(
        page(running), {"kind": SHARED, "words": "Mine.", "version": 0}, follow=True
    )

    assert "Both texts are kept, side by side." in shown.text
    assert "Hers." in shown.text
    assert "Mine." in shown.text


def test_notes_are_silent_until_something_is_new(cast, running, save, as_person):
    lena = as_person(cast.lena)
    seen = notes_of(cast.lena, running).seen

    before = lena.get(page(running), {"seen": seen})
    save(cast.gita, "Breathe first.")
    after = lena.get(page(running), {"seen": seen})

    assert before.status_code == 204
    assert "Breathe first." in after.text


def test_notes_refuse_a_private_text_of_the_learner(cast, running, as_person):
    sent = {"kind": PRIVATE, "words": "Mine.", "version": 0}

    assert as_person(cast.lena).post(page(running), sent).status_code == 404


def test_notes_refuse_what_is_too_long_and_show_it(cast, running, as_person):
    words = "far too long " * 2_000

    refused = as_person(cast.lena).post(
        page(running), {"kind": SHARED, "words": words, "version": 0}
    )

    assert refused.status_code == 422
    assert "under 20,000 characters" in refused.text
    assert words.strip() in refused.text


@pytest.mark.parametrize("count", ["version", "page_save"])
def test_notes_refuse_a_count_that_no_row_holds(cast, running, as_person, count):
    sent = {"kind": SHARED, "words": "Mine.", "version": 0, "page": uuid4(), "page_save": 1}

    refused = as_person(cast.lena).post(page(running), sent | {count: 2**63 - 1})

    assert refused.status_code == 422
    assert not running.shared_notes.exists()


def test_notes_of_an_ended_pair_can_be_read_and_not_written(cast, running, save, as_person):
    save(cast.gita, "Breathe first.")
    engagement_actions.end_engagement(by=cast.lena, engagement=running.engagement)
    lena = as_person(cast.lena)

    refused = lena.post(page(running), {"kind": SHARED, "words": "Too late.", "version": 1})
    shown = lena.get(page(running, "live")).text

    assert (refused.status_code, "Too late." in refused.text) == (409, True)
    assert "Breathe first." in shown
    assert 'class="note" method="post"' not in shown


def test_live_hands_each_page_a_mark_of_its_own(cast, running, as_person):
    lena = as_person(cast.lena)

    first, second = (lena.get(page(running, "live")).context["notes"].page for _ in range(2))

    assert isinstance(first, UUID)
    assert first != second
