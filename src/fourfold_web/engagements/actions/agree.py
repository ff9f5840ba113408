"""Settling the terms: propose a version, assent to it, and with both assents the pair begins."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from fourfold.guidance.agreement import AgreementTerms, check_terms
from fourfold.issues import FourfoldError
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.engagements.access import guides_for
from fourfold_web.engagements.actions.states import move, new_wait
from fourfold_web.engagements.conflicts import (
    agreement_changed,
    answered_before,
    may_not_begin,
    pair_has_ended,
    went_on,
)
from fourfold_web.engagements.models import (
    Agreement,
    AgreementVersion,
    Assent,
    Engagement,
    GuidanceRequest,
    GuidanceRequestState,
)
from fourfold_web.engagements.queries import triangle_of
from fourfold_web.people.models import Person
from fourfold_web.shared.addresses import address
from fourfold_web.shared.audit import record
from fourfold_web.shared.conflict import Conflict

# Terms can be written and signed before the pair begins and while it lasts.
SETTLING = (GuidanceRequestState.ACCEPTED, GuidanceRequestState.AGREED)


@transaction.atomic
def propose_agreement(
    *, by: Person, agreement: Agreement, terms: AgreementTerms, seen_version: int
) -> AgreementVersion:
    """Put the terms forward as a new version. Proposing is assenting; the other side is asked.

    Where coach, learner and supervisor belong to one program, the terms name this triangle (G-96).
    `seen_version` is the number of the version that `by` had before them (0 for none).
    Raises FourfoldError when a term is missing and `Conflict` when a newer version exists.
    """
    errors = [issue for issue in check_terms(terms) if issue.severity == "error"]
    if errors:
        raise FourfoldError(errors[0].message)
    locked = _locked(agreement, by)
    named = triangle_of(locked.guidance_request, terms.form_of_guidance)
    terms = replace(terms, triangle=named)
    newest = locked.newest
    if (newest.number if newest else 0) != seen_version:
        raise agreement_changed()
    version = AgreementVersion.objects.create(
        agreement=locked, number=seen_version + 1, terms=terms.to_json(), proposed_by=by
    )
    Assent.objects.create(version=version, person=by)
    # The other side is waited for from now on; once there is a pair the request waits no more.
    GuidanceRequest.objects.filter(
        pk=locked.guidance_request_id, state=GuidanceRequestState.ACCEPTED
    ).update(**new_wait())
    record(actor=by, verb="propose_agreement", of=locked, version=version.number)
    queue_mail(
        to=_other(locked, by),
        kind="agreement_waiting",
        path=address("engagements:agreement", locked.guidance_request_id),
        key=f"agreement_waiting:{version.pk}",
    )
    return version


@transaction.atomic
def sign_agreement(*, by: Person, agreement: Agreement, seen_version: int) -> Engagement:
    """Assent to the newest version. With it both have: the engagement opens, or takes its terms."""
    locked = _locked(agreement, by)
    newest = locked.newest
    if newest is None or newest.number != seen_version:
        raise agreement_changed()
    if newest.proposed_by_id == by.pk:
        raise Conflict("You proposed these words", "They now wait for the other side's yes.")
    Assent.objects.get_or_create(version=newest, person=by)
    record(actor=by, verb="sign_agreement", of=locked, version=newest.number)
    engagement = _open_engagement(locked, newest)
    queue_mail(
        to=_other(locked, by),
        kind="agreement_settled",
        path=address("guidance_sessions:pair", engagement.pk),
        key=f"agreement_settled:{newest.pk}",
    )
    return engagement


def _locked(agreement: Agreement, by: Person) -> Agreement:
    """The agreement, held with its request, so that neither is withdrawn or ended meanwhile."""
    locked = (
        Agreement.objects.select_for_update(of=("self", "guidance_request"))
        .select_related("guidance_request__learner", "guidance_request__guide")
        .get(pk=agreement.pk)
    )
    guidance_request = locked.guidance_request
    if guidance_request.state not in SETTLING:
        raise answered_before(guidance_request.state)
    if by not in (guidance_request.learner, guidance_request.guide):
        raise went_on()
    if Engagement.objects.filter(agreement=locked, ended_at__isnull=False).exists():
        raise pair_has_ended()
    return locked


def _open_engagement(agreement: Agreement, version: AgreementVersion) -> Engagement:
    guidance_request = agreement.guidance_request
    form = version.to_core().form_of_guidance
    engagement = Engagement.objects.filter(agreement=agreement).first()
    if engagement:
        # A changed form is signed anew by both before it holds (B-6).
        if engagement.form_of_guidance != form:
            engagement.form_of_guidance = form
            engagement.form_of_guidance_since = timezone.now()
            engagement.save(update_fields=["form_of_guidance", "form_of_guidance_since"])
        return engagement
    move(guidance_request, to=GuidanceRequestState.AGREED, when=[GuidanceRequestState.ACCEPTED])
    # Asked under the request's lock: the guide may have become the learner's supervisor (B-5).
    if not guides_for(guidance_request).filter(person=guidance_request.guide_id).exists():
        raise may_not_begin()
    now = timezone.now()
    return Engagement.objects.create(
        agreement=agreement,
        program_id=guidance_request.program_id,
        learner=guidance_request.learner,
        guide=guidance_request.guide,
        form_of_guidance=form,
        form_of_guidance_since=now,
        started_at=now,
    )


def _other(agreement: Agreement, by: Person) -> Person:
    guidance_request = agreement.guidance_request
    return guidance_request.guide if by == guidance_request.learner else guidance_request.learner
