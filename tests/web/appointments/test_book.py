"""A time is taken once, whoever wants it, and given back when it is no longer needed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from fourfold_web.appointments import actions
from fourfold_web.appointments.conflicts import TimeTaken
from fourfold_web.appointments.models import Appointment, TimeClaim
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.shared.conflict import Conflict
from fourfold_web.shared.models import AuditEntry
from tests.web.appointments.conftest import HALF_AN_HOUR, TEN


@pytest.mark.parametrize(
    ("guide", "learner"),
    [("gita", "otto"), ("gus", "lena"), ("lena", "otto"), ("otto", "gita")],
    ids=["guide", "learner", "learner_as_guide", "guide_as_learner"],
)
def test_time_of_one_person_is_taken_once_in_whichever_role(cast, book, guide, learner):
    book()

    with pytest.raises(TimeTaken):
        book(getattr(cast, guide), getattr(cast, learner), TEN + HALF_AN_HOUR / 2)

    assert Appointment.objects.count() == 1


def test_times_that_touch_do_not_clash(cast, book):
    book()

    book(at=TEN + HALF_AN_HOUR)
    book(at=TEN - HALF_AN_HOUR)

    assert TimeClaim.objects.count() == 6


def test_taken_time_names_nobody_and_offers_the_next_free_ones(cast, book):
    cast.hours()
    book()

    with pytest.raises(TimeTaken) as refusal:
        book(learner=cast.otto)

    assert "Lena" not in refusal.value.text
    assert f"Free next: {TEN - timedelta(days=1):%a, Jun 30}, 10:00;" in refusal.value.text


def test_moved_appointment_frees_its_old_time_and_tells_both(cast, book):
    booked = book()

    moved = actions.move_appointment(by=cast.lena, appointment=booked, starts_at=TEN + HALF_AN_HOUR)

    book(learner=cast.otto)
    told = OutgoingMail.objects.filter(kind="session_moved").order_by("facts__by_you")
    assert (moved.sequence, moved.ends_at) == (1, TEN + 2 * HALF_AN_HOUR)
    assert [(each.to, each.facts["by_you"]) for each in told] == [(cast.gita, 0), (cast.lena, 1)]


def test_move_to_a_taken_time_keeps_the_old_one(cast, book):
    book(learner=cast.otto, at=TEN + HALF_AN_HOUR)
    booked = book()

    with pytest.raises(TimeTaken):
        actions.move_appointment(by=cast.lena, appointment=booked, starts_at=TEN + HALF_AN_HOUR)

    booked.refresh_from_db()
    assert (booked.starts_at, booked.claims.count()) == (TEN, 2)


def test_cancelled_appointment_is_free_for_others_and_cannot_be_changed(cast, book):
    booked = book()

    actions.cancel_appointment(by=cast.gita, appointment=booked)

    book(learner=cast.otto)
    for late in (actions.cancel_appointment, actions.free_appointment):
        who = {"by": cast.lena} if late is actions.cancel_appointment else {}
        with pytest.raises(Conflict, match="no longer stands"):
            late(appointment=booked, **who)
    booked.refresh_from_db()
    assert (booked.cancelled_by, booked.sequence) == (cast.gita, 1)


def test_past_appointment_can_be_neither_moved_nor_cancelled(cast, book):
    booked = book()
    Appointment.objects.update(starts_at=TEN - timedelta(days=900), ends_at=timezone.now())

    with pytest.raises(Conflict, match="no longer stands"):
        actions.move_appointment(by=cast.lena, appointment=booked, starts_at=TEN + HALF_AN_HOUR)
    with pytest.raises(Conflict, match="no longer stands"):
        actions.cancel_appointment(by=cast.lena, appointment=booked)

    booked.refresh_from_db()
    assert (booked.is_standing, booked.sequence, booked.claims.count()) == (True, 0, 2)


def test_missed_appointment_tells_only_the_other_side(cast, book):
    booked = book()
    with pytest.raises(Conflict, match="still to come"):
        actions.mark_missed(by=cast.gita, appointment=booked, missed_by=cast.lena)
    Appointment.objects.update(starts_at=TEN - timedelta(days=900))

    actions.mark_missed(by=cast.gita, appointment=booked, missed_by=cast.lena)

    booked.refresh_from_db()
    assert (booked.missed_by, booked.claims.count()) == (cast.lena, 0)
    assert [each.to for each in OutgoingMail.objects.filter(kind="session_missed")] == [cast.lena]


def test_each_change_leaves_one_entry_without_words(cast, book):
    booked = book()

    actions.cancel_appointment(by=cast.gita, appointment=booked)

    entries = AuditEntry.objects.filter(of="appointment").order_by("at")
    assert [(each.verb, each.facts) for each in entries] == [
        ("book_appointment", {"kind": "discovery"}),
        ("cancel_appointment", {}),
    ]


def test_postgresql_refuses_two_claims_by_itself(cast, book):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no such constraint; its writers take turns.")
    booked = book()
    other = book(learner=cast.otto, at=TEN + HALF_AN_HOUR)

    with pytest.raises(IntegrityError), transaction.atomic():
        TimeClaim.objects.filter(appointment=other, person=cast.gita).update(
            starts_at=booked.starts_at
        )
