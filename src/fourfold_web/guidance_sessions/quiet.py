"""Reads about pairs that do not meet: which are due for a look, and how many there are."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.silence import planned_gap, tell_program_after
from fourfold_web.engagements.models import Engagement
from fourfold_web.guidance_sessions.models import GuidanceSession, MeetingWatch
from fourfold_web.programs.models import Program

# Forms in which meetings follow each other.
FORMS_THAT_GO_ON = [form for form in FormOfGuidance if planned_gap(form, "")]
OF_PAIR = GuidanceSession.objects.filter(engagement=OuterRef("pk"), called_off_at=None)


def pairs_to_look_at(now: datetime) -> QuerySet[Engagement]:
    """The running pairs whose look is due, the longest due first, with what the look reads."""
    due = Q(watch=None) | Q(watch__look_at__lte=now)
    return (
        Engagement.objects.filter(
            due, ended_at=None, form_of_guidance__in=FORMS_THAT_GO_ON, started_at__lte=now
        )
        .select_related("learner", "guide", "agreement", "watch")
        .annotate(
            last_held=Subquery(
                OF_PAIR.filter(opened_at__isnull=False)
                .order_by("-opened_at")
                .values("opened_at")[:1]
            ),
            meets=Exists(_running_or_ahead(now)),
        )
        .order_by(F("watch__look_at").asc(nulls_first=True))
    )


def pairs_not_meeting(programs: Iterable[Program], *, now: datetime) -> int:
    """How many pairs of these programs have known for a week that they do not meet; a number and
    nothing else, since who it is concerns the two."""
    resting = Q(paused_at__lte=now) & (Q(paused_until=None) | Q(paused_until__gt=now))
    told = MeetingWatch.objects.filter(told_at__lte=now - tell_program_after())
    met_since = OF_PAIR.filter(opened_at__gt=OuterRef("watch__told_at"))
    return (
        Engagement.objects.filter(
            program__in=list(programs),
            ended_at=None,
            form_of_guidance__in=FORMS_THAT_GO_ON,
            # Few of all pairs were told, so they are looked up first.
            pk__in=told.values("engagement"),
        )
        .exclude(resting)
        .exclude(Exists(_running_or_ahead(now)))
        .exclude(Exists(met_since))
        .count()
    )


def _running_or_ahead(now: datetime) -> QuerySet[GuidanceSession]:
    running = Q(opened_at__isnull=False, ended_at=None)
    return OF_PAIR.filter(running | Q(opened_at=None, planned_for__gt=now))
