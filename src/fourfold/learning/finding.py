"""Finding a title in the library by words, type, form and topic."""

from collections.abc import Iterable
from dataclasses import dataclass

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.learning.library import EntryType, LibraryEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody looks for; what is empty or None leaves everything in."""

    words: str = ""
    type: EntryType | None = None
    form: FormOfGuidance | None = None
    topic: str = ""


def find(entries: Iterable[LibraryEntry], wanted: Wanted) -> tuple[LibraryEntry, ...]:
    """The entries that have every word, or a word that begins with it, and go with the rest.

    Those with most of the words in their title come first, the others in their order.
    """
    words = _words(wanted.words)
    found = [
        each
        for each in entries
        if (wanted.type is None or each.type == wanted.type)
        and (wanted.form is None or wanted.form in each.forms)
        and (not wanted.topic or wanted.topic in each.topics)
        and _has(words, _text(each))
    ]
    return tuple(sorted(found, key=lambda each: -_hits(words, each.title)))


def _text(entry: LibraryEntry) -> str:
    forms = (form.value for form in entry.forms)
    lists = (entry.makers, entry.also, entry.topic_titles, entry.revisions, forms)
    return " ".join(
        [entry.title, entry.says, entry.type.label, *(" ".join(each) for each in lists)]
    )


def _has(words: tuple[str, ...], text: str) -> bool:
    return _hits(words, text) == len(words)


def _hits(words: tuple[str, ...], text: str) -> int:
    there = _words(text)
    return sum(any(each.startswith(word) for each in there) for word in words)


def _words(text: str) -> tuple[str, ...]:
    plain = text.casefold().replace("\u2019", "'").replace("'", "")
    return tuple("".join(sign if sign.isalnum() else " " for sign in plain).split())
