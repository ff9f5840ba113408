"""What pages read of a program's documents. Texts and files are fetched only where needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from fourfold.documents.naming import title
from fourfold.documents.review import AcrossFinding, DocumentReview, Finding, Review
from fourfold_web.documents.models import AT_WORK, Comparison, Document, Version, VersionState
from fourfold_web.documents.stored import across_from_json
from fourfold_web.programs.models import Program

WITHOUT_WORDS = Prefetch("versions", Version.objects.defer("text", "review", "page_starts"))


@dataclass(frozen=True, slots=True)
class DocumentsState:
    """How far the documents of a program are."""

    reviewed: int
    at_work: int
    open_findings: int
    with_findings: int


@dataclass(frozen=True, slots=True)
class History:
    """One reviewed version beside the one before it: what was mended, what came in."""

    version: Version
    findings: int
    mended: Sequence[Finding]
    new: int
    is_first: bool

    @property
    def mended_titles(self) -> list[str]:
        """The findings that are gone, in words."""
        return [f"{title(each.code)} ({each.term})" for each in self.mended]


def documents_state(program: Program) -> DocumentsState:
    """How far the documents of a program are; five queries at most.

    A finding that only several documents show counts in each of them.
    """
    counted = program.documents.filter(open_findings__isnull=False)
    found = {str(pk): number for pk, number in counted.values_list("pk", "open_findings")}
    at_work = Version.objects.filter(document__program=program, state__in=AT_WORK).count()
    across = open_across(program)
    held = {pk for pk, number in found.items() if number}.union(*(each.paths for each in across))
    return DocumentsState(len(found), at_work, sum(found.values()) + len(across), len(held))


def listed(documents: QuerySet[Document]) -> list[Document]:
    """Documents with their versions, for a list.

    `standing` of one without open findings says why there are none: "not_judged", "no_roles" or "".
    """
    found = list(documents.prefetch_related(WITHOUT_WORDS))
    clean = [each.pk for each in found if each.open_findings == 0]
    rows = Version.objects.filter(document__in=clean, state=VersionState.REVIEWED)
    newest = {each.document_id: each for each in rows.defer("text").order_by("number")}
    for each in found:
        each.standing = _standing(newest[each.pk]) if each.pk in newest else ""
    return found


def _standing(version: Version) -> str:
    """As the page of the document says it."""
    review = version.to_review()
    if review.findings:
        return ""
    if review.notice:
        return "not_judged"
    return "" if review.roles else "no_roles"


def newest_reviewed(document: Document) -> Version | None:
    """The version whose review holds."""
    reviewed = document.versions.filter(state=VersionState.REVIEWED)
    return reviewed.select_related("by").first()


def newest_versions(program: Program) -> list[str]:
    """The ids of the versions whose reviews hold, in a steady order."""
    reviewed = Version.objects.filter(document__program=program, state=VersionState.REVIEWED)
    rows = reviewed.order_by("document_id", "number").values_list("document_id", "pk")
    return [str(pk) for pk in dict(rows).values()]


def at_work_or_refused(document: Document) -> Version | None:
    """The newest version, where it has no review: it is at work, or could not be read."""
    newest = document.versions.defer("text").first()
    return newest if newest and newest.state != VersionState.REVIEWED else None


def open_findings(document: Document, review: DocumentReview) -> list[Finding]:
    """The findings of a review that the program does not mean so."""
    meant = {each.key for each in document.meant_so.all()}
    return [each for each in review.findings if key_of(each) not in meant]


def key_of(finding: Finding) -> tuple[str, str]:
    """What stays the same of a finding from version to version."""
    return finding.code.value, finding.term


def history(document: Document) -> list[History]:
    """The reviewed versions, the newest first, each beside the one before it."""
    reviewed = document.versions.filter(state=VersionState.REVIEWED).defer("text", "page_starts")
    rows: list[History] = []
    before: Sequence[Finding] = ()
    for version in reviewed.select_related("by").order_by("number"):
        found = version.to_review().findings
        now, then = {key_of(each) for each in found}, {key_of(each) for each in before}
        mended = [each for each in before if key_of(each) not in now]
        rows.append(History(version, len(found), mended, len(now - then), not rows))
        before = found
    return rows[::-1]


def across_of(program: Program) -> list[AcrossFinding]:
    """What the last comparison of the program's documents found, as far as they are still there."""
    comparison = Comparison.objects.filter(program=program).first()
    if comparison is None:
        return []
    there = {str(pk) for pk in program.documents.values_list("pk", flat=True)}
    found = across_from_json(comparison.across)
    return [each for each in found if there.issuperset(each.paths)]


def open_across(program: Program) -> list[AcrossFinding]:
    """Of these, what the program does not mean so."""
    found = across_of(program)
    meant = {each.key for each in program.meant_so.filter(document=None)} if found else set()
    return [each for each in found if key_of(each.finding) not in meant]


def review_of(document: Document, version: Version) -> Review:
    """One document as the core reviews a folder: what is open in it, alone and across."""
    found = version.to_review()
    own = replace(found, findings=open_findings(document, found))
    across = open_across(document.program)
    if not across:
        return Review([own])
    names = {str(pk): name for pk, name in document.program.documents.values_list("pk", "name")}
    names[str(document.pk)] = version.name
    return Review([own], [_named(each, names) for each in across])


def _named(across: AcrossFinding, names: Mapping[str, str]) -> AcrossFinding:
    finding = replace(across.finding, reason=with_names(across.finding.reason, names))
    return AcrossFinding(finding, [names[each] for each in across.paths])


def with_names(reason: str, names: Mapping[str, str]) -> str:
    """The reason with the names of documents in place of their ids."""
    for pk, name in names.items():
        reason = reason.replace(pk, name)
    return reason


def version_to_read(version_id: UUID) -> Version | None:
    """A version that waits or whose worker died; None when it was stopped or is done."""
    open_versions = Version.objects.filter(pk=version_id, state__in=AT_WORK)
    return open_versions.select_related("document__program", "file").first()


def old_files(before: datetime) -> QuerySet[Version]:
    """Versions reviewed before a moment whose file is still kept."""
    return Version.objects.filter(file__isnull=False, reviewed_at__lt=before)
