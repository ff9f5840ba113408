"""A supervisor recommends something to a learner, once and without an answer (B-4, G-95)."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Supervision
from fourfold_web.shared.addresses import address
from fourfold_web.shared.audit import record
from fourfold_web.supervision.access import supervises_still
from fourfold_web.supervision.conflicts import supervises_no_more
from fourfold_web.supervision.models import Recommendation

SAME_WITHIN = timedelta(minutes=1)


@transaction.atomic
def recommend_to(*, supervisor: Person, supervision: Supervision, words: str) -> Recommendation:
    """Send the words to the learner alone. It asks nothing about who guides the learner."""
    held = Supervision.objects.select_for_update().filter(pk=supervision.pk).first()
    if held is None or not supervises_still(held.pk, supervisor):
        raise supervises_no_more()
    # The same words again within a minute are a second press of one button.
    lately = Recommendation.objects.filter(
        supervisor=supervisor,
        learner=held.learner_id,
        program=held.program_id,
        at__gte=timezone.now() - SAME_WITHIN,
    )
    if before := next((each for each in lately if each.words == words), None):
        return before
    kept = Recommendation.objects.create(
        program_id=held.program_id, supervisor=supervisor, learner_id=held.learner_id, words=words
    )
    record(actor=supervisor, verb="recommend", of=kept)
    queue_mail(
        to=kept.learner,
        kind="recommendation_arrived",
        path=address("supervision:recommendation", kept.pk),
        key=f"recommendation_arrived:{kept.pk}",
    )
    return kept
