"""Spellings of one speaker's name: "Ana Ruiz", "ana ruiz" and "Ana Ruiz, MD (she/her)"."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from fourfold.issues import Issue
from fourfold.transcripts.reading.cue import at_line
from fourfold.transcripts.reading.facts import words

_BRACKET = re.compile(r"[(\[]([^()\[\]]{1,80})[)\]]")


def one_name_each(first_lines: Mapping[str, int]) -> tuple[dict[str, str], tuple[Issue, ...]]:
    """For each name the one it goes by, the first that was read; an issue for each real variant.

    `first_lines` are the names in their order with the line where each stands first.
    """
    chosen: dict[str, str] = {}
    issues = []
    for names in _groups(first_lines):
        first = names[0]
        for name in names:
            chosen[name] = first
            if name.casefold() != first.casefold():
                says = f"“{name}” and “{first}” are taken for one speaker."
                issues.append(at_line("same_speaker", says, first_lines[name]))
    return chosen, tuple(issues)


def _groups(names: Iterable[str]) -> list[list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        groups[_base(name)].append(name)
    found = []
    for alike in groups.values():
        details = {_details(name) for name in alike} - {frozenset()}
        if len(details) <= 1:
            found.append(alike)
        else:
            # "Sam (Surgery)" and "Sam (Pediatrics)" may be two people, so only spellings merge.
            found += _same_spelling(alike)
    return found


def _same_spelling(names: Iterable[str]) -> list[list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        groups[name.casefold()].append(name)
    return list(groups.values())


def _base(name: str) -> str:
    """The name without brackets that hold no number, and without degrees."""
    plain = _BRACKET.sub(lambda found: found[0] if _has_number(found[1]) else " ", name.casefold())
    first, *rest = [part.strip() for part in plain.split(",")]
    kept = [first, *(part for part in rest if part and not _is_degrees(part))]
    return " ".join(", ".join(kept).split())


def _details(name: str) -> frozenset[str]:
    """What brackets say about who it is; pronouns do not."""
    found = (match[1].casefold().strip() for match in _BRACKET.finditer(name))
    return frozenset(each for each in found if not _has_number(each) and not _is_pronouns(each))


def _is_degrees(part: str) -> bool:
    return all(word.replace(".", "") in words("variants", "degrees") for word in part.split())


def _is_pronouns(text: str) -> bool:
    parts = re.split(r"[^\w]+", text)
    return all(part in words("variants", "pronouns") for part in parts if part)


def _has_number(text: str) -> bool:
    return any(letter.isdigit() for letter in text)
