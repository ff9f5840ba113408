"""Values of a review: the roles that a document names, and what a director should mend."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class RoleForm(StrEnum):
    """The form of guidance that a described behavior belongs to (G-15 to G-20)."""

    ADVISOR = "advisor"
    COACH = "coach"
    COACH_WITH_WISDOM = "coach_with_wisdom"
    MENTOR = "mentor"
    UNCLEAR = "unclear"


class Code(StrEnum):
    """What can be wrong with the words of a document (G-41, G-43)."""

    TERM_MISMATCH = "TERM_MISMATCH"
    INTERCHANGED_TERMS = "INTERCHANGED_TERMS"
    UNDEFINED_TERM = "UNDEFINED_TERM"
    ASSESSOR_CONFLICT = "ASSESSOR_CONFLICT"
    MISSING_DURATION = "MISSING_DURATION"
    MISSING_CONTROL = "MISSING_CONTROL"
    MISSING_SCOPE = "MISSING_SCOPE"
    MISSING_CONFIDENTIALITY = "MISSING_CONFIDENTIALITY"
    MISSING_FEEDBACK = "MISSING_FEEDBACK"


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: characters `start` to `end` of the text, its line and page from 1."""

    quote: str
    start: int
    end: int
    line: int
    page: int | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend, once per role and document, with all its places, the first as its own.

    `reason` speaks in the terms of the table of four forms, `advice` says what to do about it, and
    `suggestion` holds only sentences to paste; the last two may be empty. `rank` orders the
    findings of a review from 1, the one to mend first.
    """

    code: Code
    term: str
    reason: str
    suggestion: str
    rank: int
    places: Sequence[Place]
    advice: str = ""


@dataclass(frozen=True, slots=True)
class RoleUse:
    """One role of the document, the form its behavior belongs to, and the words that show it.

    `not_stated` names what a full role text would say and this one does not, where the text does
    not make the gap matter: an offer of wording, not a finding.
    """

    term: str
    form: RoleForm
    evidence: Sequence[Place]
    not_stated: Sequence[Code] = ()


@dataclass(frozen=True, slots=True)
class DocumentReview:
    """What was found in one document. `notice` says why it was not judged, such as its language."""

    path: str
    roles: Sequence[RoleUse]
    findings: Sequence[Finding]
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A whole folder: each document, and what only their comparison shows.

    A finding in `across` has its places in several documents; `paths` runs beside its places.
    """

    documents: Sequence[DocumentReview]
    across: Sequence["AcrossFinding"] = field(default=())


@dataclass(frozen=True, slots=True)
class AcrossFinding:
    """One role under two names, or one name for two roles, in different documents."""

    finding: Finding
    paths: Sequence[str]
