"""Bringing documents in, stopping their reading, and deleting them."""

from collections.abc import Sequence

from django.db import transaction

from fourfold_web.documents.conflicts import is_at_work
from fourfold_web.documents.given import Given
from fourfold_web.documents.models import (
    AT_WORK,
    LONGEST_NAME,
    Document,
    OriginalFile,
    Version,
)
from fourfold_web.jobs.actions import queue_job
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.shared.audit import record

READ = "fourfold_web.documents.tasks.read_version"
COMPARE = "fourfold_web.documents.tasks.compare_documents"


@transaction.atomic
def add_documents(*, by: Person, program: Program, given: Sequence[Given]) -> list[Document]:
    """Keep each file and queue its reading; one that cannot be read does not hold up the others."""
    return [_add(by, program, each) for each in given]


@transaction.atomic
def replace_document(*, by: Person, document: Document, given: Given) -> Version:
    """Bring in a new version. The one before stays until the new one is reviewed.

    `Conflict` while another version is at work.
    """
    fresh = Document.objects.select_for_update().get(pk=document.pk)
    if fresh.versions.filter(state__in=AT_WORK).exists():
        raise is_at_work()
    newest = fresh.versions.defer("text").first()
    return _keep(by, fresh, given, newest.number + 1 if newest else 1)


@transaction.atomic
def stop_reading(*, by: Person, document: Document) -> None:
    """Let a version go that waits or is read, with its file.

    A document without another version goes with it. What is reviewed already stays.
    """
    fresh = Document.objects.select_for_update().get(pk=document.pk)
    stopped = fresh.versions.filter(state__in=AT_WORK)
    if not stopped.exists():
        return
    stopped.delete()
    record(actor=by, verb="stop_reading", of=fresh)
    # It waited for this one.
    queue_job(COMPARE, program_id=str(fresh.program_id))
    if not fresh.versions.exists():
        fresh.delete()


@transaction.atomic
def delete_document(*, by: Person, document: Document) -> None:
    """Delete a document with its versions, texts, reviews and file."""
    record(actor=by, verb="delete_document", of=document)
    Document.objects.filter(pk=document.pk).delete()
    queue_job(COMPARE, program_id=str(document.program_id))


def _add(by: Person, program: Program, given: Given) -> Document:
    document = Document.objects.create(program=program, name=given.name[-LONGEST_NAME:])
    _keep(by, document, given, 1)
    return document


def _keep(by: Person, document: Document, given: Given, number: int) -> Version:
    name = given.name[-LONGEST_NAME:]
    version = Version.objects.create(document=document, number=number, name=name, by=by)
    OriginalFile.objects.create(version=version, content=given.content)
    record(actor=by, verb="bring_document", of=document, version=number, size=len(given.content))
    queue_job(READ, version_id=str(version.pk))
    return version
