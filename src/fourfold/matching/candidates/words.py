"""The words of a need or a guide that carry a topic, as stems, from `data/matching_words.toml`."""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+")
_SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class _Rules:
    left_out: frozenset[str]
    endings: tuple[str, ...]
    topic: int
    most: int


def words_of(*texts: str, topic: str = "") -> list[str]:
    """The stems in these texts, in order of the alphabet, each as often as it counts.

    A word of `topic` counts several times, and no word counts more than a few times.
    """
    rules = _rules()
    counts = Counter(stem for text in texts for stem in _stems(text))
    for stem in _stems(topic):
        counts[stem] += rules.topic
    return [stem for stem in sorted(counts) for _ in range(min(counts[stem], rules.most))]


def _stems(text: str) -> list[str]:
    return [stem for word in _WORD.findall(text.casefold()) if (stem := _stem(word))]


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    """The word without its ending; "" for one that carries no topic."""
    rules = _rules()
    if word in rules.left_out:
        return ""
    for ending in rules.endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


@cache
def _rules() -> _Rules:
    text = files("fourfold").joinpath("data/matching_words.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return _Rules(frozenset(data["left_out"].split()), tuple(data["endings"]), **data["counts"])
