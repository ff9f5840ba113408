"""Comparing the documents of a program, in the background."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from fourfold.documents.reviewing import review_all
from fourfold.documents.text import DocumentText
from fourfold_web.documents.models import AT_WORK, Comparison, Version
from fourfold_web.documents.queries import newest_versions
from fourfold_web.documents.stored import across_to_json
from fourfold_web.programs.models import Program
from fourfold_web.shared.audit import record


def compare_documents(*, program_id: UUID) -> None:
    """Look for what only several documents together show.

    While one is still at work nothing is done, since its own end queues this again; nor when the
    same versions were compared already.
    """
    program = Program.objects.filter(pk=program_id).first()
    if program is None:
        return
    if Version.objects.filter(document__program=program, state__in=AT_WORK).exists():
        return
    versions = newest_versions(program)
    if Comparison.objects.filter(program=program, compared=versions).exists():
        return
    found = review_all(_texts(versions)).across if len(versions) > 1 else ()
    _keep(program, versions, across_to_json(found))


def _texts(versions: Sequence[str]) -> Iterator[DocumentText]:
    """Each text, one at a time, named by the document's id."""
    for pk in versions:
        if version := Version.objects.filter(pk=pk).first():
            yield replace(version.to_text(), path=str(version.document_id))


@transaction.atomic
def _keep(program: Program, versions: Sequence[str], across: list) -> None:
    kept, _ = Comparison.objects.update_or_create(
        program=program, defaults={"across": across, "compared": versions}
    )
    record(actor=None, verb="compare_documents", of=kept, findings=len(across))
