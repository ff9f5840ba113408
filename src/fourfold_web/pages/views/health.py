"""Two addresses for whatever watches the site. They tell states and counts, nothing else."""

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
        executor = MigrationExecutor(connection)
        migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        queue = queue_state() if migrated else None
    except DatabaseError:
        return JsonResponse({"database": "no answer"}, status=503)
    states = {
        "database": "ok",
        "migrations": "ok" if migrated else "pending",
        "jobs": "ok" if queue and queue.oldest_due_seconds < SLOW_QUEUE_SECONDS else "waiting",
    }
    ready = set(states.values()) == {"ok"}
    return JsonResponse(states, status=200 if ready else 503)
