"""A learner passes a recommendation on to a mentor, and takes it back."""

from django.db import transaction

from fourfold_web.correspondence.actions import drop_mail, queue_mail
from fourfold_web.engagements.models import Engagement
from fourfold_web.people.models import Person
from fourfold_web.shared.addresses import address
from fourfold_web.shared.audit import record
from fourfold_web.supervision.access import mentorings_to_pass_on_to
from fourfold_web.supervision.conflicts import no_such_mentor
from fourfold_web.supervision.models import PassedOn, Recommendation

FORWARDED = "recommendation_passed_on"


@transaction.atomic
def pass_on(*, learner: Person, recommendation: Recommendation, engagement: Engagement) -> None:
    """Let the mentor of this pair read it, and tell them. A second time changes nothing.

    `Conflict` when the mentoring has ended or is none any more.
    """
    pair = Engagement.objects.select_for_update(of=("self",)).get(pk=engagement.pk)
    # Asked under the lock: the pair may have ended meanwhile.
    if not mentorings_to_pass_on_to(recommendation).filter(pk=pair.pk).exists():
        raise no_such_mentor()
    kept, is_new = PassedOn.objects.get_or_create(recommendation=recommendation, engagement=pair)
    if not is_new:
        return
    record(actor=learner, verb="pass_on_recommendation", of=kept)
    queue_mail(
        to=pair.guide,
        kind=FORWARDED,
        path=address("supervision:passed_on", pair.pk),
        key=f"{FORWARDED}:{kept.pk}",
    )


@transaction.atomic
def take_back(*, learner: Person, passed_on: PassedOn) -> None:
    """Close it to the mentor again; a mail that has not left stays here."""
    row = PassedOn.objects.select_for_update().filter(pk=passed_on.pk).first()
    if row is None:
        return
    record(actor=learner, verb="take_back_recommendation", of=row)
    if not PassedOn.objects.filter(engagement=row.engagement_id).exclude(pk=row.pk).exists():
        drop_mail(kind=FORWARDED, path=address("supervision:passed_on", row.engagement_id))
    row.delete()
