"""The turn of a year: cohorts move up at once; who leaves is let go a day later.

Until then all of it can be undone. Whoever leaves loses their role here and nothing of their own:
requests, agreements, goals and reports stay with them.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fourfold.issues import FourfoldError
from fourfold_web.jobs.actions import queue_job
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole, Program
from fourfold_web.roster.models import RollOver, RollOverState, RollOverStep
from fourfold_web.roster.queries import next_of
from fourfold_web.shared.audit import record

State = RollOverState
# How long everything can be undone.
TO_UNDO = timedelta(days=1)
# The two of a pair hear at least so long before it ends, counted from when they are told.
NOTICE = timedelta(days=14)
MOST_AT_ONCE = 500
MOVE = "fourfold_web.roster.tasks.move_cohorts"
LET_GO = "fourfold_web.roster.tasks.let_leavers_go"


@transaction.atomic
def start_roll_over(
    *,
    by: Person,
    program: Program,
    moves: Mapping[str, str],
    stay: Collection[UUID] = (),
    leave: Collection[UUID] = (),
    pairs_end_at: datetime | None = None,
) -> RollOver:
    """Plan what becomes of every learner, and have a job move them.

    `moves` has the next cohort for each, "" for those who leave; the others stay as they are.
    `stay` and `leave` are memberships of learners to whom it happens otherwise. Without
    `pairs_end_at` running pairs of leavers go on. Raises FourfoldError when nothing would change,
    when one is open already, or when pairs would end too soon.
    """
    # The lock makes two directors take turns.
    Program.objects.select_for_update().get(pk=program.pk)
    if program.roll_overs.filter(state__in=[State.MOVING, State.MOVED, State.LEAVING]).exists():
        raise FourfoldError("The last turn of a year is not finished yet. Look at it first.")
    now = timezone.now()
    if pairs_end_at and pairs_end_at < now + TO_UNDO + NOTICE:
        raise FourfoldError(
            f"Pairs need {NOTICE.days} days’ notice, and hear of it tomorrow. Choose a later day."
        )
    roll_over = RollOver(program=program, by=by, leaves_at=now + TO_UNDO, pairs_end_at=pairs_end_at)
    steps = list(_steps(roll_over, moves, frozenset(stay), frozenset(leave)))
    if not steps:
        raise FourfoldError("Nobody would move or leave. Say what becomes of a cohort.")
    roll_over.counts = Counter("leave" if not step.after else "move" for step in steps)
    roll_over.save(force_insert=True)
    RollOverStep.objects.bulk_create(steps, batch_size=MOST_AT_ONCE)
    record(actor=by, verb="start_roll_over", of=roll_over, **roll_over.counts)
    queue_job(MOVE, roll_over_id=str(roll_over.pk))
    return roll_over


def move_cohorts(*, roll_over_id: UUID) -> None:
    """Move everybody who does not leave, some hundred at a time. Twice does it once."""
    while _move_some(roll_over_id):
        pass


@transaction.atomic
def undo_roll_over(*, by: Person, roll_over: RollOver) -> int:
    """Put everybody back, but for those whose cohort somebody has changed since; how many were.

    Raises FourfoldError when the day for it is over.
    """
    locked = RollOver.objects.select_for_update().get(pk=roll_over.pk)
    if locked.state != State.MOVED or timezone.now() >= locked.leaves_at:
        raise FourfoldError("This cannot be undone any more. Change cohorts under People instead.")
    back = 0
    for (before, after), memberships in _moves(locked.steps.exclude(after="")).items():
        for some in _in_parts(memberships):
            moved = Membership.objects.filter(pk__in=some, cohort=after)
            back += moved.update(cohort=before)
    locked.state = State.UNDONE
    locked.save(update_fields=["state"])
    record(actor=by, verb="undo_roll_over", of=locked, back=back)
    return back


@transaction.atomic
def _move_some(roll_over_id: UUID) -> bool:
    roll_over = RollOver.objects.select_for_update().get(pk=roll_over_id)
    if roll_over.state != State.MOVING:
        return False
    steps = roll_over.steps.filter(done_at=None).exclude(after="")
    some = list(steps.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE])
    now = timezone.now()
    for (before, after), memberships in _moves(steps.filter(pk__in=some)).items():
        Membership.objects.filter(pk__in=memberships, cohort=before).update(cohort=after)
    RollOverStep.objects.filter(pk__in=some).update(done_at=now)
    if not some:
        # The day to undo begins when everybody has been moved.
        roll_over.state, roll_over.leaves_at = State.MOVED, now + TO_UNDO
        roll_over.save(update_fields=["state", "leaves_at"])
        queue_job(LET_GO, not_before=roll_over.leaves_at, roll_over_id=str(roll_over.pk))
    return bool(some)


def _steps(
    roll_over: RollOver, moves: Mapping[str, str], stay: frozenset[UUID], leave: frozenset[UUID]
) -> Iterator[RollOverStep]:
    learners = roll_over.program.memberships.filter(role=MembershipRole.LEARNER)
    for pk, person, cohort in learners.values_list("pk", "person_id", "cohort").iterator():
        after = next_of(pk, cohort, moves, stay, leave)
        if after is not None:
            yield RollOverStep(
                roll_over=roll_over,
                membership_id=pk,
                person_id=person,
                before=cohort,
                after=after,
            )


def _moves(steps) -> dict[tuple[str, str], list[UUID]]:
    found = defaultdict(list)
    rows = steps.filter(membership__isnull=False).order_by()
    for before, after, membership in rows.values_list("before", "after", "membership_id"):
        found[before, after].append(membership)
    return found


def _in_parts(ids: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(ids), MOST_AT_ONCE):
        yield ids[start : start + MOST_AT_ONCE]
