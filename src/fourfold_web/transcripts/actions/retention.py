"""Deleting what a program has kept long enough after a pair has ended (B-13)."""

import logging
from collections import Counter
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.jobs.rounds import each_alone
from fourfold_web.programs.models import Program
from fourfold_web.shared.audit import record
from fourfold_web.transcripts.actions.share import delete_transcript_of
from fourfold_web.transcripts.models import ShorterTime
from fourfold_web.transcripts.queries import with_words_past

logger = logging.getLogger(__name__)


def delete_kept_long_enough(*, now: datetime) -> int:
    """Delete transcripts with their reports whose time is up; how many these were.

    A session at a time, so that a fault in one keeps nothing else, here and in other programs;
    running twice does it once. Each program hears in its audit trail how many went, and the log has
    the sum. What failed is raised at the end.
    """
    gone = Counter[UUID]()

    def delete(session: GuidanceSession) -> None:
        delete_transcript_of(by=None, guidance_session=session)
        gone[session.engagement.program_id] += 1

    try:
        each_alone(ShorterTime.objects.filter(holds_from__lte=now), _let_hold)
        each_alone(_due(now), delete)
    finally:
        for program, number in gone.items():
            record(
                actor=None,
                verb="delete_kept_long_enough",
                of=Program(pk=program),
                transcripts=number,
            )
        logger.info("deleted %d transcripts that were kept long enough", gone.total())
    return gone.total()


def _due(now: datetime) -> list[GuidanceSession]:
    kept = Program.objects.filter(transcripts_kept_days__isnull=False)
    return [
        session
        for program in kept
        for session in with_words_past(program, program.transcripts_kept_days, now)
    ]


def _let_hold(shorter: ShorterTime) -> None:
    """Put a shorter time in force of which everybody has had notice."""
    with transaction.atomic():
        Program.objects.filter(pk=shorter.program_id).update(transcripts_kept_days=shorter.days)
        record(actor=None, verb="shorter_time_holds", of=shorter, days=shorter.days)
        shorter.delete()
