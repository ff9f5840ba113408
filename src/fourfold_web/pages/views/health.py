"""Two addresses for whatever watches the site. They tell states and counts, nothing else."""

from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from fourfold_web.jobs.queries import queue_state

# A worker looks every half second; a job that is due this long means that none runs.
SLOW_QUEUE_SECONDS = 120


@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"process": "ok"})


@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    """The database answers, is migrated, and jobs are being done; 503 otherwise."""
    try:
        check_migrated()
        queue = queue_state()
    except DatabaseError:
        return JsonResponse({"database": "no answer"}, status=503)
    except MigrationsPendingError:
        pending = {"database": "ok", "migrations": "pending", "jobs": "waiting"}
        return JsonResponse(pending, status=503)
    is_slow = queue.oldest_due_seconds >= SLOW_QUEUE_SECONDS
    states = {"database": "ok", "migrations": "ok", "jobs": "waiting" if is_slow else "ok"}
    return JsonResponse(states, status=503 if is_slow else 200)


class MigrationsPendingError(Exception):
    """The database lacks a migration that this program brings."""


# A yes is remembered, since no running process gets new migrations and reading them all is slow;
# an exception is not, so that a no is asked again.
@cache
def check_migrated() -> None:
    """Raise MigrationsPendingError unless every migration has been run."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise MigrationsPendingError
