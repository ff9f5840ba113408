"""Reads that the pages of a pair share."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zlib import crc32

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from fourfold.guidance import session as core
from fourfold.guidance.agreement import AgreementTerms
from fourfold.guidance.catalog import FormOfGuidance, FormProfile, profiles
from fourfold.issues import Issue
from fourfold_web.appointments.models import Appointment, AppointmentKind
from fourfold_web.appointments.queries import STANDING
from fourfold_web.engagements.access import engagements_visible_to
from fourfold_web.engagements.models import AgreementVersion, Engagement
from fourfold_web.engagements.queries import versions_of, with_name
from fourfold_web.guidance_sessions.access import sessions_visible_to
from fourfold_web.guidance_sessions.models import GuidanceSession, RoleSwitch
from fourfold_web.people.models import Person

# What each part of the closing is called where somebody waits for it.
PARTS = {
    "closing_feedback": "closing feedback",
    "guide_reflection": "look back on the role",
    "switches": "words of a role switch",
    "next_meeting": "next meeting",
}


@dataclass(frozen=True, slots=True)
class Missing:
    """One part of the closing that is still to come; `who` None means either of the two."""

    what: str
    who: Person | None

    @property
    def whose(self) -> str:
        """“Lena”, or “Either of you”."""
        return self.who.first_name if self.who else "Either of you"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One held meeting as the pair reads it; `ended_at` and `length` are None while it runs."""

    row: GuidanceSession
    state: core.State
    stretches: tuple[core.Stretch, ...]
    ended_at: datetime | None
    length: timedelta | None
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class RoleNow:
    """The role at one moment of an open session, and what the guide can do about it.

    `to` is the form of the one-tap switch, `others` those behind it. `undoable` is the last switch
    while it can be taken back. `version` changes exactly when the page should.
    """

    stretch: core.Stretch
    declared: FormOfGuidance
    to: FormProfile
    others: tuple[FormProfile, ...]
    undoable: RoleSwitch | None
    reminders: tuple[Issue, ...]
    version: str

    @property
    def is_away(self) -> bool:
        return self.stretch.form_of_guidance != self.declared


def whole(sessions: QuerySet[GuidanceSession]) -> QuerySet[GuidanceSession]:
    """These meetings with all that `to_core` and the pages read, in two queries."""
    return sessions.select_related(
        "closing_feedback",
        "guide_reflection",
        "engagement__learner",
        "engagement__guide",
        "engagement__program",
    ).prefetch_related("switches")


def agreed_terms(versions: list[AgreementVersion]) -> AgreementTerms | None:
    """The newest terms that both have agreed to; a later proposal does not hold yet."""
    for version in reversed(versions):
        if version.is_settled:
            return version.to_core()
    return None


def terms_of(engagement: Engagement) -> AgreementTerms | None:
    """The terms that hold for this pair."""
    return agreed_terms(versions_of(engagement.agreement))


def planned_of(engagement: Engagement) -> QuerySet[GuidanceSession]:
    """The planned meetings of a pair, soonest first; one without a moment is the very next."""
    return (
        engagement.guidance_sessions.filter(opened_at=None, called_off_at=None)
        .select_related("appointment")
        .only(
            "engagement",
            "planned_for",
            "prepared_at",
            "appointment__ends_at",
            "appointment__starts_at",
        )
        .order_by(F("planned_for").asc(nulls_first=True))
    )


def office_hours_of(engagement: Engagement) -> list[Appointment]:
    """Office hours booked with the request that this pair came of, not yet over or met in."""
    return list(
        Appointment.objects.filter(
            STANDING,
            guidance_request=engagement.agreement.guidance_request_id,
            kind=AppointmentKind.OFFICE_HOURS,
            guidance_session=None,
            ends_at__gt=timezone.now(),
        )
    )


def held_by(engagement: Engagement) -> QuerySet[GuidanceSession]:
    """The meetings that a pair opened, newest first, with all that `meeting` reads."""
    # Each row already knows this engagement, so its people need not be read again.
    return (
        engagement.guidance_sessions.filter(opened_at__isnull=False)
        .select_related("closing_feedback", "guide_reflection")
        .prefetch_related("switches")
    )


