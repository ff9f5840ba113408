"""Who stands in which relation to a guidance request or an engagement, and what that grants.

The relations are found here; what a relation may see is asked of the core's visibility policy.
Stranger's look-ups come back empty, so that a page answers 404 and tells nothing.
"""

from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q, QuerySet

from fourfold.confidentiality.visibility import Relation, Role, may_see
from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements.models import (
    Agreement,
    AnswerKind,
    Engagement,
    GuidanceRequest,
    GuidanceRequestState,
    RequestAnswer,
)
from fourfold_web.people.models import Person
from fourfold_web.programs.access import programs_where, supervisions_of
from fourfold_web.programs.models import Membership, MembershipRole
from fourfold_web.shared.conflict import Conflict

TOLD = {
    GuidanceRequestState.WAITING: "It is waiting for a guide again.",
    GuidanceRequestState.OFFERED: "Another guide has answered it.",
    GuidanceRequestState.ACCEPTED: "Another guide has accepted it, so the learner is cared for.",
    GuidanceRequestState.AGREED: "The learner and a guide have already agreed.",
    GuidanceRequestState.DECLINED: "It has been declined in the meantime.",
    GuidanceRequestState.WITHDRAWN: "The learner has withdrawn it.",
}

# A guide who answered keeps seeing the request while it is theirs to settle.
TAKEN = (
    GuidanceRequestState.OFFERED,
    GuidanceRequestState.ACCEPTED,
    GuidanceRequestState.AGREED,
)


def requests_visible_to(person: Person) -> QuerySet[GuidanceRequest]:
    """Every guidance request whose words `person` may read."""
    return GuidanceRequest.objects.filter(_own(person) | _offered(person) | _taken(person))


def requests_of(person: Person) -> QuerySet[GuidanceRequest]:
    """Of these, the learner's own."""
    return GuidanceRequest.objects.filter(_own(person))


def requests_offered_to(person: Person) -> QuerySet[GuidanceRequest]:
    """Of these, the ones that wait for this guide's answer and may be read before committing."""
    return GuidanceRequest.objects.filter(_offered(person))


def requests_taken_by(person: Person) -> QuerySet[GuidanceRequest]:
    """Of these, the ones that this guide answered and settles or has settled."""
    return GuidanceRequest.objects.filter(_taken(person))


def _own(person: Person) -> Q:
    return _if_readable(Role.LEARNER, Relation.OWN, Q(learner=person))


def _taken(person: Person) -> Q:
    return _if_readable(Role.GUIDE, Relation.OWN, Q(guide=person, state__in=TAKEN))


def _if_readable(role: Role, relation: Relation, who: Q) -> Q:
    granted = may_see(role, relation, "guidance_request", None)
    return who if "read" in granted else Q(pk__in=[])


def _offered(person: Person) -> Q:
    let_go = RequestAnswer.objects.filter(
        guide=person, kind__in=[AnswerKind.PASS_ON, AnswerKind.DECLINE]
    ).values("guidance_request")
    return _if_readable(
        Role.GUIDE,
        Relation.ASKED,
        Q(state=GuidanceRequestState.WAITING)
        & (Q(asked_guide=None) | Q(asked_guide=person))
        & Q(program__in=programs_where(person, MembershipRole.GUIDE))
        & ~Q(learner=person)
        # A supervisor is no guide of their own learner (B-5).
        & ~Q(learner__in=supervisions_of(person).values("learner"))
        & ~Q(pk__in=let_go),
    )


def may_answer(person: Person, guidance_request: GuidanceRequest) -> bool:
    """Whether `person` may accept, offer, pass on or decline a request that is visible to them.

    A waiting request has no guide yet, so whoever sees it beside its learner is asked.
    """
    return (
        guidance_request.state == GuidanceRequestState.WAITING
        and guidance_request.learner_id != person.pk
        and "answer" in may_see(Role.GUIDE, Relation.ASKED, "guidance_request", None)
    )


def tell_if_answered(person: Person, request_id: UUID) -> None:
    """Raise `Conflict` when a guide follows a mail to a request that somebody else answered.

    They were asked, so they may hear how it went on; everyone else gets the 404 of a stranger.
    """
    answered = (
        GuidanceRequest.objects.filter(
            Q(asked_guide=None) | Q(asked_guide=person),
            pk=request_id,
            state__in=[*TAKEN, GuidanceRequestState.WITHDRAWN],
            program__in=programs_where(person, MembershipRole.GUIDE),
        )
        .exclude(learner=person)
        .first()
    )
    if answered and answered.guide_id == person.pk:
        raise Conflict("You have already answered this", "Your first answer stands.")
    if answered:
        raise answered_before(answered.state)


