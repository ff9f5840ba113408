"""What `data/smart.toml` knows: cues and traps of each letter, their titles and questions."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from fourfold.issues import FourfoldError

_LIST = re.compile(r"\{(\w+)\}")


class Letter(StrEnum):
    """The letters of SMART, and the I of I-SMART."""

    SPECIFIC = "specific"
    MEASURABLE = "measurable"
    ATTAINABLE = "attainable"
    RELEVANT = "relevant"
    TIMELY = "timely"
    IMPORTANT = "important"


@dataclass(frozen=True, slots=True)
class SmartFacts:
    """The parsed file. `traps` are words that only look like a cue of their letter.

    `everywhere` are traps of every letter, such as what somebody else reached; `directions` the
    words that say “more” without saying of what; `beyond` what no learner can promise.
    """

    titles: Mapping[Letter, str]
    hints: Mapping[Letter, str]
    hints_beside: Mapping[str, str]
    cues: Mapping[Letter, re.Pattern[str]]
    traps: Mapping[Letter, re.Pattern[str]]
    everywhere: re.Pattern[str]
    directions: re.Pattern[str]
    beyond: re.Pattern[str]
    not_beyond: re.Pattern[str]


@cache
def facts() -> SmartFacts:
    """The facts that the product ships; FourfoldError names a list that does not exist."""
    text = files("fourfold").joinpath("data/smart.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    lists = {name: "|".join(words.split("|")) for name, words in data["lists"].items()}
    by_letter = {letter: data["letters"][letter] for letter in Letter}

    def pattern(phrases: Iterable[str]) -> re.Pattern[str]:
        return re.compile("|".join(_regex(each, lists) for each in phrases) or r"(?!)")

    return SmartFacts(
        titles={letter: each["title"] for letter, each in by_letter.items()},
        hints={letter: each["hint"] for letter, each in by_letter.items()},
        hints_beside=data["hints_beside"],
        cues={letter: pattern(each["cues"]) for letter, each in by_letter.items()},
        traps={letter: pattern(each["traps"]) for letter, each in by_letter.items()},
        everywhere=pattern(data["everywhere"]),
        directions=pattern(data["directions"]),
        beyond=pattern(data["beyond"]["cues"]),
        not_beyond=pattern(data["beyond"]["traps"]),
    )


def _regex(phrase: str, lists: Mapping[str, str]) -> str:
    """A phrase as a pattern over lower-case text: blanks are white space, `{name}` a word list."""

    def listed(match: re.Match[str]) -> str:
        name = match[1]
        if name.isdigit():
            return match[0]
        if name not in lists:
            raise FourfoldError(f"smart.toml: the phrase “{phrase}” names no list “{name}”.")
        return f"(?:{_LIST.sub(listed, lists[name])})"

    return rf"(?<![\w'])(?:{_LIST.sub(listed, phrase)})(?![\w'])".replace(" ", r"\s+")
