"""What whatever watches the site is told."""

from datetime import timedelta

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse
from django.utils import timezone

from fourfold_web.jobs.models import Job
from fourfold_web.pages.views.health import check_migrated

pytestmark = pytest.mark.django_db
LATEST = "0002_ended_jobs"
OK = {"database": "ok", "migrations": "ok", "jobs": "ok"}


@pytest.fixture(autouse=True)
def _fresh_process():
    check_migrated.cache_clear()
    yield
    check_migrated.cache_clear()


def forget_a_migration() -> None:
    MigrationRecorder.Migration.objects.filter(app="jobs", name=LATEST).delete()


def test_healthz_answers(client):
    assert client.get(reverse("healthz")).json() == {"process": "ok"}


def test_readyz_is_ready(client):
    response = client.get(reverse("readyz"))

    assert (response.status_code, response.json()) == (200, OK)


def test_readyz_says_when_a_migration_is_pending_and_asks_again(client):
    forget_a_migration()
    pending = client.get(reverse("readyz"))
    MigrationRecorder.Migration.objects.create(app="jobs", name=LATEST)
    after = client.get(reverse("readyz"))

    assert (pending.status_code, pending.json()["migrations"]) == (503, "pending")
    assert (after.status_code, after.json()) == (200, OK)


def test_readyz_reads_the_migrations_once(client, django_assert_num_queries):
    client.get(reverse("readyz"))

    # How the queue is doing, and nothing about migrations.
    with django_assert_num_queries(1):
        client.get(reverse("readyz"))


def test_readyz_says_when_no_worker_runs(client):
    due = timezone.now() - timedelta(minutes=3)
    Job.objects.create(task_path="x", arguments={"args": [], "kwargs": {}}, run_after=due)

    response = client.get(reverse("readyz"))

    assert (response.status_code, response.json()) == (503, OK | {"jobs": "waiting"})
