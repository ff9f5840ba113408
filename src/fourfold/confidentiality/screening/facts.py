"""What the screen knows: the lists of `data/identifiers.toml`, the names and the everyday words."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_ENDINGS = (
    ("'s", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("es", ""),
    ("s", ""),
    ("ly", ""),
    ("er", ""),
    ("er", "e"),
    ("ings", ""),
    ("ings", "e"),
    ("ers", ""),
    ("ers", "e"),
)
# Endings of English and medical words that hardly a name has.
_NO_NAME = re.compile(
    r"(?:tion|sion|ment|ness|able|ible|ically|ously|ectomy|ostomy|otomy|oscopy|opathy|algia|emia|"
    r"uria|penia|itis|osis|derma|plasty|graphy|gram|ology|ologist|mycin|cillin|cycline|floxacin|azole|"
    r"statin|sartan|pril|olol|zepam|zolam|mab|idine|caine|ful|less|ism|izing|izes?|ized|n't|ly|ing|ed|[^vk]ic|ous|ive)$"
)


@cache
def facts() -> Mapping[str, Any]:
    """What `data/identifiers.toml` says."""
    return _read("identifiers.toml")


@cache
def listed(group: str, name: str) -> frozenset[str]:
    """One list of words of `data/identifiers.toml`."""
    return frozenset(facts()[group][name].split())


@cache
def known_names() -> frozenset[str]:
    """The common first and last names."""
    found = _read("names.toml")
    return frozenset(found["first"].split()) | frozenset(found["last"].split())


@lru_cache(maxsize=16384)
def is_everyday(word: str) -> bool:
    """Whether a lower-case word is an everyday one, which may be a name too ("grace")."""
    head, apostrophe, tail = word.partition("'")
    if word in _everyday() or (apostrophe and (tail == "t" or is_everyday(head))):
        return True
    return word not in known_names() and any(
        _is_stem(word.removesuffix(ending) + rest)
        for ending, rest in _ENDINGS
        if word.endswith(ending)
    )


def ends_everyday(word: str) -> bool:
    """Whether a lower-case word ends as English and medical words do, and hardly a name does."""
    return word not in known_names() and bool(_NO_NAME.search(word))


def _is_stem(stem: str) -> bool:
    """Whether an everyday word stays when an ending is gone; "stopp" is "stop"."""
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in _everyday()
    return len(stem) >= 3 and (doubled or stem in _everyday())


@cache
def _everyday() -> frozenset[str]:
    return frozenset(_read("plain_words.toml")["words"].split())


def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files("fourfold").joinpath("data", name).read_text(encoding="utf-8"))