def tell_if_over(person: Person, request_id: UUID) -> None:
    """Raise `Conflict` when terms are sent for what was withdrawn or has ended meanwhile.

    Only the two who settled them hear it, so that an hour of writing does not end in a 404.
    """
    took = Q(
        guide_answers__guide=person, guide_answers__kind__in=[AnswerKind.ACCEPT, AnswerKind.OFFER]
    )
    if GuidanceRequest.objects.filter(
        Q(learner=person) | took,
        pk=request_id,
        state=GuidanceRequestState.WITHDRAWN,
        agreement__isnull=False,
    ).exists():
        raise answered_before(GuidanceRequestState.WITHDRAWN)
    if (
        engagements_visible_to(person)
        .filter(agreement__guidance_request=request_id, ended_at__isnull=False)
        .exists()
    ):
        raise pair_has_ended()


def guides_for(guidance_request: GuidanceRequest) -> QuerySet[Membership]:
    """The guides who may still take this request: of the program, not its learner, not let go."""
    let_go = guidance_request.guide_answers.filter(
        kind__in=[AnswerKind.PASS_ON, AnswerKind.DECLINE]
    ).values("guide")
    return (
        Membership.objects.filter(program=guidance_request.program, role=MembershipRole.GUIDE)
        .filter(person__is_active=True)
        .exclude(person=guidance_request.learner_id)
        .exclude(person__supervises__learner=guidance_request.learner_id)
        .exclude(person__in=let_go)
        .select_related("person")
    )


def engagements_visible_to(person: Person) -> QuerySet[Engagement]:
    """The pairs that `person` belongs to, those that ended among them."""
    return Engagement.objects.filter(Q(learner=person) | Q(guide=person))


def engagements_supervised_by(person: Person) -> QuerySet[Engagement]:
    """Running pairs of supervised learners, in the forms whose dates a supervisor may see."""
    open_forms = [
        form
        for form in FormOfGuidance
        if "form_and_dates" in may_see(Role.SUPERVISOR, Relation.SUPERVISED, "agreement", form)
    ]
    # Program and learner must come from the same supervision, hence one clause for each.
    mine = [
        Q(program=supervision.program_id, learner=supervision.learner_id)
        for supervision in supervisions_of(person)
    ]
    return Engagement.objects.filter(
        _any(mine), form_of_guidance__in=open_forms, ended_at=None
    ).exclude(guide=person)


def grants_on_engagement(person: Person, engagement: Engagement, datum: str) -> frozenset[str]:
    """What `person` may do with `datum` of this pair; empty for everyone outside it."""
    role = {engagement.learner_id: Role.LEARNER, engagement.guide_id: Role.GUIDE}.get(person.pk)
    if role is None:
        return frozenset()
    relation = Relation.OWN if engagement.is_active else Relation.ENDED
    return may_see(role, relation, datum, engagement.form)


def answered_before(state: str | None) -> Conflict:
    """What a person hears whose step came second; `state` is where the request stands now."""
    told = TOLD.get(state, "It is no longer there.")
    return Conflict("Somebody was a moment quicker", f"{told} Nothing was counted twice.")


def no_longer_a_draft() -> Conflict:
    """What a learner hears who writes on in a request that they sent from another page."""
    return Conflict(
        "This is no longer a draft",
        "You have sent it or taken it back in the meantime. You find it on your page.",
    )


def pair_has_ended() -> Conflict:
    """What a person hears who changes the terms of a pair that the other has ended."""
    return Conflict(
        "This pair has ended",
        "What you both wrote stays readable, and nobody can add to it."
        " A new start needs a new request.",
    )


def agreements_visible_to(person: Person) -> QuerySet[Agreement]:
    """The agreements that `person` settles or has settled."""
    return Agreement.objects.filter(
        Q(guidance_request__learner=person) | Q(guidance_request__guide=person)
    )


def grants_on_agreement(person: Person, agreement: Agreement) -> frozenset[str]:
    """What `person` may do with this agreement: before the pair exists, while it lasts, after."""
    guidance_request = agreement.guidance_request
    roles = {guidance_request.learner_id: Role.LEARNER, guidance_request.guide_id: Role.GUIDE}
    engagement = getattr(agreement, "engagement", None)
    ended = guidance_request.state == GuidanceRequestState.WITHDRAWN or (
        engagement is not None and not engagement.is_active
    )
    form = engagement.form if engagement else guidance_request.form_of_guidance
    if person.pk not in roles:
        return frozenset()
    relation = Relation.ENDED if ended else Relation.OWN
    return may_see(roles[person.pk], relation, "agreement", form)


def _any(clauses) -> Q:
    """One of these; nothing when there are none."""
    return reduce(or_, clauses, Q(pk__in=[]))
