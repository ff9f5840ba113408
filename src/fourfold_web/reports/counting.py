"""Counting a program's figures, as they may be shown: in steps, without what is too small (B-7).

No query here reads, filters or orders by a confidential column.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from fourfold.confidentiality.small_cells import shown
from fourfold.programs.health import months_shown, moving_within, window
from fourfold_web.engagements.models import Engagement, GuidanceRequest
from fourfold_web.goals.models import CheckIn, Goal, GoalState, Step
from fourfold_web.guidance_sessions.models import GuidanceSession, RoleSwitch
from fourfold_web.learning.queries import completion_of
from fourfold_web.programs.models import Program

PAIR = "engagement"
PAIR_OF_SWITCH = "guidance_session__engagement"


def figures_of(program: Program, *, as_of: datetime, step: int) -> dict[str, Any]:
    """The figures at a glance up to `as_of` in steps of `step`, as plain data."""
    since = as_of - window()
    held, switches = _held(program, since, as_of), _switches(program, since, as_of)
    return {
        "sessions": _by_month(program, as_of, step),
        "goals_first": _share(held, Q(held_on_paper=False), PAIR, step),
        "feedback": _share(held, Q(closing_feedback__at__lt=as_of), PAIR, step),
        "switches": _share(switches, Q(marked_later=False), PAIR_OF_SWITCH, step),
        "goals_moving": _goals_moving(program, as_of, step),
        "forms": _forms(program, since, as_of, step),
        # Exact: a director sees by name who has done which.
        "lessons_done": [
            [each.lesson.title, each.done, each.people] for each in completion_of(program)
        ],
    }


def _held(program: Program, since: datetime, until: datetime) -> QuerySet:
    return GuidanceSession.objects.filter(
        engagement__program=program, ended_at__gte=since, ended_at__lt=until
    ).order_by()


def _switches(program: Program, since: datetime, until: datetime) -> QuerySet:
    return RoleSwitch.objects.filter(
        guidance_session__engagement__program=program,
        guidance_session__ended_at__gte=since,
        guidance_session__ended_at__lt=until,
        undone_at=None,
    ).order_by()


def _share(rows: QuerySet, part: Q, pair: str, step: int) -> list[int | None]:
    """How many of these rows are of a kind, and how many there are; few pairs show neither."""
    found = rows.aggregate(
        part=Count("pk", filter=part),
        whole=Count("pk"),
        pairs_of_part=Count(pair, filter=part, distinct=True),
        pairs=Count(pair, distinct=True),
    )
    return [
        shown(found["part"], behind=found["pairs_of_part"], step=step),
        shown(found["whole"], behind=found["pairs"], step=step),
    ]


def _by_month(program: Program, as_of: datetime, step: int) -> list[list[Any]]:
    """Sessions of each full month before `as_of`, the earliest first: [first day, number]."""
    months = _months_before(as_of)
    first, last = months[0], _month_of(as_of)
    rows = (
        _held(program, first, last)
        .annotate(month=TruncMonth("ended_at", tzinfo=timezone.get_default_timezone()))
        .values_list("month")
        .annotate(held=Count("pk"), pairs=Count(PAIR, distinct=True))
    )
    counted = {month: (held, pairs) for month, held, pairs in rows}
    return [
        [month.date().isoformat(), shown(held, behind=pairs, step=step)]
        for month in months
        for held, pairs in [counted.get(month, (0, 0))]
    ]


def _months_before(as_of: datetime) -> list[datetime]:
    found = [_month_of(as_of)]
    while len(found) <= months_shown():
        found.append(_month_of(found[-1] - timedelta(days=1)))
    return found[:0:-1]


def _month_of(moment: datetime) -> datetime:
    local = moment.astimezone(timezone.get_default_timezone())
    start = local.replace(tzinfo=None, day=1, hour=0, minute=0, second=0, microsecond=0)
    return start.replace(tzinfo=timezone.get_default_timezone())


def _goals_moving(program: Program, as_of: datetime, step: int) -> list[int | None]:
    """Learners with a goal shared in a running pair: those who moved it lately, and all."""
    recent = as_of - moving_within()
    of_goal = {"goal": OuterRef("pk")}
    moves = Exists(CheckIn.objects.filter(answered_at__gte=recent, **of_goal)) | Exists(
        Step.objects.filter(done_at__gte=recent, **of_goal)
    )
    found = Goal.objects.filter(
        shared_with__program=program, shared_with__ended_at=None, state=GoalState.GOING_ON
    ).aggregate(
        part=Count("learner", filter=Q(moves), distinct=True),
        whole=Count("learner", distinct=True),
    )
    return [shown(found["part"], step=step), shown(found["whole"], step=step)]


def _forms(
    program: Program, since: datetime, until: datetime, step: int
) -> dict[str, list[int | None]]:
    """By form that is offered here: how many learners asked for it, and how many began in it.

    No total stands beside them, and who asks twice counts twice, so that none is worked out.
    """
    asked = GuidanceRequest.objects.filter(
        program=program, sent_at__gte=since, sent_at__lt=until
    ).values_list("chosen_form")
    given = Engagement.objects.filter(
        program=program, started_at__gte=since, started_at__lt=until
    ).values_list("form_of_guidance")
    asked_by, given_by = (
        _by_form(program, rows.order_by().annotate(Count("learner", distinct=True)), step)
        for rows in (asked, given)
    )
    return {form.value: [asked_by[at], given_by[at]] for at, form in enumerate(program.forms)}


def _by_form(
    program: Program, rows: Iterable[tuple[str, int]], step: int
) -> tuple[int | None, ...]:
    counted = dict(rows)
    return tuple(shown(counted.get(form.value, 0), step=step) for form in program.forms)
