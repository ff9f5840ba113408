"""What a learner is asked and what they answered (G-26, G-27), from `data/intake.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from fourfold.issues import FourfoldError, unknown


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer: `value` for programs, `label` and `help` for the learner."""

    value: str
    label: str
    help: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the intake, with its choices in the order they are shown."""

    key: str
    ask: str
    help: str
    choices: tuple[Choice, ...]
    source: str

    def choice(self, value: object) -> Choice:
        """The choice of that value; FourfoldError with the choices when there is none."""
        for choice in self.choices:
            if choice.value == value:
                return choice
        values = [choice.value for choice in self.choices]
        raise FourfoldError(unknown(f"{self.key} value", value, values))


@dataclass(frozen=True, slots=True)
class Intake:
    """A learner's answers (question key to choice value, any may be missing) and own words.

    Checked on construction: FourfoldError names an unknown key or value and the choices.
    """

    answers: Mapping[str, str]
    text: str = ""

    def __post_init__(self) -> None:
        """Check the answers and keep a copy of them that cannot change."""
        if not isinstance(self.answers, Mapping):
            raise FourfoldError("'answers' must be an object of question keys and values.")
        if not isinstance(self.text, str):
            raise FourfoldError("'text' must be a text.")
        values = _values()
        for key, value in self.answers.items():
            # Anything else than a text, a list for one, might not even be hashable.
            if key not in values or not isinstance(value, str) or value not in values[key]:
                question(key).choice(value)
        object.__setattr__(self, "answers", MappingProxyType(dict(self.answers)))


def read_intake(data: object) -> Intake:
    """The intake in parsed JSON: `{"text": "...", "answers": {...}}`, both optional.

    FourfoldError names whatever else is found there, with what is allowed.
    """
    if not isinstance(data, Mapping):
        raise FourfoldError('An intake must be an object like {"text": "...", "answers": {}}.')
    for key in data:
        if key not in ("text", "answers"):
            raise FourfoldError(unknown("intake key", key, ("text", "answers")))
    return Intake(answers=data.get("answers", {}), text=data.get("text", ""))


@cache
def questions() -> tuple[Question, ...]:
    """The questions in the order they are asked."""
    text = files("fourfold").joinpath("data/intake.toml").read_text(encoding="utf-8")
    return tuple(_question(entry) for entry in tomllib.loads(text)["questions"])


def question(key: object) -> Question:
    """The question of that key; FourfoldError with the keys when there is none."""
    for each in questions():
        if each.key == key:
            return each
    raise FourfoldError(unknown("question", key, (each.key for each in questions())))


def _question(entry: Mapping[str, Any]) -> Question:
    choices = tuple(Choice(**choice) for choice in entry["choices"])
    return Question(entry["key"], entry["ask"], entry["help"], choices, entry["source"])


@cache
def _values() -> Mapping[str, frozenset[str]]:
    return {each.key: frozenset(choice.value for choice in each.choices) for each in questions()}
