"""The sample program: every state is there, once, and no mail leaves for it."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from fourfold.guidance import session as core
from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.engagements.models import (
    AgreementVersion,
    Engagement,
    GuidanceRequest,
    GuidanceRequestState,
)
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.jobs.models import Job
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, Program
from fourfold_web.sample.actions import load_sample

State = GuidanceRequestState


@pytest.fixture(scope="module")
def now():
    return timezone.now()


@pytest.fixture(scope="module")
def loaded(now, django_db_setup, django_db_blocker):
    """Loaded once for the tests that only look, each of which takes back what it did."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_sample(now=now)
        transaction.set_rollback(True)


@pytest.fixture
def program(loaded, db):
    return loaded


def test_load_sample_brings_the_people_and_mails_none_of_them(program):
    people = Person.objects.all()

    roles = Counter(program.memberships.values_list("role", flat=True))

    assert roles == {"learner": 8, "guide": 5, "director": 1, "supervisor": 1}
    assert all(each.is_sample and each.email.endswith("@sample.invalid") for each in people)
    assert (OutgoingMail.objects.count(), Job.objects.count()) == (0, 0)


def test_load_sample_brings_requests_in_every_state(program, now):
    requests = GuidanceRequest.objects.all()
    late = now - timedelta(days=program.reply_within_days)

    waiting = requests.filter(state=State.WAITING).order_by("sent_at")
    overriding = {each.learner.name for each in requests if each.is_override}

    assert {each.state for each in requests} == set(State)
    assert [
        (each.asked_guide and each.asked_guide.name, each.sent_at < late) for each in waiting
    ] == [
        (None, False),
        ("Gita Rao", False),
        (None, False),
        ("Elias Berg", False),
    ]
    unguided = requests.get(state=State.NO_GUIDE)
    assert unguided.waits_since < late
    assert "Yusuf Demir" in overriding


def test_load_sample_brings_engagements_of_all_four_forms(program):
    engagements = Engagement.objects.all()

    proposed = AgreementVersion.objects.get(agreement__engagement=None)

    assert {each.form for each in engagements} == set(FormOfGuidance)
    assert [each.form for each in engagements if not each.is_active] == [FormOfGuidance.ADVISING]
    assert (proposed.proposed_by.name, proposed.assents.count()) == ("Ruth Mensah", 1)


def test_load_sample_brings_sessions_in_every_state(program, now):
    sessions = GuidanceSession.objects.filter(called_off_at=None)

    states = Counter(core.state(each.to_core()) for each in sessions)
    closing = sessions.filter(ended_at__isnull=False, completed_at=None)
    missing = {
        (hasattr(each, "closing_feedback"), hasattr(each, "guide_reflection")) for each in closing
    }
    held = sessions.get(opened_at__isnull=False, ended_at=None).to_core()

    assert states == {"planned": 3, "open": 1, "closing": 2, "complete": 7}
    assert missing == {(True, False), (False, True)}
    assert GuidanceSession.objects.exclude(called_off_at=None).count() == 1
    assert (held.opening.form_of_guidance, core.form_at(held, now)) == (
        FormOfGuidance.COACHING_WITH_WISDOM,
        FormOfGuidance.MENTORING,
    )


def test_load_sample_puts_every_moment_where_it_belongs(program, now):
    sessions = GuidanceSession.objects.all()
    past = [
        moment
        for each in sessions
        for moment in (each.opened_at, each.ended_at, each.completed_at, each.called_off_at)
        if moment
    ]
    ahead = [each.planned_for for each in sessions if not each.opened_at and not each.called_off_at]

    assert max(past) <= now < min(ahead)


def test_load_sample_twice_changes_nothing(program, now):
    before = (Program.objects.count(), Membership.objects.count(), GuidanceRequest.objects.count())

    again = load_sample(now=now)

    after = (Program.objects.count(), Membership.objects.count(), GuidanceRequest.objects.count())
    assert (again, after) == (program, before)
