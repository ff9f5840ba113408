"""Looking whether links still lead somewhere: only when a director asks, in the background.

The look itself is not atomic as a whole: no row may stay locked while somebody else's server
answers.
"""

import logging
from collections.abc import Collection
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fourfold.learning.library import LibraryEntry
from fourfold_web.jobs.actions import queue_job
from fourfold_web.library.link_check import Answer, Looked, look_at
from fourfold_web.library.models import LinkReport
from fourfold_web.library.queries import entries_with_link, link_report
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.shared.audit import record

LOOK = "fourfold_web.library.tasks.look_at_links"
AT_ONCE = 8
# As the page promises; a library of forty links that are all too slow is done by then.
REPORT_SECONDS = 60
# The place of an entry in the report, and the entry.
Listed = tuple[int, LibraryEntry]

logger = logging.getLogger(__name__)


@transaction.atomic
def ask_for_links(*, by: Person, program: Program) -> LinkReport:
    """Begin a look at every link of the program's library; one that is under way goes on.

    One whose job has died is given another.
    """
    Program.objects.select_for_update().get(pk=program.pk)
    if running := program.link_reports.filter(finished_at=None).first():
        if running.is_stuck(timezone.now()):
            queue_job(LOOK, report_id=str(running.pk))
        return running
    report = LinkReport.objects.create(program=program, asked_by=by)
    record(actor=by, verb="ask_for_links", of=report)
    queue_job(LOOK, report_id=str(report.pk))
    return report


def look_at_links(
    *, report_id: UUID, allowed: Collection[str] = (), seconds: float = REPORT_SECONDS
) -> None:
    """Ask each link that has no answer in this report yet, several at a time, and finish it.

    Running twice asks nothing twice. After so many seconds the report ends with what it has, so
    that slow sites never hold up other work. `allowed` origins may be private ones.
    """
    report = link_report(report_id)
    if report is None:
        return
    asked = set(report.results.values_list("entry", flat=True))
    listed = enumerate(entries_with_link(report.program))
    _look_at_all(report, [each for each in listed if each[1].key not in asked], allowed, seconds)
    LinkReport.objects.filter(pk=report.pk).update(finished_at=timezone.now())


def _look_at_all(
    report: LinkReport, left: list[Listed], allowed: Collection[str], seconds: float
) -> None:
    pool = ThreadPoolExecutor(AT_ONCE)
    looks = {pool.submit(look_at, each[1].link, allowed=allowed): each for each in left}
    try:
        for look in as_completed(looks, timeout=seconds):
            _keep(report, *looks.pop(look), _found(look))
    except TimeoutError:
        for look, each in looks.items():
            begun = not look.cancel()
            _keep(report, *each, Looked(Answer.TOO_SLOW if begun else Answer.NOT_ASKED))
    finally:
        # Not waited for: one that hangs at its name server would hold this worker.
        pool.shutdown(wait=False)


def _found(look: Future[Looked]) -> Looked:
    """What a look found; one that failed in a way nobody thought of costs only its own link."""
    failure = look.exception()
    if failure is None:
        return look.result()
    logger.error("look at a link ended with %s", type(failure).__name__)
    return Looked(Answer.UNREACHABLE)


def _keep(report: LinkReport, place: int, entry: LibraryEntry, found: Looked) -> None:
    report.results.get_or_create(
        entry=entry.key,
        defaults={
            "place": place,
            "title": entry.title[:200],
            "link": entry.link,
            "answer": found.answer.value,
            "status": found.status,
        },
    )
