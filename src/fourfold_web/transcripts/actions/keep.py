"""How long a program keeps transcripts; a shorter time waits until the two of each pair know."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fourfold.issues import FourfoldError
from fourfold.programs.rules import check_kept_days
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.engagements.models import Engagement
from fourfold_web.jobs.actions import queue_job
from fourfold_web.jobs.rounds import each_alone
from fourfold_web.people.models import Person
from fourfold_web.programs.conflicts import has_changed
from fourfold_web.programs.models import Program
from fourfold_web.shared.addresses import address
from fourfold_web.shared.audit import record
from fourfold_web.transcripts.models import ShorterTime
from fourfold_web.transcripts.queries import NOTICE, ended_with_words, is_shorter, seen_kept

TELL = "fourfold_web.transcripts.tasks.tell_of_shorter_time"


@transaction.atomic
def keep_transcripts_for(*, by: Person, program: Program, days: int | None, seen: str) -> bool:
    """Say how many days after the end of a pair its transcripts stay; None for no end.

    A shorter time holds 14 days after both of each pair with words here were told by mail; the
    answer is True then. Any other holds at once and takes a shorter one back that still waits.
    `seen` is the sign of what `by` saw. Raises FourfoldError for days outside the limits, Conflict
    when another time holds now.
    """
    issues = () if days is None else check_kept_days(days)
    if issues:
        raise FourfoldError(issues[0].message)
    locked = Program.objects.select_for_update().get(pk=program.pk)
    if seen != seen_kept(locked):
        raise has_changed()
    ShorterTime.objects.filter(program=locked).delete()
    record(actor=by, verb="keep_transcripts_for", of=program, days=days)
    if is_shorter(days, locked.transcripts_kept_days):
        shorter = ShorterTime.objects.create(program=locked, days=days)
        queue_job(TELL, shorter_id=str(shorter.pk))
        return True
    program.transcripts_kept_days = days
    program.save(update_fields=["transcripts_kept_days"])
    return False


def tell_of_shorter_time(*, shorter_id: UUID) -> None:
    """Tell both of each ended pair when its words go, then let the 14 days begin.

    One that was taken back meanwhile is left alone. Twice does it once.
    """
    waiting = ShorterTime.objects.select_related("program")
    shorter = waiting.filter(pk=shorter_id, holds_from=None).first()
    if shorter is None:
        return
    holds_from = timezone.now() + NOTICE
    pairs = ended_with_words(shorter.program).select_related("learner", "guide")
    each_alone(list(pairs), lambda pair: _tell(shorter, pair, holds_from))
    ShorterTime.objects.filter(pk=shorter_id).update(holds_from=holds_from)


def _tell(shorter: ShorterTime, pair: Engagement, holds_from: datetime) -> None:
    goes_at = max(holds_from, pair.ended_at + timedelta(days=shorter.days))
    for person in (pair.learner, pair.guide):
        queue_mail(
            to=person,
            kind="words_go_sooner",
            path=address("guidance_sessions:pair", pair.pk),
            key=f"words_go_sooner:{shorter.pk}:{pair.pk}:{person.pk}",
            goes_at=goes_at,
        )
