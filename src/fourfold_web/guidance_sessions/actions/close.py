"""Closing a meeting: the learner's feedback, the guide's reflection, the next meeting."""

from datetime import date

from django.utils import timezone

from fourfold.guidance import session as core
from fourfold_web.goals.actions import add_step, change_step
from fourfold_web.goals.models import Step
from fourfold_web.guidance_sessions.actions.locked import locked
from fourfold_web.guidance_sessions.actions.plan import is_planned, plan_session
from fourfold_web.guidance_sessions.conflicts import has_not_ended
from fourfold_web.guidance_sessions.models import ClosingFeedback, GuidanceSession, GuideReflection
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record


def give_closing_feedback(
    *,
    learner: Person,
    guidance_session: GuidanceSession,
    feedback: core.ClosingFeedback,
    words: str,
    open_reply: bool,
    step_due: date | None = None,
) -> None:
    """Keep the learner's answers (G-35, G-36). Answering again replaces the first answers.

    The next step also goes on the list of steps that both see, once.
    """
    with locked(guidance_session) as row:
        _check_ended(row)
        ClosingFeedback.objects.update_or_create(
            guidance_session=row,
            defaults={
                "learner": learner,
                "usefulness": feedback.usefulness,
                "stayed_in_role": feedback.stayed_in_role,
                "next_step": feedback.next_step,
                "step": _step_of(row, learner, feedback.next_step, step_due),
                "words": words,
                "open_reply": open_reply,
            },
        )
        record(actor=learner, verb="give_closing_feedback", of=row)
        _complete(row)


def give_reflection(
    *,
    guide: Person,
    guidance_session: GuidanceSession,
    reflection: core.GuideReflection,
    promise: str = "",
    promise_due: date | None = None,
) -> None:
    """Keep the guide's look back on staying in role (G-36, G-37), and what they promised to do."""
    with locked(guidance_session) as row:
        _check_ended(row)
        if getattr(row, "guide_reflection", None) is None:
            _add_step(guide, row, promise, promise_due)
        GuideReflection.objects.update_or_create(
            guidance_session=row,
            defaults={
                "guide": guide,
                "stayed_in_role": reflection.stayed_in_role,
                "moment": reflection.moment,
            },
        )
        record(actor=guide, verb="give_reflection", of=row)
        _complete(row)


def set_next_meeting(
    *, by: Person, guidance_session: GuidanceSession, next_meeting: core.NextMeeting
) -> bool:
    """Set the next meeting before parting (G-38), and plan it; or say that none is planned.

    Both sides are asked, and the first answer counts. False when the other side was first.
    """
    with locked(guidance_session) as row:
        _check_ended(row)
        if row.next_meeting_at or row.no_next_meeting:
            return False
        row.next_meeting_at = next_meeting.at
        row.no_next_meeting = next_meeting.none_planned
        # The protocol refuses a moment before this meeting.
        row.to_core()
        row.save(update_fields=["next_meeting_at", "no_next_meeting"])
        if next_meeting.at and not is_planned(row.engagement, next_meeting.at):
            plan_session(by=by, engagement=row.engagement, planned_for=next_meeting.at)
        record(actor=by, verb="set_next_meeting", of=row)
        _complete(row)
        return True


def _step_of(row: GuidanceSession, learner: Person, words: str, due: date | None) -> Step | None:
    """The next step where it is followed: the one of the first answers with its new words, or a new
    one."""
    before = getattr(row, "closing_feedback", None)
    step = before.step if before else None
    if step is None or not words.strip():
        return _add_step(learner, row, words, due) or step
    if step.is_open:
        change_step(by=learner, step=step, text=words, due=due)
    return step


def _add_step(owner: Person, row: GuidanceSession, words: str, due: date | None) -> Step | None:
    if not words.strip():
        return None
    pair = row.engagement
    return add_step(
        by=owner, learner=pair.learner, text=words, due=due, owner=owner, engagement=pair
    )


def _check_ended(row: GuidanceSession) -> None:
    if row.ended_at is None:
        raise has_not_ended()


def _complete(row: GuidanceSession) -> None:
    fresh = GuidanceSession.objects.select_related("closing_feedback", "guide_reflection").get(
        pk=row.pk
    )
    if fresh.completed_at is None and core.state(fresh.to_core()) == "complete":
        fresh.completed_at = timezone.now()
        fresh.save(update_fields=["completed_at"])
        record(actor=None, verb="complete_session", of=fresh)
