"""Real worker processes on a real database: killed in mid-job, and racing for the same jobs."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

ROOT = Path(__file__).parents[3]
LEASE = 1.5
# Runs in a process of its own, since this one's tests use another database.
PREPARE = """
import os, django
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fourfold_web.settings")
django.setup()
from django.core.management import call_command
from tests.web.jobs.sample_tasks import hold, note
call_command("migrate", "jobs", verbosity=0, skip_checks=True)
"""


@pytest.fixture
def database_url(tmp_path, request) -> str:
    """A database that processes can share: a file, or the suite's own when that is PostgreSQL."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{tmp_path / 'jobs.sqlite3'}"
    request.getfixturevalue("transactional_db")
    given = urlsplit(os.environ["FOURFOLD_DATABASE_URL"])
    return given._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


class Drill:
    """Starts processes of the product on one database and ends those it started."""

    def __init__(self, database_url: str) -> None:
        self.environment = {**os.environ, "FOURFOLD_DATABASE_URL": database_url}
        self.environment.setdefault("FOURFOLD_DEMO", "1")
        self.started: list[subprocess.Popen] = []

    def start(self, *arguments: str) -> subprocess.Popen:
        # The arguments are written in this file.
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.started.append(process)
        return process

    def prepare(self, enqueue: str) -> None:
        process = self.start("-c", PREPARE + enqueue)
        assert process.wait(timeout=30) == 0, process.stderr.read()

    def worker(self, *arguments: str) -> subprocess.Popen:
        return self.start(
            "-m", "fourfold_web", "worker", "--skip-checks", "--poll=0.05", f"--lease={LEASE}",
            *arguments,
        )  # fmt: skip

    def close(self) -> None:
        for process in self.started:
            # Leaving the block waits for the end and closes the pipe.
            with process:
                process.kill()


@pytest.fixture
def drill(database_url):
    drill = Drill(database_url)
    yield drill
    drill.close()


def wait_for(path: Path) -> None:
    """Until the file is there; a drill that gets stuck fails here."""
    deadline = time.monotonic() + 20
    while not path.exists():
        assert time.monotonic() < deadline, f"{path.name} was never written"
        time.sleep(0.02)


def lines(path: Path) -> list[str]:
    return path.read_text().splitlines()


def test_job_of_a_killed_worker_is_finished_once_by_the_next(drill, tmp_path):
    (tmp_path / "hold").touch()
    drill.prepare(f"hold.enqueue({str(tmp_path)!r})")
    first = drill.worker()
    wait_for(tmp_path / "starts")
    held_since = time.monotonic()
    second = drill.worker()
    # Past the length of a lease: only its renewal keeps the second worker away.
    time.sleep(max(0, held_since + LEASE + 0.3 - time.monotonic()))
    starts_while_held = lines(tmp_path / "starts")

    first.kill()
    first.wait()
    (tmp_path / "hold").unlink()
    wait_for(tmp_path / "effects")
    second.send_signal(signal.SIGTERM)

    assert second.wait(timeout=10) == 0
    assert starts_while_held == ["started"]
    assert lines(tmp_path / "starts") == ["started", "started"]
    assert lines(tmp_path / "effects") == ["finished"]


def test_worker_told_to_stop_finishes_the_job_at_work(drill, tmp_path):
    (tmp_path / "hold").touch()
    drill.prepare(f"hold.enqueue({str(tmp_path)!r})")
    worker = drill.worker()
    wait_for(tmp_path / "starts")

    worker.send_signal(signal.SIGTERM)
    (tmp_path / "hold").unlink()

    assert worker.wait(timeout=10) == 0
    assert lines(tmp_path / "effects") == ["finished"]
    assert " done " in worker.stderr.read()


def test_two_workers_share_the_jobs_without_doing_one_twice(drill, tmp_path):
    path = tmp_path / "lines"
    drill.prepare(f"[note.enqueue({str(path)!r}, line=str(n)) for n in range(60)]")
    workers = [drill.worker("--once"), drill.worker("--once")]

    assert [worker.wait(timeout=30) for worker in workers] == [0, 0]

    assert sorted(lines(path), key=int) == [str(n) for n in range(60)]
