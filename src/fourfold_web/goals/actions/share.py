"""What a learner shares of their own with one pair, item by item, and what is written to it."""

from django.db import transaction
from django.utils import timezone

from fourfold.issues import FourfoldError
from fourfold_web.engagements.access import grants_on_engagement
from fourfold_web.engagements.models import Engagement
from fourfold_web.goals.access import pairs_to_share_with
from fourfold_web.goals.actions.locked import locked_goal
from fourfold_web.goals.conflicts import not_shared_any_more, not_your_pair
from fourfold_web.goals.models import Goal, GoalComment, Shareable
from fourfold_web.people.again import a_minute_ago
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record


@transaction.atomic
def share(*, by: Person, item: Shareable, engagement: Engagement) -> None:
    """Let the guide of one running pair read this item; `Conflict` for any other pair.

    It is shared with one pair at a time: sharing it with another takes it back from the first.
    """
    pair = pairs_to_share_with(by).select_for_update(of=("self",)).filter(pk=engagement.pk)
    if not pair.exists():
        raise not_your_pair()
    others = type(item).objects.filter(pk=item.pk).exclude(shared_with=engagement)
    if others.update(shared_with=engagement, shared_at=timezone.now()):
        record(actor=by, verb=f"share_{item._meta.model_name}", of=item)


@transaction.atomic
def stop_sharing(*, by: Person, item: Shareable) -> None:
    """Take it back, also after the pair has ended. With a goal goes what is in its way."""
    for each in (item, getattr(item, "obstacle", None)):
        if each is None:
            continue
        shared = type(each).objects.filter(pk=each.pk, shared_with__isnull=False)
        if shared.update(shared_with=None, shared_at=None):
            record(actor=by, verb=f"stop_sharing_{each._meta.model_name}", of=each)


@transaction.atomic
def comment_on_goal(*, by: Person, goal: Goal, engagement: Engagement, words: str) -> GoalComment:
    """Write to a goal that is shared with the pair of `by`; the same within a minute is one.

    `Conflict` when it no longer is shared.
    """
    if not words.strip():
        raise FourfoldError("A comment needs words.")
    fresh = locked_goal(goal)
    may = "comment" in grants_on_engagement(by, engagement, "goals")
    if not may or fresh.shared_with_id != engagement.pk:
        raise not_shared_any_more()
    place = {"engagement": engagement, "by": by}
    lately = fresh.comments.filter(**place, at__gte=a_minute_ago())
    if before := next((each for each in lately if each.words == words.strip()), None):
        return before
    comment = fresh.comments.create(words=words.strip(), **place)
    record(actor=by, verb="comment_on_goal", of=fresh)
    return comment
