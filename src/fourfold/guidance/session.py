"""The protocol of one guidance session: open, switch role, end, close (G-26..G-39, A-1, A-2).

A session is a value and every step returns a new one. Moments are timezone-aware and given by the
caller. Questions, refusals and reminders stand in `data/session.toml`.
"""

import tomllib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Literal

from fourfold.guidance.catalog import FormOfGuidance, FormProfile, parse_form, profiles
from fourfold.issues import FourfoldError, Issue

State = Literal["planned", "open", "closing", "complete"]
Who = Literal["learner", "guide", "either"]
UNDO_WITHIN = timedelta(minutes=1)
# A year typed wrongly would otherwise stand as a meeting that nobody lives to see.
PLAN_WITHIN = timedelta(days=2 * 365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The five things that are settled aloud at the start (G-26..G-30); "" is not said yet.

    `guide_provides` holds the guide's own words (G-29).
    """

    guidance_sought: str = ""
    goal: str = ""
    form_of_guidance: FormOfGuidance | None = None
    guide_provides: str = ""
    covered: str = ""
    not_covered: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSwitch:
    """A change of form at a moment (G-33): said aloud in `spoken_words`, or marked later."""

    at: datetime
    from_form: FormOfGuidance
    to_form: FormOfGuidance
    spoken_words: str = ""
    marked_later: bool = False

    @property
    def is_marked(self) -> bool:
        """Whether the switch carries spoken words or the note that it was marked later (A-2)."""
        return self.marked_later or bool(self.spoken_words.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingFeedback:
    """The learner's answers at the end, 1 (not at all) to 5 (very); None is not answered.

    Usefulness of the way of working (G-35), whether the guide stayed in role (G-36).
    """

    usefulness: int | None = None
    stayed_in_role: int | None = None
    next_step: str = ""

    def __post_init__(self) -> None:
        """Refuse an answer outside of 1 to 5."""
        _check_rating("usefulness", self.usefulness)
        _check_rating("stayed_in_role", self.stayed_in_role)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideReflection:
    """The guide's look back: in role from 1 to 5 (G-36), a moment worth keeping (G-37, G-39)."""

    stayed_in_role: int | None = None
    moment: str = ""

    def __post_init__(self) -> None:
        """Refuse an answer outside of 1 to 5."""
        _check_rating("stayed_in_role", self.stayed_in_role)


@dataclass(frozen=True, slots=True, kw_only=True)
class NextMeeting:
    """When the two meet next, or that no meeting is planned (G-38); empty is not said yet."""

    at: datetime | None = None
    none_planned: bool = False

    def __post_init__(self) -> None:
        """Refuse a moment without time zone and both answers at once."""
        if self.at is None:
            return
        _check_aware(self.at)
        if self.none_planned:
            raise FourfoldError("Set a time for the next meeting or say that none is planned.")


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceSession:
    """One meeting, from planned to complete; see `state`.

    FourfoldError when the parts do not fit together: moments run backward, a switch that starts
    from another form than the one before it ended in, or steps that come before opening.
    """

    opening: Opening
    opened_at: datetime | None = None
    switches: tuple[RoleSwitch, ...] = ()
    ended_at: datetime | None = None
    closing_feedback: ClosingFeedback | None = None
    guide_reflection: GuideReflection | None = None
    next_meeting: NextMeeting | None = None

    def __post_init__(self) -> None:
        """Hold what A-2 promises: exactly one form at each moment between opening and end."""
        if self.opened_at is None:
            if self.switches or self.ended_at:
                raise FourfoldError("A session that is not open has no switches and no end.")
            return
        _check_moments(self)
        _check_switches(self)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The time under one form, `start` included and `end` not; None while it still runs."""

    form_of_guidance: FormOfGuidance
    start: datetime
    end: datetime | None
    spoken_words: str
    marked_later: bool


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question of the protocol: `field` takes the answer, `missing` is said until then.

    `who` gives the answer; what is settled at the start, either of the two may say.
    """

    field: str
    title: str
    ask: str
    missing: str
    source: str
    who: Who = "either"


def opening_prompts() -> tuple[Prompt, ...]:
    """The questions at the start, in the order they are asked; `field` is one of Opening."""
    return tuple(Prompt(**entry) for entry in _data()["opening"])


def closing_prompts() -> tuple[Prompt, ...]:
    """The questions at the end; `field` is a path such as `closing_feedback.usefulness`."""
    return tuple(Prompt(**entry) for entry in _data()["closing"])


def closing_turns() -> dict[str, Who]:
    """Who gives each part of the closing, by the first name of its path in `missing_to_complete`.

    The words of a switch are among the parts: only the guide knows what they said (G-33).
    """
    turns: dict[str, Who] = {"switches": "guide"}
    return turns | {prompt.field.partition(".")[0]: prompt.who for prompt in closing_prompts()}


def missing_to_open(opening: Opening) -> tuple[Issue, ...]:
    """What must still be settled before the session may start, one Issue for each field (A-1)."""
    return tuple(
        Issue("missing", prompt.missing, prompt.field)
        for prompt in opening_prompts()
        if not (getattr(opening, prompt.field) or "").strip()
    )


def check_announcement(opening: Opening) -> tuple[Issue, ...]:
    """An Issue when the guide says the usual words of another form than the chosen one (G-29).

    They stand ready for the form that was agreed; with another one they would mislead the learner.
    """
    chosen = opening.form_of_guidance
    return tuple(
        Issue("announces_another_form", _says_instead(each, profiles()[chosen]), "guide_provides")
        for form, each in profiles().items()
        if chosen and form != chosen and opening.guide_provides.strip() == each.announcement
    )


def check_planned(at: datetime, *, now: datetime) -> tuple[Issue, ...]:
    """An Issue when a meeting cannot be planned for that moment: it has passed or lies too far off.

    FourfoldError when a moment has no time zone.
    """
    _check_aware(at)
    if at <= now:
        return (Issue("past", "This time has passed. Choose a later one.", "at"),)
    if at - now > PLAN_WITHIN:
        return (Issue("too_far", "Choose a time within the next two years.", "at"),)
    return ()


def missing_to_complete(session: GuidanceSession) -> tuple[Issue, ...]:
    """Everything between now and a complete session, in the order it happens (A-1, A-2).

    Whose turn each is, `closing_turns` tells. Empty exactly when the session is complete.
    """
    found = list(missing_to_open(session.opening))
    if session.opened_at is None:
        found.append(Issue("missing", "Open the session.", "opened_at"))
    for number, switch in enumerate(session.switches):
        if not switch.is_marked:
            found.append(_unmarked(number, switch))
    if session.ended_at is None:
        found.append(Issue("missing", "End the session.", "ended_at"))
    found += [
        Issue("missing", prompt.missing, prompt.field)
        for prompt in closing_prompts()
        if not _is_answered(session, prompt.field)
    ]
    return tuple(found)


def state(session: GuidanceSession) -> State:
    """Where the session stands: planned, open, closing (ended, answers missing) or complete."""
    if session.opened_at is None:
        return "planned"
    if session.ended_at is None:
        return "open"
    return "closing" if missing_to_complete(session) else "complete"


def open_session(session: GuidanceSession, *, at: datetime) -> GuidanceSession:
    """The session, opened.

    FourfoldError when it was opened before, a start field is missing or another form is announced.
    """
    if session.opened_at is not None:
        raise FourfoldError("This session was opened before.")
    if found := missing_to_open(session.opening) + check_announcement(session.opening):
        raise FourfoldError(" ".join(issue.message for issue in found))
    _check_aware(at)
    return replace(session, opened_at=at)


def switch_role(
    session: GuidanceSession,
    *,
    at: datetime,
    to_form: FormOfGuidance,
    spoken_words: str = "",
    marked_later: bool = False,
) -> GuidanceSession:
    """The session after a role switch at that moment (G-33).

    FourfoldError when the session is not open, already runs in that form, or the moment lies before
    the last one. Without words and without `marked_later` the session cannot be completed until
    `mark_switch` adds one of both.
    """
    _check_next_moment(session, at)
    from_form, to_form = form_at(session, at), parse_form(to_form)
    if from_form == to_form:
        raise FourfoldError(f"The session already runs in this form: {profiles()[to_form].name}.")
    switch = RoleSwitch(
        at=at,
        from_form=from_form,
        to_form=to_form,
        spoken_words=spoken_words,
        marked_later=marked_later,
    )
    return replace(session, switches=(*session.switches, switch))


def mark_switch(
    session: GuidanceSession, number: int, *, spoken_words: str = "", marked_later: bool = False
) -> GuidanceSession:
    """The session with the words of switch `number` (from 0) put right, also after the end."""
    if not 0 <= number < len(session.switches):
        raise FourfoldError(f"There is no switch number {number} in this session.")
    switches = list(session.switches)
    switches[number] = replace(
        switches[number], spoken_words=spoken_words, marked_later=marked_later
    )
    return replace(session, switches=tuple(switches))


def undo_switch(
    session: GuidanceSession, *, at: datetime, within: timedelta = UNDO_WITHIN
) -> GuidanceSession:
    """The session without its last switch, as if it had never been tapped.

    FourfoldError when the session is not open, has no switch, or the switch is older than `within`.
    """
    _check_next_moment(session, at)
    if not session.switches:
        raise FourfoldError("There is no switch to undo.")
    if at - session.switches[-1].at > within:
        raise FourfoldError("This switch is too old to undo. Say it aloud and switch back instead.")
    return replace(session, switches=session.switches[:-1])


def end_session(session: GuidanceSession, *, at: datetime) -> GuidanceSession:
    """The session, ended. FourfoldError when it is not open or `at` lies before the last moment."""
    _check_next_moment(session, at)
    return replace(session, ended_at=at)


def form_at(session: GuidanceSession, moment: datetime) -> FormOfGuidance:
    """The one form that was on at that moment (A-2).

    FourfoldError when the session did not run then. A switch counts from its own moment on.
    """
    _check_aware(moment)
    started = [stretch for stretch in stretches(session) if stretch.start <= moment]
    if not started or (session.ended_at is not None and moment > session.ended_at):
        raise FourfoldError("The session did not run at that moment.")
    return started[-1].form_of_guidance


def stretches(session: GuidanceSession) -> tuple[Stretch, ...]:
    """The time of the session by form, without gap or overlap; empty while it is planned."""
    form = session.opening.form_of_guidance
    if session.opened_at is None or form is None:
        return ()
    starts = [(form, session.opened_at, session.opening.guide_provides, False)]
    starts += [
        (each.to_form, each.at, each.spoken_words, each.marked_later) for each in session.switches
    ]
    ends = [*(each.at for each in session.switches), session.ended_at]
    return tuple(
        Stretch(form, start, end, words, later)
        for (form, start, words, later), end in zip(starts, ends, strict=True)
    )


def reminders(session: GuidanceSession, *, now: datetime) -> tuple[Issue, ...]:
    """What the guide should keep in mind at this moment of an open session (G-32, G-34)."""
    if state(session) != "open":
        return ()
    current = stretches(session)[-1]
    minutes = max(0, (now - current.start) // timedelta(minutes=1))
    told = [
        Issue(entry["code"], entry["says"].format(minutes=minutes), "form_of_guidance", "warning")
        for entry in _data()["reminders"]
        if session.opening.form_of_guidance in entry["opened_in"]
        and current.form_of_guidance in entry["now_in"]
    ]
    return tuple(told)


def _says_instead(said: FormProfile, chosen: FormProfile) -> str:
    return f"These words announce {said.name.lower()}. Say, for example: “{chosen.announcement}”"


def _unmarked(number: int, switch: RoleSwitch) -> Issue:
    name = profiles()[switch.to_form].name.lower()
    says = f"Write what you said when you switched to {name}, or mark the switch as later."
    return Issue("missing", says, f"switches.{number}")


def _is_answered(session: GuidanceSession, path: str) -> bool:
    """Whether something stands at a path of `closing_prompts`."""
    value: object = session
    for name in path.split("."):
        value = getattr(value, name, None)
    return value is not None and value != NextMeeting()


def _check_moments(session: GuidanceSession) -> None:
    moments = _moments(session)
    if any(after < before for before, after in pairwise(moments)):
        raise FourfoldError("The moments of a session must not run backward.")
    if session.next_meeting and session.next_meeting.at and session.next_meeting.at <= moments[0]:
        raise FourfoldError("The next meeting must lie after this one.")


def _check_switches(session: GuidanceSession) -> None:
    form = session.opening.form_of_guidance
    if form is None:
        raise FourfoldError("A session cannot be open without a form of guidance.")
    for switch in session.switches:
        if switch.from_form != form or switch.to_form == form:
            raise FourfoldError(f"A switch to {switch.to_form} cannot start from {form}.")
        form = switch.to_form


def _moments(session: GuidanceSession) -> list[datetime]:
    """Opening, switches and end, as far as they happened, in the order of the protocol."""
    given = [session.opened_at, *(switch.at for switch in session.switches), session.ended_at]
    moments = [moment for moment in given if moment is not None]
    for moment in moments:
        _check_aware(moment)
    return moments


def _check_next_moment(session: GuidanceSession, at: datetime) -> None:
    _check_aware(at)
    if state(session) != "open":
        raise FourfoldError("This session is not open.")
    if at < _moments(session)[-1]:
        raise FourfoldError("This moment lies before the last one of the session.")


def _check_aware(moment: datetime) -> None:
    if moment.utcoffset() is None:
        raise FourfoldError(f"The moment {moment.isoformat()} has no time zone.")


def _check_rating(name: str, value: int | None) -> None:
    if value is not None and value not in range(1, 6):
        raise FourfoldError(f"The answer {value!r} to {name} must be a whole number from 1 to 5.")


@cache
def _data() -> dict[str, Any]:
    text = files("fourfold").joinpath("data/session.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
