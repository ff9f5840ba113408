"""Proposing times, and saying that none of them suits. Taking one is an action of the pair."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from fourfold.issues import FourfoldError
from fourfold_web.appointments.conflicts import already_settled
from fourfold_web.appointments.models import ProposalOutcome, ProposedTime, TimeProposal
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.engagements.models import Engagement, GuidanceRequest
from fourfold_web.people.models import Person
from fourfold_web.shared.addresses import address
from fourfold_web.shared.audit import record

MOST = 3


@transaction.atomic
def propose_times(
    *,
    by: Person,
    moments: Sequence[datetime],
    minutes: int,
    engagement: Engagement | None = None,
    guidance_request: GuidanceRequest | None = None,
) -> TimeProposal:
    """Propose one to three times to the other side, in place of what was proposed before.

    With a guidance request the learner picks as soon as the two have agreed; no mail of its own,
    since the agreement's mail leads there. `Conflict` when both propose in the same moment.
    """
    chosen = sorted(set(moments))
    if not 1 <= len(chosen) <= MOST:
        raise FourfoldError(f"Propose one to {MOST} times; these are {len(chosen)}.")
    _replace(engagement, guidance_request)
    of = engagement or guidance_request
    try:
        with transaction.atomic():
            proposal = TimeProposal.objects.create(
                guide=of.guide,
                learner=of.learner,
                engagement=engagement,
                guidance_request=guidance_request,
                proposed_by=by,
                minutes=minutes,
            )
    except IntegrityError as twice:
        raise already_settled() from twice
    ProposedTime.objects.bulk_create(
        ProposedTime(proposal=proposal, starts_at=each) for each in chosen
    )
    record(actor=by, verb="propose_times", of=proposal, times=len(chosen))
    if engagement:
        _mail(proposal, "times_proposed", to=proposal.other(by))
    return proposal


@transaction.atomic
def decline_times(*, by: Person, proposal: TimeProposal) -> None:
    """Say that none of them suits; who proposed them hears it."""
    settle_proposal(by=by, proposal=proposal, outcome=ProposalOutcome.NONE_SUITS)
    if proposal.engagement_id or hasattr(proposal.guidance_request, "agreement"):
        _mail(proposal, "times_unsuitable", to=proposal.proposed_by)


@transaction.atomic
def settle_proposal(*, by: Person, proposal: TimeProposal, outcome: ProposalOutcome) -> None:
    """Answer a proposal once; `Conflict` for whoever comes second, and for its own proposer."""
    rows = TimeProposal.objects.filter(pk=proposal.pk, outcome="").exclude(proposed_by=by)
    if not rows.update(outcome=outcome, settled_at=timezone.now()):
        raise already_settled()
    record(actor=by, verb="settle_proposal", of=proposal, outcome=str(outcome))


def _replace(engagement: Engagement | None, guidance_request: GuidanceRequest | None) -> None:
    """The newest times count; those of the request end with the first of the pair."""
    asked_for = engagement.agreement.guidance_request if engagement else guidance_request
    TimeProposal.objects.filter(
        Q(engagement__agreement__guidance_request=asked_for) | Q(guidance_request=asked_for),
        outcome="",
    ).update(outcome=ProposalOutcome.REPLACED, settled_at=timezone.now())


def _mail(proposal: TimeProposal, kind: str, *, to: Person) -> None:
    pair = proposal.engagement or proposal.guidance_request.agreement.engagement
    queue_mail(
        to=to,
        kind=kind,
        path=address("guidance_sessions:times", pair.pk),
        key=f"{kind}:{proposal.pk}",
    )
