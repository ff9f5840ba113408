"""Reads that several pages of this app share."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import (
    Case,
    Exists,
    F,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.text import Truncator

from fourfold.guidance.agreement import AgreementTerms, changes, clauses_in, in_words
from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.intake import Intake, question
from fourfold.guidance.openness import Triangle, triangle_words
from fourfold.guidance.program_clauses import ProgramClause
from fourfold.guidance.waiting import Pace, Party, Wait, wait_of
from fourfold_web.engagements.access import (
    guide_supervises_there,
    guides_to_tell,
    requests_of,
    requests_offered_to,
    requests_taken_by,
    supervisors_of,
)
from fourfold_web.engagements.models import (
    Agreement,
    AgreementVersion,
    Assent,
    GuidanceRequest,
    GuidanceRequestState,
    RequestChoice,
)
from fourfold_web.people.models import Person
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.programs.queries import persons_with

State = GuidanceRequestState
# Somebody is waited for.
WAITING_STATES = (
    State.WAITING,
    State.OFFERED,
    State.ACCEPTED,
    State.DECLINED,
    State.NO_GUIDE,
)
OPEN_STATES = (State.DRAFT, *WAITING_STATES)
# What is left over waits for the next round, a few minutes later.
MOST_A_ROUND = 1_000
# Where the words open an agreement or a session, the two add what is new instead of typing again.
WORDS_KEPT = 300


@dataclass(frozen=True, slots=True)
class ClauseView:
    """One clause as a page shows it: its words, and who has said yes to just these words."""

    field: str
    title: str
    words: str
    learner_agreed: bool
    guide_agreed: bool


def answers_in_words(intake: Intake) -> list[dict[str, str]]:
    """The answered questions with the words of the chosen answer, for a summary list."""
    return [
        {"label": question(key).ask, "value": question(key).choice(value).label}
        for key, value in intake.answers.items()
    ]


def words_of(guidance_request: GuidanceRequest) -> str:
    """The learner's words as another page quotes them, at most WORDS_KEPT characters."""
    return Truncator(guidance_request.text.strip()).chars(WORDS_KEPT)


# Who proposed the newest terms of a request; the other side is then waited for. The type is named,
# because a foreign key in a subquery comes back as text from SQLite.
NEWEST_BY = Subquery(
    AgreementVersion.objects.filter(agreement__guidance_request=OuterRef("pk"))
    .order_by("-number")
    .values("proposed_by")[:1],
    output_field=UUIDField(),
)


# Whether a guide whom the learner named is still to be asked.
HAS_NEXT = Exists(RequestChoice.objects.filter(guidance_request=OuterRef("pk"), asked_at=None))
HAS_TERMS = Exists(AgreementVersion.objects.filter(agreement__guidance_request=OuterRef("pk")))


# The columns that `wait_for` reads, for lists that load no others.
WAIT_COLUMNS = (
    "state",
    "waits_since",
    "asked_guide",
    "afterwards",
    "learner",
    "program",
    "program__reply_within_days",
    "program__nudge_days",
    "program__narrowing_periods",
)


def with_wait_facts(requests: QuerySet[GuidanceRequest]) -> QuerySet[GuidanceRequest]:
    """The requests with what `wait_for` needs beside their own columns and their program."""
    return requests.annotate(newest_by=NEWEST_BY, has_next=HAS_NEXT)


def wait_for(guidance_request: GuidanceRequest, *, now: datetime) -> Wait | None:
    """Who is waited for, since when and until when; for a row of `with_wait_facts`."""
    newest_by, terms_by = guidance_request.newest_by, None
    if newest_by:
        by_learner = newest_by == guidance_request.learner_id
        terms_by = Party.LEARNER if by_learner else Party.GUIDE
    standing = guidance_request.standing(
        terms_by=terms_by, has_next_choice=guidance_request.has_next
    )
    return wait_of(standing, guidance_request.program.pace, now=now)


def persons_awaited(guidance_request: GuidanceRequest, party: Party) -> list[Person]:
    """The persons behind the party that a request waits for."""
    match party:
        case Party.LEARNER:
            return [guidance_request.learner]
        case Party.GUIDE:
            return [guidance_request.guide or guidance_request.asked_guide]
        case Party.ANY_GUIDE:
            return [each.person for each in guides_to_tell(guidance_request)]
        case Party.PROGRAM:
            return list(persons_with(MembershipRole.DIRECTOR, guidance_request.program))


