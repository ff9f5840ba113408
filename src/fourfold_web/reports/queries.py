"""What the reports read. No query here selects, filters or orders by a confidential column."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    Count,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from fourfold.confidentiality.visibility import Relation, Role
from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.intake import question
from fourfold_web.engagements.access import engagements_supervised_by, is_without_guide
from fourfold_web.engagements.models import (
    AnswerKind,
    GuidanceRequest,
    GuidanceRequestState,
    RequestAnswer,
)
from fourfold_web.engagements.queries import agreements_unsettled
from fourfold_web.goals.queries import work_goals_in
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.guidance_sessions.quiet import pairs_not_meeting
from fourfold_web.people.models import Person
from fourfold_web.programs.access import programs_of
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.programs.narrowing import may_see_in, rows_denied, shown_again
from fourfold_web.reports.access import waiting_grants

State = GuidanceRequestState
# Counted apart, since grouping the requests would read columns that a director never sees.
NOES = Coalesce(
    Subquery(
        RequestAnswer.objects.filter(
            guidance_request=OuterRef("pk"), kind__in=[AnswerKind.PASS_ON, AnswerKind.DECLINE]
        )
        .order_by()
        .values("guidance_request")
        .annotate(number=Count("pk"))
        .values("number")
    ),
    0,
)
# What a request waits as, by its state.
KINDS = {
    State.WAITING: "guidance_request",
    State.OFFERED: "offer",
    State.DECLINED: "choice",
    State.NO_GUIDE: "unguided",
}
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
    # How many guides have said no; why is theirs and the learner's.
    noes: int = 0
    # Set where the program may ask another guide.
    request_id: UUID | None = None
    # How many of a kind stand in this row.
    number: int = 1


@dataclass(frozen=True, slots=True)
class Waits:
    """How much waits in one program: all, longer than planned, agreements, pairs not meeting."""

    all: int
    overdue: int
    agreements: int
    not_meeting: int


def waits_of(program: Program, *, now: datetime, has_pairs: bool = True) -> Waits:
    """The same as `waiting_in`, counted by the database; four queries, or two without pairs."""
    late = now - timedelta(days=program.reply_within_days)
    requests = GuidanceRequest.objects.filter(state__in=list(KINDS), program=program)
    agreements = (
        agreements_unsettled()
        .filter(guidance_request__program=program)
        .annotate(since=Coalesce("newest_at", "created_at"))
    )
    counted = [
        requests.aggregate(all=Count("pk"), late=Count("pk", filter=Q(waits_since__lte=late))),
        agreements.aggregate(all=Count("pk"), late=Count("pk", filter=Q(since__lte=late))),
    ]
    if has_pairs:
        late_ones = Count("pk", filter=Q(ended_at__lte=late))
        counted.append(_unclosed([program]).aggregate(all=Count("pk"), late=late_ones))
    return Waits(
        all=sum(each["all"] for each in counted),
        overdue=sum(each["late"] for each in counted),
        agreements=counted[1]["all"],
        not_meeting=pairs_not_meeting([program], now=now) if has_pairs else 0,
    )


def waiting_in(programs: Iterable[Program], *, now: datetime) -> list[Waiting]:
    """Everything that waits for somebody in these programs; three queries.

    First what waits longer than planned and the program can help on, then what else waits longer
    than planned, then the oldest.
    """
    known = {program.pk: program for program in programs}
    found = [
        *_requests(known, now),
        *_agreements(known, now),
        *_sessions(known, now),
    ]
    return in_order(found)


def in_order(rows: Iterable[Waiting]) -> list[Waiting]:
    """Rows of a list as a director reads them, what they can change first."""
    return sorted(
        rows,
        key=lambda row: (not (row.is_overdue and row.request_id), not row.is_overdue, row.since),
    )


def requests_that_waited(programs: Iterable[Program]) -> QuerySet[GuidanceRequest]:
    """The requests that were sent in these programs, without their words."""
    sent = GuidanceRequest.objects.filter(program__in=list(programs), sent_at__isnull=False)
    columns = ("state", "topic", "waits_since", "sent_at", "program", "learner", "asked_guide")
    return sent.only(*columns)


def coaching_of_supervised(person: Person) -> QuerySet:
    """Running pairs of the learners whom `person` supervises, where the policy shows them (G-94).

    Dates and meetings count from when the pair's present form was agreed: what happened under an
    earlier form does not become visible by a change of form (B-6). `held` is None where the program
    shows no counts, and leaves out what was held while it showed none.
    """
    programs = programs_of(person, MembershipRole.SUPERVISOR)
    asked = (Role.SUPERVISOR, Relation.SUPERVISED, "session_dates", FormOfGuidance.COACHING)
    denied = rows_denied(programs, "count", asked, moment="guidance_sessions__opened_at")
    now = timezone.now()
    hidden = [each for each in programs if "count" not in may_see_in(each, *asked, collected=now)]
    held = Q(
        guidance_sessions__ended_at__isnull=False,
        guidance_sessions__form_of_guidance=F("form_of_guidance"),
        guidance_sessions__opened_at__gte=F("form_of_guidance_since"),
    )
    return (
        engagements_supervised_by(person)
        .annotate(
            held=Case(
                When(program__in=hidden, then=None),
                default=Count("guidance_sessions", filter=held & ~denied),
                output_field=IntegerField(),
            )
        )
        .order_by("learner__name", "form_of_guidance_since")
        .values(
            "pk", "learner__name", "program", "program__name", "form_of_guidance",
            "form_of_guidance_since", "held",
        )
    )  # fmt: skip


def goals_about_work(person: Person, pairs: Iterable[dict]) -> dict[str, list[str]]:
    """The words of shared goals about work by the id of their pair, where the policy shows them.

    `pairs` are rows of `coaching_of_supervised`. What was shared before the end of a time in which
    the program showed none stays out.
    """
    programs = {each.pk: each for each in programs_of(person, MembershipRole.SUPERVISOR)}
    asked = (Role.SUPERVISOR, Relation.SUPERVISED, "goals")
    since = {}
    for row in pairs:
        program, form = programs.get(row["program"]), row["form_of_guidance"]
        if program and "work_goals" in may_see_in(program, *asked, form, collected=timezone.now()):
            ends = shown_again(program, "work_goals", (*asked, form))
            since[row["pk"]] = max([row["form_of_guidance_since"], *ends])
    return {str(pair): words for pair, words in work_goals_in(since).items()}


def _requests(known: dict, now: datetime) -> Iterator[Waiting]:
    """Requests for a guide or without one, and what waits for the learner, who stays unnamed."""
    rows = (
        GuidanceRequest.objects.filter(state__in=list(KINDS), program__in=list(known))
        .annotate(
            is_unguided=ExpressionWrapper(is_without_guide(), output_field=BooleanField()),
            noes=NOES,
        )
        .values(
            "pk", "program", "state", "topic", "sent_at", "waits_since", "is_unguided", "noes",
            "asked_guide__name", "asked_guide__email",
        )
    )  # fmt: skip
    for row in rows:
        kind = "unguided" if row["is_unguided"] else KINDS[row["state"]]
        yield _waiting(
            known[row["program"]],
            kind,
            row["waits_since"],
            now,
            _awaited(kind, row),
            topic=topic_words(known[row["program"]], row["topic"], row["sent_at"]),
            noes=row["noes"],
            request_id=None if kind == "offer" else row["pk"],
        )


def _awaited(kind: str, row: dict) -> Awaited:
    if kind == "unguided":
        return Awaited("The program")
    if kind != "guidance_request":
        return Awaited("The learner")
    if row["asked_guide__name"]:
        return Awaited(row["asked_guide__name"], row["asked_guide__email"])
    return Awaited("Any guide")


def _agreements(known: dict, now: datetime) -> Iterator[Waiting]:
    """Agreements without both assents, and whose turn it is."""
    rows = (
        agreements_unsettled()
        .filter(guidance_request__program__in=list(known))
        .values(
            "created_at", "newest_at", "waits_for", "guidance_request__program",
            *(f"guidance_request__{name}" for name in LEARNER_AND_GUIDE),
        )
    )  # fmt: skip
    for row in rows:
        yield _waiting(
            known[row["guidance_request__program"]],
            "agreement",
            row["newest_at"] or row["created_at"],
            now,
            _person(row, f"guidance_request__{row['waits_for']}"),
        )


def _sessions(known: dict, now: datetime) -> Iterator[Waiting]:
    """Meetings that ended and are not closed: who still has their minute of closing to give."""
    rows = _unclosed(known).values(
        # Of the two closings only whether they are there: their ids, or None.
        "ended_at", "closing_feedback", "guide_reflection", "next_meeting_at", "no_next_meeting",
        "engagement__program", *(f"engagement__{name}" for name in LEARNER_AND_GUIDE),
    )  # fmt: skip
    for row in rows:
        yield _waiting(
            known[row["engagement__program"]],
            "guidance_session",
            row["ended_at"],
            now,
            *(_person(row, f"engagement__{side}") for side in _sides_to_close(row)),
        )


def _unclosed(programs: Iterable[Program | UUID]) -> QuerySet[GuidanceSession]:
    return GuidanceSession.objects.filter(
        engagement__program__in=list(programs),
        engagement__ended_at=None,
        ended_at__isnull=False,
        completed_at=None,
    )


def _sides_to_close(row: dict) -> list[str]:
    closings = {"learner": row["closing_feedback"], "guide": row["guide_reflection"]}
    late = [side for side, closing in closings.items() if closing is None]
    if late:
        return late
    if not row["next_meeting_at"] and not row["no_next_meeting"]:
        return ["learner", "guide"]
    # What is left is a switch without its words, and only the guide writes these.
    return ["guide"]


def _waiting(
    program: Program,
    kind: str,
    since: datetime,
    now: datetime,
    *awaited: Awaited,
    **more: str | int | UUID | None,
) -> Waiting:
    age = now - since
    return Waiting(
        kind=kind,
        program=program.name,
        since=since,
        days=age.days,
        is_overdue=age >= timedelta(days=program.reply_within_days),
        awaited=awaited,
        **more,
    )


def _person(row: dict, prefix: str) -> Awaited:
    return Awaited(row[f"{prefix}__name"], row[f"{prefix}__email"])


def topic_words(program: Program, value: str, sent_at: datetime) -> str:
    """The topic in the words of the intake, if it was said and a director of this program may see
    it."""
    if "topic" not in waiting_grants(program, sent_at=sent_at):
        return ""
    return question("topic").choice(value).label if value else ""
