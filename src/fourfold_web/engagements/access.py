"""Who stands in which relation to a guidance request or an engagement, and what that grants.

The relations are found here; what a relation may see is asked of the core's visibility policy.
Stranger's look-ups come back empty, so that a page answers 404 and tells nothing.
"""

from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from fourfold.confidentiality.visibility import Relation, Role, may_see
from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements.models import (
    Afterwards,
    Agreement,
    AnswerKind,
    Engagement,
    GuidanceRequest,
    GuidanceRequestState,
    RequestAnswer,
)
from fourfold_web.engagements.room import with_room
from fourfold_web.people.models import Person
from fourfold_web.programs.access import programs_of, programs_where, supervisions_of
from fourfold_web.programs.models import Membership, MembershipRole, Supervision
from fourfold_web.programs.narrowing import may_see_in

State = GuidanceRequestState
# A guide who answered keeps seeing the request while it is theirs to settle.
TAKEN = (
    GuidanceRequestState.OFFERED,
    GuidanceRequestState.ACCEPTED,
    GuidanceRequestState.AGREED,
)
# Nobody takes it any more.
OVER = (GuidanceRequestState.WITHDRAWN, GuidanceRequestState.CLOSED)
# What a guide says who leaves a request to the others.
LET_GO = RequestAnswer.objects.filter(kind__in=[AnswerKind.PASS_ON, AnswerKind.DECLINE])


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
    let_go = LET_GO.filter(guide=person).values("guidance_request")
    return _if_readable(
        Role.GUIDE,
        Relation.ASKED,
        Q(state=GuidanceRequestState.WAITING) & _was_asked(person) & ~Q(pk__in=let_go),
    )


def _was_asked(person: Person) -> Q:
    """Requests that came to this guide: by name, or to every guide but the program's directors.

    A director sees only that a request waits, so becoming a guide must not open all of them (B-1).
    The rule is that of `guides_asked`, said by the roles of `person`, which every page knows: a
    list of requests would be slow to ask it for each row. test_one_rule.py holds the two together.
    """
    guided, directed = (
        [program.pk for program in programs_of(person, role)]
        for role in (MembershipRole.GUIDE, MembershipRole.DIRECTOR)
    )
    return (
        Q(program__in=guided)
        & (Q(asked_guide=person) | Q(asked_guide=None) & ~Q(program__in=directed))
        & ~Q(learner=person)
        & ~Q(former_guide=person)
        & ~Q(learner__in=supervisions_of(person).values("learner"))
    )


def has_let_go(guide: Person, request_id: UUID) -> bool:
    """Whether this guide has passed the request on or declined it."""
    return LET_GO.filter(guide=guide, guidance_request=request_id).exists()


def went_on_from(guide: Person, request_id: UUID) -> bool:
    """Whether the request went on from this guide without an answer."""
    return RequestAnswer.objects.filter(
        guide=guide, guidance_request=request_id, kind=AnswerKind.TIMED_OUT
    ).exists()


def guides_for(guidance_request: GuidanceRequest) -> QuerySet[Membership]:
    """The guides who may take this at all: not those who let it go, nor whom it leaves out.

    A supervisor is no guide of their own learner (B-5), and nobody is their own.
    """
    guides = _guides(
        request_id=guidance_request.pk,
        learner=guidance_request.learner_id,
        program=guidance_request.program_id,
    )
    return guides.select_related("person")


def free_guides_for(guidance_request: GuidanceRequest) -> QuerySet[Membership]:
    """The guides whom the learner may name: who may take it and have room."""
    return with_room(guides_for(guidance_request))


def is_without_guide() -> Q:
    """Requests that wait for the program: nobody took them, or nobody is left to ask."""
    guides = _guides(
        request_id=OuterRef("pk"), learner=OuterRef("learner"), program=OuterRef("program")
    )
    nobody_left = Q(state=GuidanceRequestState.DECLINED) & ~Exists(guides)
    return Q(state=GuidanceRequestState.NO_GUIDE) | nobody_left


