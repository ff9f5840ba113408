"""The only writes on review summaries: keyword-only, atomic, an audit entry inside."""

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from fourfold_web.correspondence.actions import drop_mail, queue_mail
from fourfold_web.papers.access import reaches_program
from fourfold_web.papers.conflicts import is_withdrawn
from fourfold_web.papers.models import ReviewDraft, Snapshot, Statement
from fourfold_web.papers.summary import Choice, Summary
from fourfold_web.people.models import Person
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.programs.queries import persons_with
from fourfold_web.shared.audit import record

PUBLISHED = "review_published"


@transaction.atomic
def keep_choice(*, learner: Person, program: Program, choice: Choice) -> ReviewDraft:
    """Keep what the learner picked; nobody else sees it."""
    draft, _ = ReviewDraft.objects.update_or_create(
        learner=learner, program=program, defaults={"chosen": choice.to_json()}
    )
    record(actor=learner, verb="keep_review_choice", of=draft, goals=len(choice.goals))
    return draft


@transaction.atomic
def publish_summary(*, learner: Person, program: Program, summary: Summary) -> Snapshot:
    """Let the program's directors read these contents until they are taken back, and tell them.

    Where the program wants no summaries, only the learner has it, and nobody is told.
    A second tap finds what the first has published.
    """
    # The lock makes two taps take turns.
    list(ReviewDraft.objects.select_for_update().filter(learner=learner, program=program))
    newest = Snapshot.objects.filter(learner=learner, program=program, withdrawn_at=None).first()
    if newest and newest.to_core() == summary:
        return newest
    snapshot = Snapshot.objects.create(
        learner=learner,
        program=program,
        contents=summary.to_json(),
        published_at=timezone.now(),
    )
    record(actor=learner, verb="publish_summary", of=snapshot, goals=len(summary.goals))
    for director in _readers(snapshot).exclude(pk=learner.pk):
        queue_mail(
            to=director,
            kind=PUBLISHED,
            path=_page(snapshot),
            key=f"{PUBLISHED}:{snapshot.pk}:{director.pk}",
        )
    return snapshot


@transaction.atomic
def withdraw_summary(*, by: Person, snapshot: Snapshot) -> bool:
    """Close it to everyone but its learner. False when that was done before."""
    open_ones = Snapshot.objects.filter(pk=snapshot.pk, withdrawn_at=None)
    if not open_ones.update(withdrawn_at=timezone.now()):
        return False
    record(actor=by, verb="withdraw_summary", of=snapshot)
    drop_mail(kind=PUBLISHED, path=_page(snapshot))
    return True


@transaction.atomic
def add_statement(*, by: Person, snapshot: Snapshot, words: str) -> Statement:
    """Attach the learner's words to what they published. Raises Conflict when it was taken back."""
    fresh = Snapshot.objects.select_for_update().defer("contents").get(pk=snapshot.pk)
    if fresh.withdrawn_at:
        raise is_withdrawn()
    statement = fresh.statements.create(words=words)
    record(actor=by, verb="add_statement", of=statement)
    return statement


def _readers(snapshot: Snapshot) -> QuerySet[Person]:
    program, at = snapshot.program, snapshot.published_at
    directors = persons_with(MembershipRole.DIRECTOR, program)
    return directors if reaches_program(program, published_at=at) else directors.none()


def _page(snapshot: Snapshot) -> str:
    return reverse("papers:snapshot", args=[snapshot.pk])
