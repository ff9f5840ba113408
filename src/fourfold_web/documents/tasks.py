"""Background work on a program's documents. A task carries one id at most."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from fourfold_web.documents import actions
from fourfold_web.documents.limits import FILES_KEPT


@task
def read_version(version_id: str) -> None:
    """Read and review one version of a document."""
    actions.read_version(version_id=UUID(version_id))


@task
def compare_documents(program_id: str) -> None:
    """Look for what only several documents together show."""
    actions.compare_documents(program_id=UUID(program_id))


@task
def forget_files() -> None:
    """Let go of files that were kept long enough for comments in a copy."""
    actions.forget_files(before=timezone.now() - timedelta(days=FILES_KEPT))
