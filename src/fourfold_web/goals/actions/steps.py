"""Steps: what is to do, by whom, and until when."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from fourfold.issues import FourfoldError
from fourfold_web.engagements.models import Engagement
from fourfold_web.goals.conflicts import step_is_over
from fourfold_web.goals.models import Goal, Step
from fourfold_web.goals.queries import TO_DO
from fourfold_web.people.again import a_minute_ago, one_at_a_time
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record


@transaction.atomic
def add_step(
    *,
    by: Person,
    learner: Person,
    text: str,
    due: date | None = None,
    owner: Person | None = None,
    engagement: Engagement | None = None,
    goal: Goal | None = None,
    once: bool = False,
) -> Step:
    """Add one thing to do on the learner's way; they do it unless `owner` is their guide.

    With `once` the same again within a minute is the second press of one button, and adds nothing.
    FourfoldError for an empty text, an owner outside the pair, or a goal or pair of somebody else.
    """
    words = _words(text)
    if engagement and engagement.learner_id != learner.pk:
        raise FourfoldError("This pair belongs to another learner. Choose one of theirs.")
    if goal and goal.learner_id != learner.pk:
        raise FourfoldError("This goal belongs to another learner. Choose one of theirs.")
    guide = None if owner in (None, learner) else owner
    if guide and (engagement is None or guide.pk != engagement.guide_id):
        raise FourfoldError("A step is done by the learner or by the guide of the pair.")
    place = {
        "learner": learner,
        "guide": guide,
        "engagement": engagement,
        "goal": goal,
        "due": due,
    }
    if once and (before := _added_lately(words, place)):
        return before
    step = Step.objects.create(words=words, **place)
    record(actor=by, verb="add_step", of=step, by_guide=guide is not None, has_date=due is not None)
    return step


@transaction.atomic
def change_step(*, by: Person, step: Step, text: str, due: date | None) -> None:
    """Give an open step of one's own other words or another day.

    Conflict for one that is done or left meanwhile, FourfoldError for an empty text or a step that
    somebody else does.
    """
    fresh, words = _locked(step), _words(text)
    if fresh.owner != by:
        raise FourfoldError("Somebody else does this step. Only who does it can change it.")
    if not fresh.is_open:
        raise step_is_over()
    fresh.words, fresh.due, fresh.changed_at = words, due, timezone.now()
    fresh.save(update_fields=["words", "due", "changed_at"])
    record(actor=by, verb="change_step", of=fresh, has_date=due is not None)


@transaction.atomic
def finish_step(*, by: Person, step: Step) -> None:
    """Note that it is done. A second tap changes nothing."""
    fresh = _locked(step)
    if fresh.done_at is None:
        fresh.done_at, fresh.dropped_at = timezone.now(), None
        _save(by, fresh, "finish_step")


@transaction.atomic
def drop_step(*, by: Person, step: Step) -> None:
    """Leave it, without a reason."""
    fresh = _locked(step)
    if fresh.is_open:
        fresh.dropped_at = timezone.now()
        _save(by, fresh, "drop_step")


@transaction.atomic
def reopen_step(*, by: Person, step: Step) -> None:
    """Take it up again."""
    fresh = _locked(step)
    if not fresh.is_open:
        fresh.done_at = fresh.dropped_at = None
        _save(by, fresh, "reopen_step")


def _words(text: str) -> str:
    if not text.strip():
        raise FourfoldError("A step needs words. Say in a few what is to be done.")
    return text.strip()


def _added_lately(words: str, place: Mapping[str, Any]) -> Step | None:
    one_at_a_time(place["learner"])
    lately = Step.objects.filter(**TO_DO, **place, created_at__gte=a_minute_ago())
    return next((each for each in lately if each.words == words), None)


def _locked(step: Step) -> Step:
    return Step.objects.select_for_update().get(pk=step.pk)


def _save(by: Person, step: Step, verb: str) -> None:
    step.save(update_fields=["done_at", "dropped_at"])
    record(actor=by, verb=verb, of=step)