def overdue_requests(now: datetime) -> list[tuple[UUID, datetime]]:
    """Requests whose wait is over and that go on by themselves, as id and start of the wait.

    Where terms have been proposed, nothing goes on by itself: the words stay with the two.
    """
    late = Q(pk__in=[])
    for pace, programs in _programs_by_pace().items():
        since = now - timedelta(days=pace.reply_within_days)
        late |= Q(program__in=programs, waits_since__lte=since)
    goes_on = Q(state__in=[State.WAITING, State.OFFERED, State.DECLINED]) | Q(
        ~HAS_TERMS, state=State.ACCEPTED
    )
    return _ids_and_waits(late & goes_on)


def requests_to_remind_of(now: datetime) -> list[tuple[UUID, datetime]]:
    """Requests whose nudge day has passed without its reminder, as id and start of the wait."""
    due = Q(pk__in=[])
    for pace, programs in _programs_by_pace().items():
        for sent, day in enumerate(pace.nudge_days):
            since = now - timedelta(days=day)
            due |= Q(program__in=programs, nudges__lte=sent, waits_since__lte=since)
    return _ids_and_waits(due & Q(state__in=WAITING_STATES))


def _programs_by_pace() -> dict[Pace, list[UUID]]:
    found = defaultdict(list)
    for program in Program.objects.all():
        found[program.pace].append(program.pk)
    return found


def _ids_and_waits(which: Q) -> list[tuple[UUID, datetime]]:
    rows = GuidanceRequest.objects.filter(which).order_by("waits_since")
    return list(rows.values_list("pk", "waits_since")[:MOST_A_ROUND])


def own_requests(person: Person) -> QuerySet[GuidanceRequest]:
    """The learner's own requests that are not settled yet, newest first, as a list shows them."""
    return (
        requests_of(person)
        .filter(state__in=OPEN_STATES)
        .annotate(newest_by=NEWEST_BY)
        .only("text", "chosen_form", "state", "changed_at")
        .order_by("-created_at")
    )


def queue_of(guide: Person) -> QuerySet[GuidanceRequest]:
    """The requests that this guide may answer, longest waiting first, as a list shows them."""
    return (
        with_wait_facts(requests_offered_to(guide))
        .select_related("program")
        .annotate(learner_name=F("learner__name"), program_name=F("program__name"))
        .only("text", "chosen_form", "asked_guide", "sent_at", *WAIT_COLUMNS)
        .order_by("waits_since")
    )


def settling_of(guide: Person) -> QuerySet[GuidanceRequest]:
    """Requests that this guide took and whose terms are not agreed yet, as a list shows them."""
    return (
        with_wait_facts(requests_taken_by(guide))
        .filter(state__in=[GuidanceRequestState.OFFERED, GuidanceRequestState.ACCEPTED])
        .select_related("program")
        .annotate(learner_name=F("learner__name"))
        .only("chosen_form", "offered_form", *WAIT_COLUMNS)
        .order_by("answered_at")
    )


def with_name(person: Person, pair: str = "") -> Case:
    """The name of the other of the two, beside whom a list of `person` shows the row."""
    is_learner = Q(**{f"{pair}learner": person})
    return Case(When(is_learner, then=f"{pair}guide__name"), default=f"{pair}learner__name")


def agreements_unsettled() -> QuerySet[Agreement]:
    """Agreements that wait for words or for a yes, before the pair and while it lasts.

    `newest_at` is when the newest words were proposed, None before the first; `waits_for` is
    “learner” or “guide”. Proposing is assenting, so both last said yes to the same version exactly
    when it is settled.
    """
    waits_for_a_yes = AgreementVersion.objects.filter(
        ~Exists(_yes_of("learner")) | ~Exists(_yes_of("guide")), agreement=OuterRef("pk")
    )
    written = AgreementVersion.objects.filter(agreement=OuterRef("pk"))
    settled = Q(learner_said_yes_to=F("guide_said_yes_to"), guide_said_yes_to__gt=0)
    learner_is_behind = Q(learner_said_yes_to__lt=F("guide_said_yes_to"))
    return (
        # The first condition only spares looking at every version of all that are settled.
        Agreement.objects.filter(
            Exists(waits_for_a_yes) | ~Exists(written),
            guidance_request__state__in=[
                GuidanceRequestState.ACCEPTED,
                GuidanceRequestState.AGREED,
            ],
            engagement__ended_at=None,
        )
        .annotate(
            newest_at=Max("versions__at"),
            learner_said_yes_to=_last_yes_of("learner"),
            guide_said_yes_to=_last_yes_of("guide"),
            # The guide writes first (G-29).
            waits_for=Case(When(learner_is_behind, then=Value("learner")), default=Value("guide")),
        )
        .exclude(settled)
    )


