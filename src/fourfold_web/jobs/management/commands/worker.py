"""`python -m fourfold_web worker`: run queued jobs until told to stop."""

import signal
from datetime import timedelta

from django.core.management.base import BaseCommand, CommandParser

from fourfold_web.jobs.actions import LEASE
from fourfold_web.jobs.worker import Worker
from fourfold_web.policy import recurring_jobs


class Command(BaseCommand):
    """Runs jobs. SIGTERM and SIGINT (Ctrl-C) let the job at work finish first."""

    help = "Run queued jobs, such as mail, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Run what is due now, then end.")
        parser.add_argument(
            "--poll", type=float, default=0.5, help="Seconds to rest when nothing is due."
        )
        parser.add_argument(
            "--lease",
            type=float,
            default=LEASE.total_seconds(),
            help="Seconds after which the job of a worker that died is taken over.",
        )

    def handle(self, *, once: bool, poll: float, lease: float, **options) -> None:
        worker = Worker(lease=timedelta(seconds=lease), every=recurring_jobs())
        if once:
            worker.drain()
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop())
        worker.loop(poll=poll)
