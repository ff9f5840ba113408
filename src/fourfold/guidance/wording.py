"""How near a learner's wording is to that of other learners whose need is known.

Phrases name what people say; this hears how they say it. The weights in `data/wording.toml` were
learned by `bench/learn_wording.py` from labelled vignettes. Names of forms are left out: a form
that is only named is a wish and no evidence (G-7).
"""

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.lexicon import lexicon
from fourfold.guidance.tokens import Tokens

LABELS = (*FormOfGuidance, "clarify")
_NAMES = re.compile(r"mentor|mentee|coach|advis(?!ory)")
_ENDINGS = (
    "ingly",
    "edly",
    "ations",
    "ation",
    "ing",
    "ies",
    "ied",
    "ers",
    "ed",
    "es",
    "er",
    "ly",
    "s",
)
_THEM = ("he", "she", "him", "her", "they", "them", "his", "hers", "their", "theirs")
_LENGTHS = (15, 30, 60)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Parts of 1: `forms` in the order of `FormOfGuidance`, and `unclear` for no need at all."""

    forms: tuple[float, ...]
    unclear: float


EVEN = 1 / len(LABELS)
NO_LIKENESS = Likeness((EVEN,) * len(FormOfGuidance), EVEN)


def likeness(plain: Tokens) -> Likeness:
    """The likeness of a text, by its words, pairs of words and length."""
    start, weights = _learned()
    known = [weights[feature] for feature in features(plain) if feature in weights]
    if not known:
        return NO_LIKENESS
    scale = 1 / math.sqrt(len(known) + 1)
    columns = zip(*known, strict=True)
    sums = [begin + scale * sum(column) for begin, column in zip(start, columns, strict=True)]
    return likeness_of(sums)


def likeness_of(sums: Sequence[float]) -> Likeness:
    """Turn one sum for each of `LABELS` into parts of 1 (softmax)."""
    highest = max(sums)
    powers = [math.exp(value - highest) for value in sums]
    parts = [power / sum(powers) for power in powers]
    return Likeness(tuple(parts[:-1]), parts[-1])


def features(plain: Tokens) -> frozenset[str]:
    """What the wording is compared by: word stems, neighbouring pairs, and a step of length."""
    stems = [stem for word in plain.words if (stem := _stem(word))]
    steps = sum(len(stems) >= length for length in _LENGTHS)
    singles = {stem for stem in stems if stem not in ".,"}
    pairs = {f"{one} {next_one}" for one, next_one in pairwise(stems)}
    return frozenset(singles | pairs | {f"length {steps}"})


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    """The stem, a general word for numbers, dates, roles and persons, "" for a named form."""
    if not word[0].isalnum():
        return word
    if _NAMES.match(word):
        return ""
    if word[0].isdigit():
        return "<number>"
    if general := _general().get(word):
        return general
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


@cache
def _general() -> Mapping[str, str]:
    lists = lexicon().lists
    return {
        **dict.fromkeys(lists["number"], "<number>"),
        **dict.fromkeys(lists["role"], "<role>"),
        **dict.fromkeys(lists["month"] + lists["weekday"] + lists["date"], "<date>"),
        **dict.fromkeys(_THEM, "<them>"),
    }


@cache
def _learned() -> tuple[tuple[float, ...], Mapping[str, tuple[float, ...]]]:
    """Where each label starts, and the weights of each feature for the labels."""
    text = files("fourfold").joinpath("data/wording.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    weights = {
        feature: tuple(value / data["unit"] for value in row)
        for feature, row in data["weights"].items()
    }
    return tuple(value / data["unit"] for value in data["start"]), weights
