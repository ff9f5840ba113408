"""One person's row cannot take the other party's records away."""

import pytest
from django.apps import apps
from django.db import models
from django.db.models import ProtectedError

from fourfold.guidance.session import ClosingFeedback, GuideReflection
from fourfold_web.engagements import actions
from fourfold_web.guidance_sessions import actions as session_actions
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program


@pytest.fixture
def closed(cast) -> GuidanceSession:
    """A meeting of Lena and Gita that both have closed."""
    held = cast.ended_session(cast.pair())
    session_actions.give_closing_feedback(
        learner=cast.lena,
        guidance_session=held,
        feedback=ClosingFeedback(usefulness=4, stayed_in_role=5),
        words="",
        open_reply=False,
    )
    session_actions.give_reflection(
        guide=cast.gita, guidance_session=held, reflection=GuideReflection(stayed_in_role=4)
    )
    return held


@pytest.mark.parametrize("label", ["engagements", "guidance_sessions"])
def test_every_reference_to_a_person_protects_the_record(label):
    found = {
        str(field): field.remote_field.on_delete
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.local_fields
        if field.related_model is Person
    }

    assert found == dict.fromkeys(found, models.PROTECT)
    assert found


@pytest.mark.parametrize("who", ["lena", "gita"])
def test_party_of_a_pair_cannot_be_deleted(cast, closed, who):
    with pytest.raises(ProtectedError):
        getattr(cast, who).delete()

    closed.refresh_from_db()
    assert (closed.closing_feedback.learner, closed.guide_reflection.guide) == (
        cast.lena,
        cast.gita,
    )


def test_guide_who_passed_on_cannot_be_deleted(cast):
    sent = cast.sent()
    actions.pass_request_on(guide=cast.gus, guidance_request=sent, phrase="Gita knows more.")

    with pytest.raises(ProtectedError):
        cast.gus.delete()

    assert sent.guide_answers.get().guide == cast.gus


def test_person_without_records_can_be_deleted(cast):
    cast.gus.delete()

    assert not Person.objects.filter(name="Gus Berg").exists()


def test_program_takes_its_own_rows_and_no_person(cast, closed):
    people = set(Person.objects.all())

    Program.objects.get(pk=cast.program.pk).delete()

    assert not GuidanceSession.objects.exists()
    assert set(Person.objects.all()) == people
