"""Which form is in force at each turn of the guide: the agreed one until another is announced."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.transcripts.fidelity.evidence import COACHING, Evidence, Said, Shown
from fourfold.transcripts.fidelity.leaving import leaving, mostly


@dataclass(frozen=True, slots=True)
class Announcement:
    """What the guide said at position `at` among their turns; it may only repeat what is on."""

    at: int
    to_form: FormOfGuidance
    changes: bool


@dataclass(frozen=True, slots=True)
class AnnouncedSwitch:
    """The guide said in this turn that another form is on, or that the agreed one is on again."""

    turn: int
    to_form: FormOfGuidance


def announcements(shown: Shown) -> tuple[Announcement, ...]:
    """Every announcement in order, with the form that it leads to."""
    now = shown.base
    found: list[Announcement] = []
    for at in range(len(shown.turns)):
        for said in _announced(shown, at):
            to_form = _meant(said, shown, at, now)
            found.append(Announcement(at, to_form, to_form is not now))
            now = to_form
    return tuple(found)


def in_force(shown: Shown, said: Sequence[Announcement]) -> tuple[FormOfGuidance, ...]:
    """The form in force at each turn of the guide, its own announcement included.

    Back in the base form the declared one is in force again.
    """
    last = {each.at: each.to_form for each in said}
    found: list[FormOfGuidance] = []
    now = shown.declared
    for at in range(len(shown.turns)):
        now = last.get(at, now)
        now = shown.declared if now is shown.base else now
        found.append(now)
    return tuple(found)


def _announced(shown: Shown, at: int) -> tuple[Said, ...]:
    said = tuple(
        replace(each, form=shown.base) if each.form is shown.declared else each
        for each in shown.turns[at].announced
    )
    # A guide may begin with a promise to say when another form comes: that is no switch yet.
    is_base = any(each.form is shown.base for each in said)
    if at == 0 and said and (is_base or not _followed(shown.turns[:2], shown)):
        return (Said(shown.base),)
    return said


def _meant(said: Said, shown: Shown, at: int, now: FormOfGuidance) -> FormOfGuidance:
    """The form that an announcement leads to; what is done then decides what words leave open.

    From another form unnamed words lead back, and so does naming that form once more before doing
    what belongs to the agreed one. In the agreed form, unnamed words lead to what follows, an offer
    that nothing follows leads nowhere, and naming it before leaving it announces where that leads.
    """
    base = shown.base
    if now is not base:
        goes_on = said.form is now and said.then not in shown.returning
        return now if goes_on else base if said.form in (None, now) else said.form
    if said.asks and said.form not in (base, COACHING):
        offered = at + shown.rules.thresholds.offered
        follows = _followed(shown.turns[at:offered], shown)
        return base if follows is None else said.form or follows
    if said.form is base:
        return _misnamed(said, shown, at) or base
    if said.form is None or said.form is COACHING:
        return _followed(shown.turns[at : at + 2], shown) or said.form or base
    return said.form


def _misnamed(said: Said, shown: Shown, at: int) -> FormOfGuidance | None:
    """The form that is announced by words that only seem to name the agreed one, if one is.

    Nobody says without a reason that the agreed form is on: they come back to it, or they leave it.
    """
    if said.then in shown.departing:
        return _followed(shown.turns[at : at + 1], shown)
    came_back = _followed(shown.turns[max(at - 1, 0) : at], shown)
    if said.then is not None or came_back or at == 0:
        return None
    return _followed(shown.turns[at + 1 : at + 2], shown)


def _followed(turns: Sequence[Evidence], shown: Shown) -> FormOfGuidance | None:
    """The other form to which the first of the turns goes that leaves the declared one."""
    for each in turns:
        words = leaving(each, shown).words
        if sum(words.values()) >= shown.rules.thresholds.words:
            return mostly(words, shown)
    return None
