"""The library: titles on guidance, with summaries of our own (G-118 to G-130).

What it holds from the start stands in `data/library.toml`; a program's own entries have the same
shape. Others' texts stay theirs: an entry has a title, perhaps a link, and what we say about it.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from fourfold.guidance.catalog import FormOfGuidance, parse_form
from fourfold.issues import FourfoldError, unknown
from fourfold.learning.links import link_issues

LINK_NOT_GIVEN = "Link not given"
MAKER_NOT_NAMED = "Maker not named"
NEEDED = {"key", "title", "makers", "type", "says", "forms", "topics", "rights", "source"}
OPTIONAL = {"also", "link", "year", "revisions"}


class EntryType(StrEnum):
    """What a title is; its words are the first table of the data file."""

    ARTICLE = "article"
    PODCAST = "podcast"
    TALK = "talk"
    HANDOUT = "handout"
    BOOK = "book"
    BLOG = "blog"
    PAPER = "paper"

    @property
    def label(self) -> str:
        """The type as a page calls it: “Blog post”."""
        return str(_data()["types"][self.value])


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryEntry:
    """One title. `link` is "" where none is known, `year` None; `revisions` has the newest first.

    `also` are other words under which it is listed, `rights` a whole sentence, `topics` keys of
    `topics()`.
    """

    key: str
    title: str
    makers: tuple[str, ...]
    type: EntryType
    says: str
    forms: tuple[FormOfGuidance, ...]
    topics: tuple[str, ...]
    rights: str
    source: str
    also: tuple[str, ...] = ()
    link: str = ""
    year: int | None = None
    revisions: tuple[str, ...] = ()

    @property
    def by(self) -> str:
        """Who made it, on one line."""
        return ", ".join(self.makers) or MAKER_NOT_NAMED

    @property
    def topic_titles(self) -> tuple[str, ...]:
        """Its topics as a page calls them."""
        return tuple(topics()[each] for each in self.topics)

    def to_json(self) -> dict[str, Any]:
        """The entry as plain values."""
        return asdict(self)


@cache
def entries() -> tuple[LibraryEntry, ...]:
    """Every title that the library holds from the start, in the order of the guidance model."""
    return read_library(_data())


def entry(key: str) -> LibraryEntry:
    """The entry with this key. FourfoldError when there is none."""
    found = next((each for each in entries() if each.key == key), None)
    if found is None:
        raise FourfoldError(unknown("entry of the library", key, (each.key for each in entries())))
    return found


def topics() -> Mapping[str, str]:
    """Each topic with its title, in the order of the filter."""
    return MappingProxyType(_data()["topics"])


def read_library(found: Mapping[str, Any]) -> tuple[LibraryEntry, ...]:
    """Check parsed library data and turn it into entries.

    FourfoldError names the entry and what is wrong: a key that is missing, unknown or there twice,
    an empty text, an unknown type, form, topic or note on rights, or a link that cannot be one.
    """
    read = tuple(_read(each, found) for each in found["entries"])
    keys = [each.key for each in read]
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        raise FourfoldError(f"Two entries of the library have the key {twice}.")
    return read


def _read(found: Mapping[str, Any], data: Mapping[str, Any]) -> LibraryEntry:
    name = str(found.get("key") or found.get("title") or "An entry")
    if missing := sorted(NEEDED - set(found)):
        raise FourfoldError(f"{name}: say its {missing[0]}.")
    if odd := sorted(set(found) - NEEDED - OPTIONAL):
        raise FourfoldError(f"{name}: {unknown('key', odd[0], sorted(NEEDED | OPTIONAL))}")
    if empty := [each for each in ("key", "title", "says", "source") if not found[each].strip()]:
        raise FourfoldError(f"{name}: {empty[0]} is empty.")
    link = found.get("link", "")
    if link and (issues := link_issues(link)):
        raise FourfoldError(f"{name}: {issues[0].message}")
    return LibraryEntry(
        **{each: found[each] for each in ("key", "title", "says", "source")},
        makers=tuple(found["makers"]),
        type=EntryType(_known(name, "type", found["type"], EntryType)),
        forms=tuple(parse_form(each) for each in found["forms"]),
        topics=tuple(_known(name, "topic", each, data["topics"]) for each in found["topics"]),
        rights=data["rights"][_known(name, "note on rights", found["rights"], data["rights"])],
        also=tuple(found.get("also", ())),
        link=link,
        year=found.get("year"),
        revisions=tuple(found.get("revisions", ())),
    )


def _known(name: str, thing: str, value: str, allowed: Iterable[str]) -> str:
    names = tuple(allowed)
    if value not in names:
        raise FourfoldError(f"{name}: {unknown(thing, value, names)}")
    return value


@cache
def _data() -> dict[str, Any]:
    text = files("fourfold").joinpath("data/library.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
