"""Counting figures, the mail on Mondays, what goes out, and the word of the two on research."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, Min, OuterRef
from django.utils import timezone

from fourfold.programs.half_years import HalfYear, half_years
from fourfold.programs.health import window
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.engagements.models import Engagement, GuidanceRequest
from fourfold_web.jobs.rounds import each_alone
from fourfold_web.people.models import Person
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.programs.queries import persons_with
from fourfold_web.reports.access import step_of
from fourfold_web.reports.counting import figures_of
from fourfold_web.reports.models import (
    PeriodFigures,
    ProgramFigures,
    ResearchConsent,
    StudyFile,
    StudyPair,
)
from fourfold_web.reports.queries import Waits, waits_of
from fourfold_web.reports.reaching import reached_in, start_of
from fourfold_web.reports.study import pairs_of_file, table_of
from fourfold_web.shared.addresses import address
from fourfold_web.shared.audit import record

# A half-year is final so long after its end: by then who asked late has met somebody.
SETTLES_WITHIN = timedelta(weeks=8)
# How long a file for research can be taken again, say after a download that failed.
FILE_KEPT_FOR = timedelta(weeks=4)
MONDAY = 0
WEEK = "director_week"
EXPORT = "export_figures"


def monday_of(moment: datetime) -> datetime:
    """The start of the week of `moment` on the clock of the site."""
    zone = timezone.get_default_timezone()
    local = moment.astimezone(zone)
    day = local.date() - timedelta(days=local.weekday())
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def count_due_figures(*, now: datetime) -> int:
    """Count the figures of every program that has none of this week; returns of how many.

    One program that fails holds up none of the others; the first error is raised at the end.
    """
    fresh = ProgramFigures.objects.filter(program=OuterRef("pk"), as_of__gte=monday_of(now))
    due = list(Program.objects.exclude(Exists(fresh)))
    each_alone(due, lambda program: count_figures(program=program, now=now))
    return len(due)


@transaction.atomic
def count_figures(*, program: Program, now: datetime) -> ProgramFigures:
    """Count a program's figures as they stood on Monday; a second time changes nothing.

    Half-years that are final stay as they were counted.
    """
    as_of = monday_of(now)
    step = step_of(program, since=as_of - window())
    kept, _ = ProgramFigures.objects.update_or_create(
        program=program,
        defaults={"as_of": as_of, "numbers": figures_of(program, as_of=as_of, step=step)},
    )
    for half_year in _open_half_years(program, as_of):
        _count_half_year(program, half_year, as_of)
    record(actor=None, verb="count_figures", of=kept)
    return kept


def _open_half_years(program: Program, as_of: datetime) -> list[HalfYear]:
    """Those with requests in them that are not final yet."""
    sent = GuidanceRequest.objects.filter(program=program, sent_at__lt=as_of)
    first = sent.aggregate(first=Min("sent_at"))["first"]
    if first is None:
        return []
    final = set(
        PeriodFigures.objects.filter(program=program, is_final=True).values_list(
            "begins", flat=True
        )
    )
    zone = timezone.get_default_timezone()
    last_day = as_of.astimezone(zone).date() - timedelta(days=1)
    every = half_years(first.astimezone(zone).date(), last_day)
    return [each for each in every if each.begins not in final]


def _count_half_year(program: Program, half_year: HalfYear, as_of: datetime) -> None:
    step = step_of(program, since=start_of(half_year.begins))
    period, _ = PeriodFigures.objects.get_or_create(
        program=program, begins=half_year.begins, defaults={"as_of": as_of, "numbers": {}}
    )
    period.as_of = as_of
    period.is_final = as_of >= start_of(half_year.ends) + SETTLES_WITHIN
    period.numbers = reached_in(period, as_of=as_of, step=step)
    period.save()
    if period.is_final:
        period.places.all().delete()


def tell_directors(*, now: datetime) -> int:
    """On Mondays, tell each director of a program in which something waits; returns how many.

    A director of several programs gets one mail. Running again on the same day tells nobody twice.
    """
    if now.astimezone(timezone.get_default_timezone()).weekday() != MONDAY:
        return 0
    this_week = OutgoingMail.objects.filter(kind=WEEK, created_at__gte=monday_of(now))
    told: dict[Person, list[Waits]] = {}
    for program in Program.objects.all():
        directors = persons_with(MembershipRole.DIRECTOR, program)
        # Counted only for those who have no mail of this week yet.
        untold = list(directors.exclude(pk__in=this_week.values("to")))
        waits = waits_of(program, now=now) if untold else None
        if waits and (waits.all or waits.not_meeting):
            for director in untold:
                told.setdefault(director, []).append(waits)
    each_alone(told.items(), lambda pair: _tell(*pair, now=now))
    return len(told)


def _tell(director: Person, waits: list[Waits], *, now: datetime) -> None:
    queue_mail(
        to=director,
        kind=WEEK,
        path=address("reports:health"),
        key=f"{WEEK}:{director.pk}:{monday_of(now).date()}",
        waiting=sum(each.all for each in waits),
        overdue=sum(each.overdue for each in waits),
    )


@transaction.atomic
def answer_research(*, by: Person, engagement: Engagement, is_yes: bool) -> ResearchConsent:
    """Keep whether one of the two lets numbers of their pair go out; either may change it."""
    kept, _ = ResearchConsent.objects.update_or_create(
        engagement=engagement, person=by, defaults={"is_yes": is_yes}
    )
    record(actor=by, verb="answer_research", of=kept, is_yes=is_yes)
    return kept


@transaction.atomic
def take_study_file(*, by: Person, period: PeriodFigures) -> StudyFile:
    """The file for research of a half-year, made when it is taken first and then never again."""
    forget_study_files(now=timezone.now())
    # Two directors who take it at once get the same.
    PeriodFigures.objects.select_for_update().get(pk=period.pk)
    kept = StudyFile.objects.filter(period=period).first() or _study_file(by, period)
    if kept.can_be_taken:
        note_export(by=by, program=period.program, what="study_rows", period=period.half_year.name)
    return kept


def _study_file(by: Person, period: PeriodFigures) -> StudyFile:
    pairs = pairs_of_file(period)
    kept = StudyFile.objects.create(period=period, pairs=len(pairs), rows=table_of(pairs))
    StudyPair.objects.bulk_create([StudyPair(engagement=each) for each in pairs])
    record(actor=by, verb="make_study_file", of=kept)
    return kept


@transaction.atomic
def forget_study_files(*, now: datetime) -> None:
    """Delete what stands in files for research that were made some weeks ago."""
    StudyFile.objects.filter(made_at__lt=now - FILE_KEPT_FOR).update(rows=[])


@transaction.atomic
def note_export(*, by: Person, program: Program, what: str, period: str = "") -> None:
    """Write down who took which figures out; the page of reports shows it."""
    record(actor=by, verb=EXPORT, of=program, what=what, period=period)
