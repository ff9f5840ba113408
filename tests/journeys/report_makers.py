"""A program with figures to show, for its director."""

from datetime import timedelta

from django.utils import timezone

from fourfold_web.reports import actions
from tests.cast import Cast
from tests.web.reports.crowd import add_learners, add_pairs, add_sessions

GROUPS = (("PGY-1", "North", 12), ("PGY-2", "South", 11), ("PGY-3", "South", 3))


def counted(page: str):
    """The address of a page of figures, once there are some of two half-years."""

    def path(cast: Cast) -> str:
        now = timezone.now()
        for cohort, site, number in GROUPS:
            learners = add_learners(cast.program, number, cohort=cohort, site=site)
            for days in (70, 260):
                sent = now - timedelta(days=days)
                pairs = add_pairs(cast.program, learners, cast.gita, sent=sent)
                meetings = [sent + timedelta(days=each) for each in (9, 36, 60)]
                add_sessions(pairs, meetings, switches=1)
        cast.sent()
        actions.count_figures(program=cast.program, now=now)
        actions.note_export(by=cast.dora, program=cast.program, what="report_pdf")
        return f"/program/{page}/"

    return path
