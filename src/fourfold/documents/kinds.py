"""Two roles under one word: a “peer mentor” and a “faculty mentor” of one document are two."""

from collections.abc import Sequence
from dataclasses import replace

from fourfold.documents.layout import Unit
from fourfold.documents.mentions import Mention
from fourfold.documents.role_words import role_words


def told_apart(named: Sequence[Sequence[Mention]], layout: Sequence[Unit]) -> list[list[Mention]]:
    """The mentions of each unit; where titles tell two guides of one word apart, heads tell too.

    The head of such a role is its kind and its word, “peer mentor”. A bare “mentor” after it is the
    one spoken of last.
    """
    kinds: dict[str, list[str]] = {}
    for found, unit in zip(named, layout, strict=True):
        for each in found:
            kind = _kind(each, unit) if each.is_role else ""
            if kind and kind not in kinds.setdefault(each.head, []):
                kinds[each.head].append(kind)
    now = {head: seen[0] for head, seen in kinds.items() if _are_two(seen)}
    if not now:
        return [list(each) for each in named]
    return [_renamed(found, unit, now) for found, unit in zip(named, layout, strict=True)]


def _renamed(found: Sequence[Mention], unit: Unit, now: dict[str, str]) -> list[Mention]:
    """Mentions with the kind spoken of; `now` keeps the last kind of each word."""
    renamed = []
    for each in found:
        if each.head in now:
            now[each.head] = _kind(each, unit) or now[each.head]
            renamed.append(replace(each, head=f"{now[each.head]} {each.head}"))
        else:
            renamed.append(each)
    return renamed


def _kind(mention: Mention, unit: Unit) -> str:
    titles = unit.words[mention.first : mention.at]
    return next(
        (kind for kind, words in role_words().kinds.items() if not words.isdisjoint(titles)), ""
    )


def _are_two(kinds: Sequence[str]) -> bool:
    """Faculty may be the career or research guides; peers never are."""
    return len(set(kinds) - {"faculty"}) > 1 or {"peer", "faculty"} <= set(kinds)