def _yes_of(side: str) -> QuerySet[Assent]:
    """The yes of this side, for a query on versions inside one on agreements."""
    return Assent.objects.filter(
        version=OuterRef("pk"), person=OuterRef(OuterRef(f"guidance_request__{side}"))
    )


def _last_yes_of(side: str) -> Coalesce:
    """The number of the last version that this side assented to, 0 before the first."""
    own = Q(versions__assents__person=F(f"guidance_request__{side}"))
    return Coalesce(Max("versions__number", filter=own), 0)


def versions_of(agreement: Agreement) -> list[AgreementVersion]:
    """All versions, oldest first, with who proposed and who assented."""
    return list(
        agreement.versions.select_related("proposed_by").prefetch_related(
            Prefetch("assents"),
        )
    )


def clause_views(versions: list[AgreementVersion], *, learner_id, guide_id) -> list[ClauseView]:
    """The newest version's clauses. A person has agreed to a clause when the last version that
    they assented to says the same in it, so unchanged clauses need no second yes."""
    terms = versions[-1].to_core()
    agreed = {who: _last_terms(versions, who) for who in (learner_id, guide_id)}
    return [
        ClauseView(
            field=clause.field,
            title=clause.title,
            words=in_words(terms, clause.field),
            learner_agreed=_same(agreed[learner_id], terms, clause.field),
            guide_agreed=_same(agreed[guide_id], terms, clause.field),
        )
        for clause in clauses_in(terms)
    ]


def program_clause_views(
    versions: list[AgreementVersion], *, learner_id, guide_id
) -> list[ClauseView]:
    """The clauses of the program in the newest version, and who has said yes to each."""
    agreed = {who: clauses_agreed_by(versions, who) for who in (learner_id, guide_id)}
    return [
        ClauseView(
            field="program_clauses",
            title=clause.title,
            words=clause.says,
            learner_agreed=clause in agreed[learner_id],
            guide_agreed=clause in agreed[guide_id],
        )
        for clause in versions[-1].to_core().program_clauses
    ]


def triangle_of(guidance_request: GuidanceRequest, form: FormOfGuidance) -> str:
    """The clause that names learner, coach and supervisor where all three belong to the program
    (G-96); empty where nobody stands beside the two."""
    return triangle_words(
        form,
        Triangle(
            learner=guidance_request.learner.name,
            guide=guidance_request.guide.name,
            supervisors=[each.supervisor.name for each in supervisors_of(guidance_request)],
            guide_supervises_others=guide_supervises_there(guidance_request),
        ),
    )


def clauses_agreed_by(
    versions: list[AgreementVersion], person_id: UUID
) -> tuple[ProgramClause, ...]:
    """The clauses of the program in the last version to which this person said yes."""
    terms = _last_terms(versions, person_id)
    return terms.program_clauses if terms else ()


def history_of(versions: list[AgreementVersion]) -> list[dict]:
    """Newest first: who proposed what when, each with its difference to the version before."""
    steps = zip(versions, [None, *versions], strict=False)
    return [
        {
            "version": version,
            "changes": changes(before.to_core(), version.to_core()) if before else (),
        }
        for version, before in reversed(list(steps))
    ]


def _last_terms(versions: list[AgreementVersion], person_id) -> AgreementTerms | None:
    for version in reversed(versions):
        if any(assent.person_id == person_id for assent in version.assents.all()):
            return version.to_core()
    return None


def _same(agreed: AgreementTerms | None, terms: AgreementTerms, field: str) -> bool:
    return agreed is not None and getattr(agreed, field) == getattr(terms, field)
