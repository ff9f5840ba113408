"""What the reports read. No query here selects, filters or orders by a confidential column."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, UUIDField

from fourfold.guidance.intake import question
from fourfold_web.engagements.access import engagements_supervised_by
from fourfold_web.engagements.models import (
    Agreement,
    AgreementVersion,
    Assent,
    GuidanceRequest,
    GuidanceRequestState,
)
from fourfold_web.guidance_sessions.models import ClosingFeedback, GuidanceSession, GuideReflection
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.reports.access import waiting_grants

State = GuidanceRequestState
LEARNER_AND_GUIDE = ("learner__name", "learner__email", "guide__name", "guide__email")


@dataclass(frozen=True, slots=True)
class Awaited:
    """Somebody who is waited for; without an address when the page may not name them."""

    name: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits. `topic` is a label of the intake, `kind` names the rest."""

    kind: str
    program: str
    since: datetime
    days: int
    is_overdue: bool
    awaited: tuple[Awaited, ...]
    topic: str = ""


def waiting_in(programs: Iterable[Program], *, now: datetime) -> list[Waiting]:
    """Everything that waits for somebody in these programs, the oldest first; three queries."""
    known = {program.pk: program for program in programs}
    found = [
        *_requests(known, now),
        *_agreements(known, now),
        *_sessions(known, now),
    ]
    return sorted(found, key=lambda waiting: waiting.since)


def coaching_of_supervised(person: Person) -> QuerySet:
    """Running pairs of the learners whom `person` supervises, where the policy shows them (G-94).

    Only meetings held in the pair's present form are counted: what happened under an earlier form
    does not become visible by a change of form (B-6).
    """
    held = Q(guidance_sessions__ended_at__isnull=False) & Q(
        guidance_sessions__form_of_guidance=F("form_of_guidance")
    )
    return (
        engagements_supervised_by(person)
        .annotate(held=Count("guidance_sessions", filter=held))
        .order_by("learner__name", "started_at")
        .values("learner__name", "program__name", "form_of_guidance", "started_at", "held")
    )


def _requests(known: dict, now: datetime) -> Iterator[Waiting]:
    """Requests that wait for a guide, and offers that wait for the learner, who stays unnamed."""
    rows = GuidanceRequest.objects.filter(
        program__in=list(known), state__in=[State.WAITING, State.OFFERED]
    ).values(
        "program", "state", "topic", "sent_at", "answered_at",
        "asked_guide__name", "asked_guide__email",
    )  # fmt: skip
    for row in rows:
        if row["state"] == State.OFFERED:
            kind, since, awaited = "offer", row["answered_at"], Awaited("The learner")
        elif row["asked_guide__name"]:
            kind, since = "request", row["sent_at"]
            awaited = Awaited(row["asked_guide__name"], row["asked_guide__email"])
        else:
            kind, since, awaited = "request", row["sent_at"], Awaited("Any guide")
        yield _waiting(known[row["program"]], kind, since, now, awaited, topic=_topic(row["topic"]))


def _agreements(known: dict, now: datetime) -> Iterator[Waiting]:
    """Agreements without both assents: whoever did not write the newest version is waited for."""
    newest = AgreementVersion.objects.filter(agreement=OuterRef("pk")).order_by("-number")
    assents = Assent.objects.filter(version__agreement=OuterRef("pk")).order_by("-version__number")
    rows = (
        Agreement.objects.filter(
            guidance_request__program__in=list(known),
            guidance_request__state__in=[State.ACCEPTED, State.AGREED],
            engagement__ended_at=None,
        )
        .annotate(
            # Named, because a foreign key in a subquery comes back as text from SQLite.
            newest_by=Subquery(newest.values("proposed_by")[:1], output_field=UUIDField()),
            newest_at=Subquery(newest.values("at")[:1]),
            assents=Subquery(
                assents.values("version__number").annotate(given=Count("pk")).values("given")[:1]
            ),
        )
        # Written out, because exclude() would drop the agreements that have no version yet.
        .filter(Q(assents=None) | Q(assents=1))
        .values(
            "created_at", "newest_by", "newest_at", "guidance_request__program",
            *(f"guidance_request__{name}" for name in ("learner", *LEARNER_AND_GUIDE)),
        )
    )  # fmt: skip
    for row in rows:
        waits_for = (
            "learner"
            if row["newest_by"] and row["newest_by"] != row["guidance_request__learner"]
            else "guide"
        )
        yield _waiting(
            known[row["guidance_request__program"]],
            "agreement",
            row["newest_at"] or row["created_at"],
            now,
            _person(row, f"guidance_request__{waits_for}"),
        )


def _sessions(known: dict, now: datetime) -> Iterator[Waiting]:
    """Meetings that ended and are not closed: who still has their minute of closing to give."""
    of_session = {"guidance_session": OuterRef("pk")}
    rows = (
        GuidanceSession.objects.filter(
            engagement__program__in=list(known),
            engagement__ended_at=None,
            ended_at__isnull=False,
            completed_at=None,
        )
        .annotate(
            learner_closed=Exists(ClosingFeedback.objects.filter(**of_session)),
            guide_closed=Exists(GuideReflection.objects.filter(**of_session)),
        )
        .values(
            "ended_at", "learner_closed", "guide_closed", "next_meeting_at", "no_next_meeting",
            "engagement__program", *(f"engagement__{name}" for name in LEARNER_AND_GUIDE),
        )
    )  # fmt: skip
    for row in rows:
        yield _waiting(
            known[row["engagement__program"]],
            "session",
            row["ended_at"],
            now,
            *(_person(row, f"engagement__{side}") for side in _sides_to_close(row)),
        )


def _sides_to_close(row: dict) -> list[str]:
    late = [side for side in ("learner", "guide") if not row[f"{side}_closed"]]
    if late:
        return late
    if not row["next_meeting_at"] and not row["no_next_meeting"]:
        return ["learner", "guide"]
    # What is left is a switch without its words, and only the guide writes these.
    return ["guide"]


def _waiting(
    program: Program, kind: str, since: datetime, now: datetime, *awaited: Awaited, topic: str = ""
) -> Waiting:
    age = now - since
    return Waiting(
        kind=kind,
        program=program.name,
        since=since,
        days=age.days,
        is_overdue=age > timedelta(days=program.reply_within_days),
        awaited=awaited,
        topic=topic,
    )


def _person(row: dict, prefix: str) -> Awaited:
    return Awaited(row[f"{prefix}__name"], row[f"{prefix}__email"])


def _topic(value: str) -> str:
    """The topic in the words of the intake, if the policy lets a director see it."""
    if "topic" not in waiting_grants():
        return ""
    return question("topic").choice(value).label if value else "Not said yet"