def _guides(
    *, request_id: UUID | OuterRef, learner: UUID | OuterRef, program: UUID | OuterRef
) -> QuerySet[Membership]:
    """The guides for a request, given by ids, or by the columns of a row around this query."""
    supervisors = Supervision.objects.filter(learner=_one_deeper(learner)).values("supervisor")
    let_go = LET_GO.filter(guidance_request=_one_deeper(request_id)).values("guide")
    former = GuidanceRequest.objects.filter(
        pk=_one_deeper(request_id), former_guide__isnull=False
    ).values("former_guide")
    return Membership.objects.filter(
        ~Q(person=learner),
        ~Q(person__in=former),
        ~Q(person__in=supervisors),
        ~Q(person__in=let_go),
        program=program,
        role=MembershipRole.GUIDE,
        person__is_active=True,
    )


def _one_deeper(value: UUID | OuterRef) -> UUID | OuterRef:
    return OuterRef(value) if isinstance(value, OuterRef) else value


def guides_for_anyone(guidance_request: GuidanceRequest) -> QuerySet[Membership]:
    """Of these, the ones to whom a request to anyone goes: not the program's directors."""
    directors = Membership.objects.filter(
        program=guidance_request.program_id, role=MembershipRole.DIRECTOR
    )
    return guides_for(guidance_request).filter(~Q(person__in=directors.values("person")))


def guides_asked(guidance_request: GuidanceRequest) -> QuerySet[Membership]:
    """The guides who may answer the request as it was sent: the one asked, or anyone's."""
    if asked := guidance_request.asked_guide_id:
        return guides_for(guidance_request).filter(person=asked)
    return guides_for_anyone(guidance_request)


def guides_to_tell(guidance_request: GuidanceRequest) -> QuerySet[Membership]:
    """Of these, the ones who hear that it waits: who have room, and did not let it pass before."""
    if guidance_request.asked_guide_id:
        return guides_asked(guidance_request)
    silent = guidance_request.guide_answers.filter(kind=AnswerKind.TIMED_OUT).values("guide")
    return with_room(guides_asked(guidance_request)).exclude(person__in=silent)


def guides_to_hand_over_to(guidance_request: GuidanceRequest) -> QuerySet[Membership]:
    """The guides whom the program may ask for this. A director is none: handing it to themselves
    would open to them what a director never reads (B-1)."""
    guides = with_room(guides_for_anyone(guidance_request))
    return guides.exclude(person=guidance_request.asked_guide_id or guidance_request.learner_id)


def same_pairs(guidance_request: GuidanceRequest, guide: Person) -> QuerySet[Engagement]:
    """Running pairs of these two in the form that is asked for: a second one is seldom meant."""
    return Engagement.objects.filter(
        learner=guidance_request.learner_id,
        guide=guide,
        form_of_guidance=guidance_request.chosen_form,
        ended_at=None,
    )


def is_learner_of(person: Person, guidance_request: GuidanceRequest) -> bool:
    """Whether `person` still is a learner of the program that the request is for."""
    programs = programs_where(person, MembershipRole.LEARNER)
    return programs.filter(pk=guidance_request.program_id).exists()


def answered_request(person: Person, request_id: UUID) -> GuidanceRequest | None:
    """The request if it came to this guide and was since answered or withdrawn."""
    # What went to the program alone never came to anybody.
    came = Q(asked_guide=person) | Q(afterwards=Afterwards.ANYONE)
    gone = came & Q(state__in=[*OVER, GuidanceRequestState.NO_GUIDE])
    return GuidanceRequest.objects.filter(
        _was_asked(person), Q(state__in=TAKEN) | gone, pk=request_id
    ).first()


def called_off_while_settling(person: Person, request_id: UUID) -> str | None:
    """How this request was called off after `person`, one of the two, began to settle terms."""
    took = Q(
        guide_answers__guide=person, guide_answers__kind__in=[AnswerKind.ACCEPT, AnswerKind.OFFER]
    )
    called_off = GuidanceRequest.objects.filter(
        Q(learner=person) | took, pk=request_id, state__in=OVER, agreement__isnull=False
    )
    return called_off.values_list("state", flat=True).first()


