"""What pages read about techniques, and who is often sought."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from fourfold.learning.facts import numbers
from fourfold.learning.techniques import is_often_sought
from fourfold_web.engagements.models import AnswerKind, RequestAnswer, RequestChoice
from fourfold_web.people.models import Person
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.techniques.access import techniques_visible_to
from fourfold_web.techniques.models import Technique, TechniqueInvitation


def shared_with(person: Person) -> QuerySet[Technique]:
    """What a guide finds on the page: the techniques of fellow guides, and their own."""
    return (
        techniques_visible_to(person)
        .filter(
            program__memberships__person=person, program__memberships__role=MembershipRole.GUIDE
        )
        .prefetch_related("tried")
    )


def found_among(
    techniques: QuerySet[Technique], *, form: str = "", setting: str = "", words: str = ""
) -> list[Technique]:
    """Those of a form and setting that hold every one of these words, in capitals or not."""
    if form:
        techniques = techniques.filter(form_of_guidance=form)
    if setting:
        techniques = techniques.filter(setting=setting)
    # What is confided cannot be searched by the database.
    wanted = words.casefold().split()
    return [each for each in techniques if _holds(each, wanted)]


def may_share_in(person: Person) -> list[Program]:
    """The programs in which this guide was asked to share, and still guides."""
    invited = TechniqueInvitation.objects.filter(
        guide=person,
        program__memberships__person=person,
        program__memberships__role=MembershipRole.GUIDE,
    )
    return [each.program for each in invited.select_related("program")]


def often_sought(program: Program, *, now: datetime) -> set[UUID]:
    """The guides whom many learners named or who took many on; never how many."""
    since = now - timedelta(days=numbers().sought_within_days)
    named = RequestChoice.objects.filter(
        guidance_request__program=program, guidance_request__sent_at__gte=since
    )
    taken = RequestAnswer.objects.filter(
        guidance_request__program=program, kind=AnswerKind.ACCEPT, at__gte=since
    )
    learners: dict[UUID, set[UUID]] = {}
    for rows in (named, taken):
        for guide, learner in rows.values_list("guide", "guidance_request__learner"):
            learners.setdefault(guide, set()).add(learner)
    return {guide for guide, found in learners.items() if is_often_sought(len(found))}


def names_of_learners(program: Program) -> list[str]:
    """The names that no technique may hold."""
    learners = program.memberships.filter(role=MembershipRole.LEARNER)
    return list(learners.values_list("person__name", flat=True))


def _holds(technique: Technique, wanted: list[str]) -> bool:
    text = " ".join([*technique.words.values(), technique.topic_in_words]).casefold()
    return all(word in text for word in wanted)
