"""Reads that several pages of this app share."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from fourfold.guidance.agreement import AgreementTerms, changes, clauses, in_words
from fourfold.guidance.intake import Intake, question
from fourfold_web.engagements.access import (
    requests_of,
    requests_offered_to,
    requests_taken_by,
)
from fourfold_web.engagements.models import (
    Agreement,
    AgreementVersion,
    GuidanceRequest,
    GuidanceRequestState,
)
from fourfold_web.people.models import Person

OPEN_STATES = (
    GuidanceRequestState.DRAFT,
    GuidanceRequestState.WAITING,
    GuidanceRequestState.OFFERED,
    GuidanceRequestState.ACCEPTED,
    GuidanceRequestState.DECLINED,
)


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


def own_requests(person: Person) -> QuerySet[GuidanceRequest]:
    """The learner's own requests that are not settled yet, newest first."""
    return (
        requests_of(person)
        .filter(state__in=OPEN_STATES)
        .select_related("guide", "asked_guide", "program")
        .order_by("-created_at")
    )


def queue_of(guide: Person) -> QuerySet[GuidanceRequest]:
    """The requests that this guide may answer, longest waiting first."""
    return (
        requests_offered_to(guide)
        .select_related("learner", "program", "asked_guide")
        .order_by("sent_at")
    )


def settling_of(guide: Person) -> QuerySet[GuidanceRequest]:
    """Requests that this guide took and whose terms are not agreed yet."""
    return (
        requests_taken_by(guide)
        .filter(state__in=[GuidanceRequestState.OFFERED, GuidanceRequestState.ACCEPTED])
        .select_related("learner", "program", "agreement")
        .prefetch_related("agreement__versions")
        .order_by("answered_at")
    )


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
        for clause in clauses(terms.form_of_guidance)
    ]


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
