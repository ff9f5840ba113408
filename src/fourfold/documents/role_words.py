"""Role words and the words around them, from `data/document_roles.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from fourfold.documents.review import RoleForm

WordKind = Literal["noun", "activity", "verb", "learner"]


@dataclass(frozen=True, slots=True)
class RoleWord:
    """One word: the role it belongs to, by its head word, and what it is grammatically."""

    head: str
    kind: WordKind


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The parsed file: `words` by spelling, `promises` the form that a head word promises.

    `sets` are the word lists by name: those around a role word, parties and signs. `kinds` are the
    words of a title that tell two guides of one word apart.
    """

    words: Mapping[str, RoleWord]
    promises: Mapping[str, RoleForm]
    sets: Mapping[str, frozenset[str]]
    kinds: Mapping[str, frozenset[str]]


def word_of(head: str) -> str:
    """The role word of a head: “mentor” for “mentor” and for “peer mentor”."""
    return head.rpartition(" ")[2]


@cache
def role_words() -> RoleWords:
    """The role words that the product ships."""
    text = files("fourfold").joinpath("data/document_roles.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    keys: Mapping[str, WordKind] = {
        "nouns": "noun",
        "activities": "activity",
        "verbs": "verb",
        "learners": "learner",
    }
    words = {
        word: RoleWord(entry["head"], kind)
        for entry in data["roles"]
        for key, kind in keys.items()
        for word in entry[key].split()
    }
    promises = {entry["head"]: RoleForm(entry["form"]) for entry in data["roles"]}
    sets = {
        name: frozenset(listed.split())
        for table in ("around", "parties", "signs", "empty")
        for name, listed in data[table].items()
    }
    kinds = {kind: frozenset(listed.split()) for kind, listed in data["kinds"].items()}
    return RoleWords(words, promises, sets, kinds)
