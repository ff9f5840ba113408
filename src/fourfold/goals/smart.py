"""The SMART checks of a goal, and whether it says that it is important (G-62 to G-67, A-5).

A check shows the sentence that met it, or asks a question whose answer would. It never blocks and
never changes the learner's words. The sixth, important, is what I-SMART adds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from fourfold.goals.pace import is_beyond_reach
from fourfold.goals.said import Said, said
from fourfold.goals.smart_facts import Letter, facts
from fourfold.goals.when import has_passed

Attainable = Literal["yes", "no", "unclear"]
_MET: Mapping[Attainable, bool | None] = MappingProxyType({"yes": True, "no": False})


@dataclass(frozen=True, slots=True)
class Check:
    """One letter. `evidence` is the sentence that met it, `hint` the question that would."""

    letter: Letter
    met: bool
    evidence: str | None = None
    hint: str | None = None

    @property
    def title(self) -> str:
        """The letter as a word for a person: “Specific”."""
        return facts().titles[self.letter]

    @property
    def is_met(self) -> bool | None:
        """`met`, so that every letter can be asked in one way."""
        return self.met


@dataclass(frozen=True, slots=True)
class Attainability:
    """Whether the goal can be reached; words alone often leave that unclear."""

    met: Attainable
    evidence: str | None = None
    hint: str | None = None
    letter: Letter = Letter.ATTAINABLE

    @property
    def title(self) -> str:
        """The letter as a word for a person: “Attainable”."""
        return facts().titles[self.letter]

    @property
    def is_met(self) -> bool | None:
        """`None` when the words leave it unclear."""
        return _MET.get(self.met)


@dataclass(frozen=True, slots=True)
class GoalCheck:
    """The six checks of one goal, in the order of I-SMART's letters with the I last."""

    specific: Check
    measurable: Check
    attainable: Attainability
    relevant: Check
    timely: Check
    important: Check

    @property
    def letters(self) -> tuple[Check | Attainability, ...]:
        """All six, to be shown one after the other."""
        return (
            self.specific,
            self.measurable,
            self.attainable,
            self.relevant,
            self.timely,
            self.important,
        )

    @property
    def level(self) -> int:
        """How many of the five SMART letters are met: 0 to 5. A hint, never a mark."""
        return sum(each.is_met is True for each in self.letters[:-1])

    def to_json(self) -> dict[str, object]:
        """One key a letter with `met`, `evidence` and `hint`, and `level`."""
        checks = {
            each.letter.value: {"met": each.met, "evidence": each.evidence, "hint": each.hint}
            for each in self.letters
        }
        return {**checks, "level": self.level}


def check_goal(
    text: str, *, today: date | None = None, aim: str | None = None, value: str | None = None
) -> GoalCheck:
    """Check a goal in anybody's words; an empty text meets nothing.

    `today` lets a date that has passed be no time frame; without it every date is one. A goal that
    leads to an `aim` is relevant by the aim's words, one that serves a `value` important by its.
    """
    words = said(text)
    return GoalCheck(
        specific=_specific(words),
        measurable=_check(words, Letter.MEASURABLE),
        attainable=_attainable(words),
        relevant=_linked(Letter.RELEVANT, aim) or _check(words, Letter.RELEVANT),
        timely=_timely(words, today),
        important=_linked(Letter.IMPORTANT, value) or _check(words, Letter.IMPORTANT),
    )


def _check(words: Said, letter: Letter, hint: str = "") -> Check:
    sentence = words.sentence_with(letter)
    if sentence is None:
        return Check(letter, met=False, hint=hint or facts().hints[letter])
    return Check(letter, met=True, evidence=sentence)


def _linked(letter: Letter, link: str | None) -> Check | None:
    return Check(letter, met=True, evidence=link) if link and link.strip() else None


def _specific(words: Said) -> Check:
    """A defined action; or a direction, such as “improve”, with a criterion to it (G-63, G-64)."""
    check = _check(words, Letter.SPECIFIC)
    direction = words.sentence_with_direction()
    if check.met or direction is None or words.sentence_with(Letter.MEASURABLE) is None:
        return check
    return Check(Letter.SPECIFIC, met=True, evidence=direction)


def _timely(words: Said, today: date | None) -> Check:
    check = _check(words, Letter.TIMELY)
    if check.evidence and today and has_passed(check.evidence, today):
        return Check(Letter.TIMELY, met=False, hint=facts().hints_beside["past_date"])
    return check


def _attainable(words: Said) -> Attainability:
    beyond = words.sentence_beyond_reach() or next(filter(is_beyond_reach, words.sentences), None)
    if beyond:
        return Attainability("no", beyond, facts().hints_beside["beyond_reach"])
    ground = words.sentence_with(Letter.ATTAINABLE)
    if ground:
        return Attainability("yes", ground)
    return Attainability("unclear", None, facts().hints[Letter.ATTAINABLE])
