"""A learner books a time that a guide has opened: a first talk, or office hours."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.intake import Intake
from fourfold_web.appointments.actions.book import book_appointment
from fourfold_web.appointments.actions.claims import lock_persons
from fourfold_web.appointments.conflicts import has_a_time, taken
from fourfold_web.appointments.models import Appointment, AppointmentKind, WaitingPlace
from fourfold_web.appointments.queries import other_appointments_of
from fourfold_web.appointments.slots import times_of_kind
from fourfold_web.engagements import actions as engagements
from fourfold_web.engagements.models import GuidanceRequest, GuidanceRequestState
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership
from fourfold_web.shared.conflict import Conflict


@transaction.atomic
def book_with_guide(
    *,
    learner: Person,
    membership: Membership,
    kind: AppointmentKind,
    starts_at: datetime,
    words: str,
) -> Appointment:
    """Book one of the times that a guide has opened; `TimeTaken` when it is gone.

    Words for office hours go as a request for advising to that guide, so that the talk can rest on
    an agreement of one line; where none can be sent, they stay with the appointment. A first talk
    makes no request: nothing is agreed yet.
    """
    lock_persons([learner.pk, membership.person_id])
    if other_appointments_of(learner).filter(guide=membership.person).exists():
        raise has_a_time(membership.person)
    # Those that begin at this very moment come first, however far ahead it is.
    free = times_of_kind(membership, learner, kind, starts_at)
    wanted = next((each for each in free if each.start == starts_at), None)
    if wanted is None or starts_at <= timezone.now():
        raise taken([each.start for each in times_of_kind(membership, learner, kind)[:3]])
    asks = kind == AppointmentKind.OFFICE_HOURS and bool(words.strip())
    asked_for = _request(learner, membership, words) if asks else None
    booked = book_appointment(
        by=learner,
        program=membership.program,
        guide=membership.person,
        learner=learner,
        kind=kind,
        starts_at=starts_at,
        minutes=int((wanted.end - wanted.start).total_seconds()) // 60,
        guidance_request=asked_for,
        words="" if asked_for else words,
    )
    WaitingPlace.objects.filter(membership=membership, learner=learner, left_at=None).update(
        left_at=timezone.now()
    )
    return booked


def _request(learner: Person, membership: Membership, words: str) -> GuidanceRequest | None:
    """The words as a request for advising, or None when it cannot be sent beside the rest.

    A draft that the learner has begun is theirs to finish; a guide without room holds office hours
    all the same.
    """
    program = membership.program
    if GuidanceRequest.objects.filter(
        learner=learner, program=program, state=GuidanceRequestState.DRAFT
    ).exists():
        return None
    try:
        with transaction.atomic():
            draft = engagements.start_request(learner=learner, program=program)
            engagements.save_answers(
                learner=learner, guidance_request=draft, intake=Intake(answers={}, text=words)
            )
            return engagements.open_request(
                learner=learner,
                guidance_request=draft,
                chosen=FormOfGuidance.ADVISING,
                asked_guide=membership.person,
            )
    except Conflict:
        return None
