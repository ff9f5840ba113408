"""Coding a transcript in the background, and the guide's own word on a code."""

from importlib.metadata import version
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from fourfold.issues import FourfoldError
from fourfold.transcripts.coded import CodedTurn, TalkTurn
from fourfold.transcripts.coding import code_turns
from fourfold.transcripts.moves import Move
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.jobs.actions import queue_job
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record
from fourfold_web.transcripts.actions.locked import locked_transcript
from fourfold_web.transcripts.conflicts import is_not_coded
from fourfold_web.transcripts.models import ContestedMove, Transcript
from fourfold_web.transcripts.queries import CODE, is_slow
from fourfold_web.transcripts.stored import codes_to, turns_from

CODER_VERSION = version("fourfold")


def code_transcript(*, transcript_id: UUID) -> None:
    """Find the moves in a transcript and tell its guide. A second call changes nothing.

    Not atomic as a whole: no row stays locked while the words are coded.
    """
    turns = begin_coding(transcript_id=transcript_id)
    if turns is not None:
        keep_codes(transcript_id=transcript_id, coded=code_turns(turns))


def begin_coding(*, transcript_id: UUID) -> tuple[TalkTurn, ...] | None:
    """Note that a worker is at it, and give the words; None when nothing is to be coded."""
    waiting = Transcript.objects.filter(pk=transcript_id, coded_at=None)
    waiting.update(started_at=timezone.now())
    found = waiting.first()
    return turns_from(found.turns) if found else None


@transaction.atomic
def keep_codes(*, transcript_id: UUID, coded: tuple[CodedTurn, ...]) -> None:
    """Store what was found and queue the mail, unless it was deleted or coded meanwhile."""
    waiting = Transcript.objects.filter(pk=transcript_id, coded_at=None).select_related("guide")
    fresh = waiting.select_for_update(of=("self",)).defer("turns").first()
    if fresh is None:
        return
    fresh.codes, fresh.coder_version = codes_to(coded), CODER_VERSION
    fresh.coded_at = timezone.now()
    fresh.save(update_fields=["codes", "coder_version", "coded_at"])
    record(actor=None, verb="code_transcript", of=fresh)
    queue_mail(
        to=fresh.guide,
        kind="report_ready",
        path=reverse("transcripts:report", args=[fresh.pk]),
        key=f"report_ready:{fresh.pk}",
    )


@transaction.atomic
def code_again(*, by: Person, transcript: Transcript) -> None:
    """Queue the coding once more, for who has waited too long; before that nothing changes."""
    fresh, now = locked_transcript(transcript), timezone.now()
    if is_slow(fresh, now=now):
        fresh.asked_at = now
        fresh.save(update_fields=["asked_at"])
        record(actor=by, verb="code_again", of=fresh)
        queue_job(CODE, transcript_id=str(fresh.pk))


@transaction.atomic
def contest_move(*, by: Person, transcript: Transcript, turn_index: int, move: Move | None) -> None:
    """Say what a turn of the guide really does; None takes the own word back.

    FourfoldError when the turn is not one of the guide's.
    """
    fresh = locked_transcript(transcript)
    if fresh.coded_at is None:
        raise is_not_coded()
    turns = turns_from(fresh.turns)
    if turn_index >= len(turns) or turns[turn_index].role != "guide":
        raise FourfoldError(f"Turn {turn_index} is not one of the guide's turns.")
    if move is None:
        fresh.contests.filter(turn_index=turn_index).delete()
    else:
        ContestedMove.objects.update_or_create(
            transcript=fresh,
            turn_index=turn_index,
            defaults={"move": move.value, "at": timezone.now()},
        )
    record(actor=by, verb="contest_move", of=fresh)


@transaction.atomic
def mark_seen(*, by: Person, transcript: Transcript) -> None:
    """Note once that the guide has opened the report, also after the pair has ended."""
    fresh = locked_transcript(transcript, also_after_the_end=True)
    if fresh.seen_at is None:
        fresh.seen_at = timezone.now()
        fresh.save(update_fields=["seen_at"])
        record(actor=by, verb="see_report", of=fresh)
