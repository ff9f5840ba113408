"""Reading and reviewing one version, in the background.

The reading is not atomic as a whole: no row stays locked while a long document is read, and a
version that was stopped meanwhile is left alone.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fourfold.documents.reading import Reading, read_noting
from fourfold.documents.review import DocumentReview
from fourfold.documents.reviewing import review_document
from fourfold.issues import FourfoldError
from fourfold_web.documents.models import AT_WORK, Document, OriginalFile, Version, VersionState
from fourfold_web.documents.queries import old_files, open_findings, version_to_read
from fourfold_web.documents.stored import review_to_json
from fourfold_web.jobs.actions import queue_job
from fourfold_web.shared.audit import record

COMPARE = "fourfold_web.documents.tasks.compare_documents"
# So many pages are read between two looks whether it is still wanted.
PAGES_A_LOOK = 10


class StoppedError(Exception):
    """Somebody stopped the reading."""


def read_version(*, version_id: UUID) -> None:
    """Read, review and keep one version; it begins anew when a worker died at it."""
    version = version_to_read(version_id)
    if version is None:
        return
    progress = _Progress(version)
    try:
        progress.note(0, 0)
        reading = read_noting(bytes(version.file.content), version.name, progress=progress)
        progress.note(version.pages, version.pages)
        review = review_document(reading.document)
    except FourfoldError as refusal:
        _refuse(version, str(refusal))
    except StoppedError:
        return
    else:
        _keep(version, reading, review)


@transaction.atomic
def forget_files(*, before: datetime) -> None:
    """Let the files of versions go that were reviewed before a moment; text and review stay."""
    for version in old_files(before).defer("text", "review"):
        OriginalFile.objects.filter(version=version).delete()
        record(actor=None, verb="forget_file", of=version)


class _Progress:
    """Writes down how far the reading is, and ends it when it is no longer wanted."""

    def __init__(self, version: Version) -> None:
        self.version = version

    def __call__(self, done: int, total: int) -> None:
        if done % PAGES_A_LOOK == 0 or done == total:
            self.note(done, total)

    def note(self, done: int, total: int) -> None:
        self.version.pages_done, self.version.pages = done, total
        open_versions = Version.objects.filter(pk=self.version.pk, state__in=AT_WORK)
        changed = open_versions.update(state=VersionState.READING, pages_done=done, pages=total)
        if not changed:
            raise StoppedError


@transaction.atomic
def _refuse(version: Version, sentence: str) -> None:
    fresh = _locked(version)
    if fresh is None:
        return
    fresh.state, fresh.refusal = VersionState.REFUSED, sentence
    fresh.save(update_fields=["state", "refusal"])
    OriginalFile.objects.filter(version=fresh).delete()
    record(actor=None, verb="refuse_document", of=fresh)
    queue_job(COMPARE, program_id=str(version.document.program_id))


@transaction.atomic
def _keep(version: Version, reading: Reading, review: DocumentReview) -> None:
    fresh = _locked(version)
    if fresh is None:
        return
    fresh.state, fresh.reviewed_at = VersionState.REVIEWED, timezone.now()
    fresh.text, fresh.page_starts = reading.document.text, list(reading.document.page_starts)
    fresh.pages = len(reading.document.page_starts)
    fresh.review = review_to_json(review)
    fresh.notes = [each.message for each in reading.issues]
    fresh.save()
    document = Document.objects.get(pk=fresh.document_id)
    document.name = fresh.name
    document.open_findings = len(open_findings(document, review))
    document.save(update_fields=["name", "open_findings"])
    # The files of earlier versions have served: comments are written into the newest only.
    OriginalFile.objects.filter(version__document=document).exclude(version=fresh).delete()
    record(actor=None, verb="review_document", of=fresh, findings=len(review.findings))
    queue_job(COMPARE, program_id=str(document.program_id))


def _locked(version: Version) -> Version | None:
    """The version, locked with its document, unless it was stopped or done meanwhile."""
    if not Document.objects.select_for_update().filter(pk=version.document_id).exists():
        return None
    return Version.objects.filter(pk=version.pk, state__in=AT_WORK).first()