def meeting(row: GuidanceSession) -> Meeting:
    """One opened meeting, read through the core."""
    held = _ended_with_its_pair(row.to_core(), row.engagement)
    return Meeting(
        row=row,
        state=core.state(held),
        stretches=core.stretches(held),
        ended_at=held.ended_at,
        length=held.ended_at - held.opened_at if held.ended_at else None,
        missing=_missing(row, held),
    )


def next_planned(engagement: Engagement) -> datetime | None:
    """The soonest moment that is planned for this pair and still to come."""
    return (
        engagement.guidance_sessions.filter(
            opened_at=None, called_off_at=None, planned_for__gt=timezone.now()
        )
        .order_by("planned_for")
        .values_list("planned_for", flat=True)
        .first()
    )


def role_now(row: GuidanceSession, *, now: datetime) -> RoleNow:
    """The role of an open session at this moment."""
    held = row.to_core()
    stretch = core.stretches(held)[-1]
    current, declared = stretch.form_of_guidance, held.opening.form_of_guidance
    to = profiles()[current].usual_switch if current == declared else declared
    marked = [each for each in row.switches.all() if not each.undone_at]
    fresh = bool(marked) and now - marked[-1].at <= core.UNDO_WITHIN
    # Right after a switch the guide has just said it; a reminder then would only be noise.
    reminders = () if fresh else core.reminders(held, now=now)
    return RoleNow(
        stretch=stretch,
        declared=declared,
        to=profiles()[to],
        others=tuple(each for form, each in profiles().items() if form not in (current, to)),
        undoable=marked[-1] if fresh else None,
        reminders=reminders,
        version=_version(row, fresh, reminders),
    )


def pairs_of(person: Person, *, with_ended: bool = False) -> QuerySet:
    """The running pairs that `person` belongs to, newest first, as a list shows them."""
    pairs = engagements_visible_to(person)
    return (
        (pairs if with_ended else pairs.filter(ended_at=None))
        .annotate(with_name=with_name(person))
        .order_by("-started_at")
        .values("pk", "form_of_guidance", "ended_at", "with_name")
    )


def next_sessions_of(person: Person) -> QuerySet:
    """Meetings that are open now or planned, across all pairs of `person`, soonest first."""
    return (
        sessions_visible_to(person)
        .filter(called_off_at=None, ended_at=None, engagement__ended_at=None)
        .annotate(with_name=with_name(person, "engagement__"))
        .order_by("-opened_at", "planned_for")
        .values(
            "pk",
            "opened_at",
            "planned_for",
            "engagement",
            "engagement__form_of_guidance",
            "with_name",
        )
    )


def to_close_by(person: Person) -> QuerySet:
    """Ended meetings that still lack this person's own minute of closing, oldest first."""
    lacks_mine = Q(engagement__learner=person, closing_feedback=None) | Q(
        engagement__guide=person, guide_reflection=None
    )
    return (
        sessions_visible_to(person)
        .filter(lacks_mine, ended_at__isnull=False, engagement__ended_at=None)
        .annotate(with_name=with_name(person, "engagement__"))
        .order_by("ended_at")
        .values("pk", "ended_at", "with_name")
    )


def _version(row: GuidanceSession, fresh: bool, reminders: tuple[Issue, ...]) -> str:
    # A switch and its undoing both count; so do the end of the undo and what is reminded of.
    switches = row.switches.all()
    undone = sum(1 for each in switches if each.undone_at)
    said = crc32("".join(each.message for each in reminders).encode())
    return f"{len(switches)}.{undone}.{int(fresh)}.{said}"


def _ended_with_its_pair(
    held: core.GuidanceSession, engagement: Engagement
) -> core.GuidanceSession:
    """A meeting that nobody ended before the pair parted ended then, and does not run on for ever.

    The row stays as it was left; whoever ends a pair knows nothing of its meetings.
    """
    if engagement.is_active or core.state(held) != "open":
        return held
    # The clocks of two machines may differ by a little.
    last = core.stretches(held)[-1].start
    return core.end_session(held, at=max(engagement.ended_at, last))


def _missing(row: GuidanceSession, held: core.GuidanceSession) -> tuple[Missing, ...]:
    if held.ended_at is None:
        return ()
    people = {"learner": row.engagement.learner, "guide": row.engagement.guide, "either": None}
    turns = core.closing_turns()
    parts = dict.fromkeys(issue.where.partition(".")[0] for issue in core.missing_to_complete(held))
    return tuple(Missing(PARTS[part], people[turns[part]]) for part in parts)
