"""What a supervisor puts in for coaching, and the learner's reply (B-3, G-94)."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from fourfold_web.coaching_cycle.access import engagements_open_to_input_of
from fourfold_web.coaching_cycle.conflicts import answered_already, no_more_input
from fourfold_web.coaching_cycle.models import SupervisorInput
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.engagements.models import Engagement
from fourfold_web.people.models import Person
from fourfold_web.shared.addresses import address
from fourfold_web.shared.audit import record

SAME_WITHIN = timedelta(minutes=1)


@transaction.atomic
def put_in(*, supervisor: Person, engagement: Engagement, words: str) -> SupervisorInput:
    """Put words in; learner and coach can read them from the same moment, and both are told."""
    pair = Engagement.objects.select_for_update(of=("self",)).get(pk=engagement.pk)
    # Asked under the lock: the form may have changed, or the supervision ended, meanwhile.
    if not engagements_open_to_input_of(supervisor).filter(pk=pair.pk).exists():
        raise no_more_input()
    # The same words again within a minute are a second press of one button.
    lately = timezone.now() - SAME_WITHIN
    for before in pair.supervisor_inputs.filter(supervisor=supervisor, at__gte=lately):
        if before.words == words:
            return before
    kept = SupervisorInput.objects.create(engagement=pair, supervisor=supervisor, words=words)
    record(actor=supervisor, verb="put_in", of=kept)
    for each in (pair.learner, pair.guide):
        queue_mail(
            to=each,
            kind="input_arrived",
            path=address("coaching_cycle:cycle", pair.pk),
            key=f"input_arrived:{kept.pk}:{each.pk}",
        )
    return kept


@transaction.atomic
def reply_to_input(*, learner: Person, supervisor_input: SupervisorInput, words: str) -> None:
    """Reply once. Coach and learner read the reply; it stays with what was put in."""
    row = SupervisorInput.objects.select_for_update().get(pk=supervisor_input.pk)
    if row.replied_at:
        raise answered_already()
    row.reply, row.replied_at = words, timezone.now()
    row.save(update_fields=["reply", "replied_at"])
    record(actor=learner, verb="reply_to_input", of=row)
