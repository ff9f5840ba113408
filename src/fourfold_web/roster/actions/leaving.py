"""People who leave: named after an import, or the last cohort at the turn of a year."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fourfold.issues import FourfoldError
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.engagements.actions import end_for_leaver
from fourfold_web.engagements.models import Engagement
from fourfold_web.jobs.actions import queue_job
from fourfold_web.jobs.rounds import each_alone
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, Program
from fourfold_web.roster.actions.members import remove_member
from fourfold_web.roster.actions.roll_over import NOTICE
from fourfold_web.roster.conflicts import is_not_newest
from fourfold_web.roster.models import (
    LastDay,
    RollOver,
    RollOverState,
    RollOverStep,
    RosterImport,
)
from fourfold_web.roster.queries import may_mark_as_left, unchanged_since
from fourfold_web.shared.addresses import address
from fourfold_web.shared.audit import record

END_PAIRS = "fourfold_web.roster.tasks.end_pairs_of_leavers"


def mark_as_left(
    *, by: Person, roster_import: RosterImport, persons: Collection[UUID]
) -> tuple[int, list[str]]:
    """Take the roles that the file holds from those of these persons whom it did not have.

    Returns how many are gone, and a sentence for each role that stays. Raises Conflict for a list
    that is not the newest one that was brought in.
    """
    if not may_mark_as_left(roster_import):
        raise is_not_newest()
    missing = set(roster_import.missing) & {str(pk) for pk in persons}
    alike = unchanged_since(roster_import, [UUID(pk) for pk in missing])
    memberships = roster_import.program.memberships.filter(person__in=missing)
    gone, stays = set(), []
    for membership in memberships.select_related("program", "person"):
        refusal = _leave(by, roster_import, membership, alike)
        if refusal:
            stays.append(refusal)
        else:
            gone.add(membership.person_id)
    _forget_missing(roster_import, gone)
    return len(gone), list(dict.fromkeys(stays))


def _leave(
    by: Person, roster_import: RosterImport, membership: Membership, alike: Collection[UUID]
) -> str:
    """Take one role away, or say why it stays."""
    name, role = membership.person.name, membership.get_role_display().lower()
    if membership.person_id not in alike:
        return f"{name} was changed or added here after this list, and stays."
    if membership.role not in roster_import.roles:
        return f"{name} stays a {role}: the file holds no {role}s. Remove them under People."
    try:
        remove_member(by=by, membership=membership)
    except FourfoldError as refusal:
        return str(refusal)
    return ""


def let_leavers_go(*, roll_over_id: UUID) -> None:
    """Take the role of learner from those who leave, and tell their pairs of the last day.

    Whoever was put into another cohort meanwhile stays. What was undone is left alone.
    """
    roll_over = _begin(roll_over_id)
    if roll_over is None:
        return
    steps = roll_over.steps.filter(after="", done_at=None)
    each_alone(list(steps), lambda step: _let_go(roll_over, step))
    _end(roll_over)


def end_pairs_of_leavers(*, roll_over_id: UUID) -> None:
    """End what still runs between leavers and their guides, where the day both were told is over.

    A pair that began after its learner had left was told of no day, and goes on.
    """
    roll_over = RollOver.objects.select_related("program", "by").get(pk=roll_over_id)
    now = timezone.now()
    due = LastDay.objects.filter(
        step__roll_over=roll_over,
        step__person__in=_gone(roll_over),
        ends_at__lte=now,
        engagement__ended_at=None,
    )
    pairs = [
        each.engagement for each in due.select_related("engagement__learner", "engagement__guide")
    ]
    each_alone(pairs, lambda pair: end_for_leaver(by=roll_over.by, engagement=pair))
    if roll_over.pairs_end_at and roll_over.pairs_end_at <= now:
        RollOver.objects.filter(pk=roll_over_id).update(pairs_ended_at=now)


@transaction.atomic
def _forget_missing(roster_import: RosterImport, gone: Collection[UUID]) -> None:
    locked = RosterImport.objects.select_for_update().get(pk=roster_import.pk)
    left = {str(pk) for pk in gone}
    locked.missing = [pk for pk in locked.missing if pk not in left]
    locked.save(update_fields=["missing"])


@transaction.atomic
def _begin(roll_over_id: UUID) -> RollOver | None:
    found = RollOver.objects.select_related("program", "by").select_for_update(of=("self",))
    roll_over = found.get(pk=roll_over_id)
    if roll_over.state == RollOverState.MOVED:
        roll_over.state = RollOverState.LEAVING
        roll_over.save(update_fields=["state"])
    return roll_over if roll_over.state == RollOverState.LEAVING else None


def _let_go(roll_over: RollOver, step: RollOverStep) -> None:
    membership = step.membership
    if membership and membership.cohort != step.before:
        return
    if roll_over.pairs_end_at:
        for pair in _pairs_of(roll_over.program, [step.person_id]):
            _tell(step, pair, roll_over.pairs_end_at)
    if membership:
        remove_member(by=roll_over.by, membership=membership)
    RollOverStep.objects.filter(pk=step.pk).update(done_at=timezone.now())


def _tell(step: RollOverStep, pair: Engagement, planned: datetime) -> None:
    """Say when a pair ends: on the planned day, or later where the two would hear too late."""
    soonest = timezone.localtime(timezone.now() + NOTICE).replace(hour=23, minute=59)
    ends_at = max(planned, soonest)
    LastDay.objects.create(step=step, engagement=pair, ends_at=ends_at)
    for person in (pair.learner, pair.guide):
        queue_mail(
            to=person,
            kind="pair_will_end",
            path=address("guidance_sessions:pair", pair.pk),
            key=f"pair_will_end:{step.pk}:{pair.pk}:{person.pk}",
            ends_at=ends_at,
        )


@transaction.atomic
def _end(roll_over: RollOver) -> None:
    told = LastDay.objects.filter(step__roll_over=roll_over)
    days = sorted(set(told.values_list("ends_at", flat=True)))
    roll_over.state = RollOverState.FINISHED
    if days:
        roll_over.pairs_end_at = days[-1]
    roll_over.save(update_fields=["state", "pairs_end_at"])
    record(actor=roll_over.by, verb="leavers_let_go", of=roll_over, left=len(_gone(roll_over)))
    for day in days:
        queue_job(END_PAIRS, not_before=day, roll_over_id=str(roll_over.pk))


def _gone(roll_over: RollOver) -> list[UUID]:
    """Those who have left in it and have not come back as learners since."""
    left = roll_over.steps.filter(after="", done_at__isnull=False)
    back = roll_over.program.memberships.filter(role="learner").values("person")
    return list(left.exclude(person__in=back).values_list("person_id", flat=True))


def _pairs_of(program: Program, learners: Collection[UUID]):
    running = program.engagements.filter(learner__in=learners, ended_at=None)
    return running.select_related("learner", "guide")