def has_ended_with(person: Person, request_id: UUID) -> bool:
    """Whether `person` belonged to the pair that came of this request and has ended."""
    pairs = engagements_visible_to(person).filter(agreement__guidance_request=request_id)
    return pairs.filter(ended_at__isnull=False).exists()


def may_read_words(person: Person, guidance_request: GuidanceRequest) -> bool:
    """Whether `person`, to whom the request is visible, may read its words.

    Its learner may, and a guide who took it on. A guide who is asked may unless the program keeps
    the words until a yes, or kept them when the request was sent.
    """
    if guidance_request.learner_id == person.pk:
        return True
    took = guidance_request.state in TAKEN and guidance_request.state != State.OFFERED
    if took and guidance_request.guide_id == person.pk:
        return True
    asked = (Role.GUIDE, Relation.ASKED, "guidance_request")
    sent_at = guidance_request.sent_at
    return "read" in may_see_in(guidance_request.program, *asked, collected=sent_at)


def may_answer(person: Person, guidance_request: GuidanceRequest) -> bool:
    """Whether `person` may accept, offer, pass on or decline a request that is visible to them.

    A waiting request has no guide yet, so whoever sees it beside its learner is asked.
    """
    return (
        guidance_request.state == GuidanceRequestState.WAITING
        and guidance_request.learner_id != person.pk
        and "answer" in may_see(Role.GUIDE, Relation.ASKED, "guidance_request", None)
    )


def engagements_visible_to(person: Person) -> QuerySet[Engagement]:
    """The pairs that `person` belongs to, those that ended among them."""
    return Engagement.objects.filter(is_party(person))


def is_party(person: Person, pair: str = "") -> Q:
    """That `person` is one of the two; `pair` leads from a row to its pair: “engagement__”."""
    return Q(**{f"{pair}learner": person}) | Q(**{f"{pair}guide": person})


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


def supervisors_of(guidance_request: GuidanceRequest) -> QuerySet[Supervision]:
    """Who supervises the learner of a request in its program, but for the guide, by name."""
    rows = Supervision.objects.filter(
        program=guidance_request.program_id, learner=guidance_request.learner_id
    )
    others = rows.exclude(supervisor=guidance_request.guide_id)
    return others.select_related("supervisor").order_by("supervisor__name")


def guide_supervises_there(guidance_request: GuidanceRequest) -> bool:
    """Whether the guide of a request supervises other learners of its program."""
    return Supervision.objects.filter(
        program=guidance_request.program_id, supervisor=guidance_request.guide_id
    ).exists()


def grants_on_engagement(person: Person, engagement: Engagement, datum: str) -> frozenset[str]:
    """What `person` may do with `datum` of this pair; empty for everyone outside it."""
    relation = Relation.OWN if engagement.is_active else Relation.ENDED
    return _grants_as(relation, person, engagement, datum)


def grants_while_it_lasts(person: Person, engagement: Engagement, datum: str) -> frozenset[str]:
    """The same as long as the pair runs, also asked of one that has ended.

    Who might have written until then may hear that it is over; for others there was never a page.
    """
    return _grants_as(Relation.OWN, person, engagement, datum)


def _grants_as(
    relation: Relation, person: Person, engagement: Engagement, datum: str
) -> frozenset[str]:
    role = {engagement.learner_id: Role.LEARNER, engagement.guide_id: Role.GUIDE}.get(person.pk)
    return may_see(role, relation, datum, engagement.form) if role else frozenset()


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
    ended = guidance_request.state in OVER or (engagement is not None and not engagement.is_active)
    form = engagement.form if engagement else guidance_request.form_of_guidance
    if person.pk not in roles:
        return frozenset()
    relation = Relation.ENDED if ended else Relation.OWN
    return may_see(roles[person.pk], relation, "agreement", form)


def _any(clauses) -> Q:
    """One of these; nothing when there are none."""
    return reduce(or_, clauses, Q(pk__in=[]))
