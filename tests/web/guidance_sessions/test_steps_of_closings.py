"""The migration that makes steps of what was said at closings before there were steps."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from fourfold_web.goals.models import Step
from fourfold_web.guidance_sessions.models import ClosingFeedback

migration = import_module("fourfold_web.guidance_sessions.migrations.0005_steps_of_closings")
NOW = timezone.now()


@pytest.fixture
def said(cast):
    """`said(pair, "One.", "Two.")`: a closing with each of these next steps, the newest last."""

    def closings(pair, *steps):
        for days, words in enumerate(steps):
            row = ClosingFeedback.objects.create(
                guidance_session=cast.ended_session(pair),
                learner=cast.lena,
                usefulness=4,
                stayed_in_role=4,
                next_step=words,
            )
            ClosingFeedback.objects.filter(pk=row.pk).update(at=NOW + timedelta(days=days))

    return closings


def test_newest_step_of_each_pair_stays_open_and_the_others_count_as_left(cast, said):
    said(cast.pair(), "One.", "Two.", " ")
    said(cast.pair(), "Three.")

    migration.add(apps, None)

    found = Step.objects.order_by("words").values_list("words", "created_at", "dropped_at")
    later = NOW + timedelta(days=1)
    assert list(found) == [("One.", NOW, NOW), ("Three.", NOW, None), ("Two.", later, None)]
    linked = ClosingFeedback.objects.filter(step__isnull=False)
    assert all(row.step.words == row.next_step for row in linked)


def test_steps_of_closings_can_be_taken_back(cast, said):
    said(cast.pair(), "One.", "Two.", "Three.")
    migration.add(apps, None)

    migration.remove(apps, None)

    assert (Step.objects.count(), ClosingFeedback.objects.filter(step=None).count()) == (0, 3)
