"""The meetings of one sample pair."""

from datetime import datetime, timedelta

from fourfold.guidance import session as core
from fourfold.guidance.catalog import FormOfGuidance, profile
from fourfold_web.engagements.models import Engagement
from fourfold_web.goals.actions import finish_step
from fourfold_web.guidance_sessions import actions
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.sample.clock import Clock, date_back
from fourfold_web.sample.notes import add_notes
from fourfold_web.sample.talks import add_talk

TO_CLOSE = timedelta(minutes=3)
TO_NOTE = timedelta(minutes=20)


def add_meetings(entries: list[dict], *, engagement: Engagement, clock: Clock) -> None:
    """Play the `sessions` of one entry in data.toml, each as far as it goes."""
    starts = [_start(entry, clock) for entry in entries]
    for number, entry in enumerate(entries):
        next_start = starts[number + 1] if number + 1 < len(starts) else None
        meeting = _planned(engagement, starts[number])
        if entry.get("called_off"):
            _call_off(meeting, clock)
        elif "goal" in entry:
            _hold(entry, meeting, starts[number])
            if "notes" in entry:
                add_notes(entry["notes"], guidance_session=meeting, at=starts[number] + TO_NOTE)
            _close(entry, meeting, next_start)
            if "talk" in entry:
                add_talk(entry["talk"], guidance_session=meeting)
        elif "prepares" in entry:
            actions.prepare_session(
                by=engagement.learner, guidance_session=meeting, goal=entry["prepares"]
            )
            date_back(meeting, prepared_at=clock.ago(0))


def _start(entry: dict, clock: Clock) -> datetime:
    if "open_for" in entry:
        return clock.now - timedelta(minutes=entry["open_for"])
    return clock.at(entry["day"], entry["at"])


def _planned(engagement: Engagement, start: datetime) -> GuidanceSession:
    """The meeting that the last one planned, or a new one."""
    planned = engagement.guidance_sessions.filter(opened_at=None, called_off_at=None).first()
    return planned or actions.plan_session(
        by=engagement.guide, engagement=engagement, planned_for=start
    )


def _call_off(meeting: GuidanceSession, clock: Clock) -> None:
    """Called off by the learner the day before; what is over cannot be, so its end lies ahead."""
    booked = meeting.appointment
    start, end = booked.starts_at, booked.ends_at
    date_back(booked, ends_at=clock.now + timedelta(hours=1))
    actions.call_off_session(by=meeting.engagement.learner, guidance_session=meeting)
    on = start - timedelta(hours=20)
    date_back(booked, ends_at=end, cancelled_at=on)
    date_back(meeting, called_off_at=on)


def _hold(entry: dict, meeting: GuidanceSession, start: datetime) -> None:
    guide = meeting.engagement.guide
    opened = actions.open_session(
        by=guide, guidance_session=meeting, opening=_opening(meeting, entry["goal"])
    )
    date_back(opened, opened_at=start)
    for each in entry.get("switches", []):
        switch = actions.switch_role(
            by=guide,
            guidance_session=meeting,
            to_form=FormOfGuidance(each["to"]),
            spoken_words=each.get("said", ""),
        )
        date_back(switch, at=start + timedelta(minutes=each["minute"]))
    if "minutes" in entry:
        actions.end_session(by=guide, guidance_session=meeting)
        date_back(meeting, ended_at=start + timedelta(minutes=entry["minutes"]))


def _opening(meeting: GuidanceSession, goal: str) -> core.Opening:
    engagement = meeting.engagement
    terms = engagement.agreement.newest.to_core()
    return core.Opening(
        guidance_sought=engagement.agreement.guidance_request.text,
        goal=goal,
        form_of_guidance=engagement.form,
        guide_provides=profile(engagement.form).announcement,
        covered=terms.covered,
        not_covered=terms.not_covered,
    )


def _close(entry: dict, meeting: GuidanceSession, next_start: datetime | None) -> None:
    """Both sides' minute, as far as they took it."""
    learner, guide = meeting.engagement.learner, meeting.engagement.guide
    if next_start or entry.get("last"):
        actions.set_next_meeting(
            by=guide,
            guidance_session=meeting,
            next_meeting=core.NextMeeting(at=next_start, none_planned=next_start is None),
        )
    if "learner" in entry:
        said = dict(entry["learner"])
        done_after = said.pop("step_done", None)
        actions.give_closing_feedback(
            learner=learner,
            guidance_session=meeting,
            words=said.pop("words", ""),
            open_reply=said.pop("open_reply", False),
            feedback=core.ClosingFeedback(**said),
        )
        date_back(meeting.closing_feedback, at=meeting.ended_at + TO_CLOSE)
        _date_step(meeting, done_after)
    if "guide" in entry:
        actions.give_reflection(
            guide=guide,
            guidance_session=meeting,
            reflection=core.GuideReflection(**entry["guide"]),
        )
        date_back(meeting.guide_reflection, at=meeting.ended_at + TO_CLOSE)
    meeting.refresh_from_db(fields=["completed_at"])
    if meeting.completed_at:
        date_back(meeting, completed_at=meeting.ended_at + TO_CLOSE)


def _date_step(meeting: GuidanceSession, done_after: int | None) -> None:
    """The next step of its closing, and after how many days it was done."""
    step = meeting.closing_feedback.step
    if step is None:
        return
    date_back(step, created_at=meeting.ended_at + TO_CLOSE)
    if done_after is not None:
        finish_step(by=step.owner, step=step)
        date_back(step, done_at=meeting.ended_at + timedelta(days=done_after))
