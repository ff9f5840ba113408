"""Noticing that a pair does not meet, and telling the two before anybody else (A-18)."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from fourfold.guidance.silence import MeetingFacts, last_sign, silent_from
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.engagements.models import Engagement
from fourfold_web.guidance_sessions.models import MeetingWatch
from fourfold_web.guidance_sessions.queries import terms_of
from fourfold_web.guidance_sessions.quiet import pairs_to_look_at
from fourfold_web.jobs.rounds import each_alone
from fourfold_web.shared.addresses import address
from fourfold_web.shared.audit import record

# So many pairs in one go; the next run takes the next ones.
MOST = 500
# An agreement may have got another cadence meanwhile, and a pause may have ended.
LOOK_AGAIN, LOOK_AT_REST = timedelta(days=7), timedelta(days=1)


def notice_silence(*, now: datetime) -> None:
    """Look at every pair whose look is due. The two of a silent one are told once."""
    due = list(pairs_to_look_at(now).values_list("pk", flat=True)[:MOST])
    each_alone(due, lambda pair_id: look_at_pair(pair_id=pair_id, now=now))


@transaction.atomic
def look_at_pair(*, pair_id: UUID, now: datetime) -> None:
    """Look at one pair, unless it has ended or was looked at since it was found to be due."""
    # Whoever plans, opens, rests or ends holds this row too. Only what is read once it is held
    # stands, so it is a read of its own.
    Engagement.objects.select_for_update().get(pk=pair_id)
    pair = pairs_to_look_at(now).filter(pk=pair_id).first()
    if pair is None:
        return
    watch = getattr(pair, "watch", None) or MeetingWatch(engagement=pair)
    if pair.is_paused(now):
        watch.rested_until, watch.told_at, watch.look_at = now, None, now + LOOK_AT_REST
    elif pair.meets:
        watch.told_at, watch.look_at = None, now + LOOK_AGAIN
    else:
        _count(watch, pair, now)
    kept = {name: getattr(watch, name) for name in ("look_at", "told_at", "rested_until")}
    MeetingWatch.objects.update_or_create(engagement=pair, defaults=kept)


def _count(watch: MeetingWatch, pair: Engagement, now: datetime) -> None:
    facts = _facts(watch, pair)
    silent = silent_from(facts)
    if silent > now:
        watch.told_at, watch.look_at = None, min(silent, now + LOOK_AGAIN)
        return
    watch.look_at = now + LOOK_AGAIN
    if watch.told_at is None:
        watch.told_at = now
        _tell(pair, last_sign(facts))


def _facts(watch: MeetingWatch, pair: Engagement) -> MeetingFacts:
    terms = terms_of(pair)
    return MeetingFacts(
        form_of_guidance=pair.form,
        cadence=terms.cadence if terms else "",
        started_at=pair.started_at,
        last_held=pair.last_held,
        rested_until=watch.rested_until,
    )


def _tell(pair: Engagement, last: datetime) -> None:
    record(actor=None, verb="notice_silence", of=pair)
    for person in (pair.learner, pair.guide):
        queue_mail(
            to=person,
            kind="pair_is_quiet",
            path=address("guidance_sessions:pair", pair.pk),
            key=f"pair_is_quiet:{pair.pk}:{last.isoformat()}:{person.pk}",
        )
