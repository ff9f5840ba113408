"""Holding a meeting: open it, switch the role aloud, undo a slip, end it."""

from dataclasses import fields

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from fourfold.guidance import session as core
from fourfold.guidance.catalog import FormOfGuidance, profiles
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.guidance_sessions.actions.locked import locked
from fourfold_web.guidance_sessions.actions.plan import free_later_time
from fourfold_web.guidance_sessions.models import GuidanceSession, RoleSwitch
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record
from fourfold_web.shared.conflict import Conflict


def open_session(
    *, by: Person, guidance_session: GuidanceSession, opening: core.Opening
) -> GuidanceSession:
    """Start the meeting with its five start fields said (A-1). `Conflict` when it runs already."""
    with locked(guidance_session) as row:
        if row.called_off_at:
            raise Conflict("This meeting was called off", "Plan a new one from the pair's page.")
        for field in fields(opening):
            setattr(row, field.name, getattr(opening, field.name) or "")
        row.opened_at = core.open_session(
            core.GuidanceSession(opening=opening, opened_at=row.opened_at), at=timezone.now()
        ).opened_at
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as twice:
            raise Conflict(
                "Another session of this pair is open", "End that one before you start a new one."
            ) from twice
        record(actor=by, verb="open_session", of=row, form=row.form_of_guidance)
        free_later_time(row)
        return row


def switch_role(
    *,
    by: Person,
    guidance_session: GuidanceSession,
    to_form: FormOfGuidance,
    seen: FormOfGuidance | None = None,
    spoken_words: str = "",
    marked_later: bool = False,
) -> RoleSwitch:
    """Mark that the role changes now. A tap without words stands for the form's usual words.

    `seen` is the form that was on the guide's screen; when another device was quicker the switch is
    a `Conflict` and nothing changes.
    """
    with locked(guidance_session) as row:
        _check_seen(row, seen)
        words = spoken_words.strip() or ("" if marked_later else profiles()[to_form].switch_words)
        held = core.switch_role(
            row.to_core(),
            at=timezone.now(),
            to_form=to_form,
            spoken_words=words,
            marked_later=marked_later,
        )
        done = held.switches[-1]
        switch = RoleSwitch.objects.create(
            guidance_session=row,
            at=done.at,
            from_form=done.from_form,
            to_form=done.to_form,
            spoken_words=done.spoken_words,
            marked_later=done.marked_later,
        )
        record(actor=by, verb="switch_role", of=row, to=done.to_form.value)
        return switch


def undo_switch(*, by: Person, switch: RoleSwitch) -> None:
    """Take back the last switch, as if it had not been tapped. The row stays, marked undone.

    A second tap on “Undo” is a `Conflict`: it must not take back the switch before.
    """
    with locked(switch.guidance_session) as row:
        now = timezone.now()
        core.undo_switch(row.to_core(), at=now)
        last = row.switches.filter(undone_at=None).last()
        if last != switch:
            raise Conflict("This switch is no longer the last one", "Nothing was undone.")
        last.undone_at = now
        last.save(update_fields=["undone_at"])
        record(actor=by, verb="undo_switch", of=row)


def mark_switch(*, by: Person, switch: RoleSwitch, spoken_words: str) -> None:
    """Put the words of a switch right; without words it is marked as said later."""
    with locked(switch.guidance_session) as row:
        if row.switches.filter(pk=switch.pk, undone_at=None).count() == 0:
            raise Conflict("This switch was undone", "It counts for nothing and needs no words.")
        switch.spoken_words = spoken_words.strip()
        switch.marked_later = not switch.spoken_words
        switch.save(update_fields=["spoken_words", "marked_later"])
        record(actor=by, verb="mark_switch", of=row)


def end_session(*, by: Person, guidance_session: GuidanceSession) -> None:
    """End the meeting; both sides are asked for their minute of closing.

    Only the learner is mailed: the guide has just pressed the button and is led to the questions.
    """
    with locked(guidance_session) as row:
        row.ended_at = core.end_session(row.to_core(), at=timezone.now()).ended_at
        row.save(update_fields=["ended_at"])
        record(actor=by, verb="end_session", of=row)
        queue_mail(
            to=row.engagement.learner,
            kind="closing_waiting",
            path=reverse("guidance_sessions:close", args=[row.pk]),
            key=f"closing_waiting:{row.pk}",
        )


def _check_seen(row: GuidanceSession, seen: FormOfGuidance | None) -> None:
    running = core.stretches(row.to_core())
    if seen and row.is_open and running[-1].form_of_guidance != seen:
        now_on = profiles()[running[-1].form_of_guidance].name
        raise Conflict(
            "The role had just changed", f"Now on: {now_on}. Nothing was switched twice."
        )
