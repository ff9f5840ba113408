"""Many people with requests, pairs and sessions at once, as rows: for figures and their bench."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import count

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements.models import (
    Agreement,
    AgreementVersion,
    Assent,
    Engagement,
    GuidanceRequest,
    GuidanceRequestState,
)
from fourfold_web.guidance_sessions.models import ClosingFeedback, GuidanceSession, RoleSwitch
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole, Program

FORMS = tuple(form.value for form in FormOfGuidance)
NUMBERS = count()
SOME_AT_ONCE = 500


def add_learners(
    program: Program, number: int, *, cohort: str = "PGY-1", site: str = "North"
) -> list[Person]:
    """So many learners of one cohort at one site."""
    people = [
        Person(email=f"crowd{each}@example.org", name=f"Crowd {each}")
        for each, _ in zip(NUMBERS, range(number), strict=False)
    ]
    save(people)
    save(
        Membership(
            program=program,
            person=each,
            role=MembershipRole.LEARNER,
            cohort=cohort,
            site=site,
        )
        for each in people
    )
    return people


def add_pairs(
    program: Program,
    learners: Iterable[Person],
    guide: Person,
    *,
    sent: datetime,
    forms: tuple[str, ...] = FORMS,
) -> list[Engagement]:
    """One pair for each: asked at `sent`, in these forms by turns, agreed two days later."""
    requests = [
        GuidanceRequest(
            program=program,
            learner=each,
            guide=guide,
            state=GuidanceRequestState.AGREED,
            chosen_form=forms[place % len(forms)],
            sent_at=sent,
        )
        for place, each in enumerate(learners)
    ]
    agreements = [Agreement(guidance_request=each) for each in requests]
    started = sent + timedelta(days=2)
    pairs = [
        Engagement(
            agreement=each,
            program=program,
            learner=each.guidance_request.learner,
            guide=guide,
            form_of_guidance=each.guidance_request.chosen_form,
            form_of_guidance_since=started,
            started_at=started,
        )
        for each in agreements
    ]
    versions = [
        AgreementVersion(agreement=each, number=1, terms={}, proposed_by=guide)
        for each in agreements
    ]
    assents = [
        Assent(version=each, person=person)
        for each in versions
        for person in (guide, each.agreement.guidance_request.learner)
    ]
    for rows in (requests, agreements, pairs, versions, assents):
        save(rows)
    return pairs


def add_sessions(
    pairs: Iterable[Engagement],
    starts: Iterable[datetime],
    *,
    feedback: bool = True,
    on_paper: bool = False,
    switches: int = 0,
) -> list[GuidanceSession]:
    """One closed session of half an hour for each pair at each start."""
    every = list(starts)
    held = [
        GuidanceSession(
            engagement=pair,
            form_of_guidance=pair.form_of_guidance,
            opened_at=start,
            ended_at=start + timedelta(minutes=30),
            completed_at=start + timedelta(hours=1),
            no_next_meeting=True,
            held_on_paper=on_paper,
        )
        for pair in pairs
        for start in every
    ]
    save(held)
    if feedback:
        save(
            ClosingFeedback(
                guidance_session=each,
                learner=each.engagement.learner,
                usefulness=4,
                stayed_in_role=4,
            )
            for each in held
        )
        ids = [each.pk for each in held]
        for first in range(0, len(ids), SOME_AT_ONCE):
            ours = ClosingFeedback.objects.filter(
                guidance_session__in=ids[first : first + SOME_AT_ONCE]
            )
            ours.update(at=min(every) + timedelta(hours=1))
    save(
        RoleSwitch(
            guidance_session=each,
            at=each.opened_at,
            from_form=FORMS[0],
            to_form=FORMS[1],
            marked_later=place % 2 == 1,
        )
        for each in held
        for place in range(switches)
    )
    return held


def save(rows: Iterable) -> None:
    """Write these rows of one kind, some hundred at once."""
    known = list(rows)
    if known:
        type(known[0]).objects.bulk_create(known, batch_size=SOME_AT_ONCE)
