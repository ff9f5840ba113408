"""What a report may say of a talk, read and checked from `data/fidelity.toml` (G-37, G-49)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from string import Formatter
from types import MappingProxyType
from typing import Any

from fourfold.guidance.catalog import FormOfGuidance, parse_form
from fourfold.issues import FourfoldError, quoted, unknown
from fourfold.transcripts.moves import Move

# What a condition may ask for beside the number of turns with a move.
MEASURED = (
    "open_share",
    "reflections_to_questions",
    "guide_share",
    "learner_share",
    "switches",
    "departures",
    "said_late",
    "asked_before_telling",
)
_DEPARTED = {
    f"unannounced_{form}": {"where", "what"} for form in ("advising", "mentoring", "coaching")
}
# Every finding, with what may stand in braces in its sentence.
_FINDINGS: Mapping[str, Collection[str]] = {
    "too_little_to_say": {"words", "times"},
    "another_form": {"main", "declared"},
    **_DEPARTED,
    **{f"{code}_said_late": {*words, "said"} for code, words in _DEPARTED.items()},
    "not_returned": {"turn", "form", "declared"},
    "many_unsure": {"unsure", "times"},
    "kept": {"declared"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A strength or a thing to try, and when it is said.

    `forms` are the declared forms that it is for, `least` and `most` bounds of what was counted,
    `after` the findings of which one must stand before it. `turns` names the turns that show it,
    "" for none; `{times}` in `says` is how many they are.
    """

    code: str
    forms: tuple[FormOfGuidance, ...]
    says: str
    source: str
    least: Mapping[str, float] = field(default_factory=dict)
    most: Mapping[str, float] = field(default_factory=dict)
    after: tuple[str, ...] = ()
    turns: str = ""

    @property
    def is_unconditional(self) -> bool:
        """Whether it may be said of every talk under its forms."""
        return not (self.least or self.most or self.after)


def read_findings(entries: Mapping[str, Any]) -> Mapping[str, str]:
    """The sentence of each finding; FourfoldError names the first that is missing or wrong."""
    for code, words in _FINDINGS.items():
        if code not in entries:
            raise FourfoldError(f"findings has nothing about {code}.")
        _check_says(entries[code]["says"], words, code)
    return MappingProxyType({code: entries[code]["says"] for code in _FINDINGS})


def read_remarks(entries: Iterable[Mapping[str, Any]]) -> tuple[Remark, ...]:
    """The entries in their order; FourfoldError names the first that is wrong, and why."""
    return tuple(_remark(entry) for entry in entries)


def check_something_to_try(remarks: Iterable[Remark]) -> None:
    """FourfoldError when a form could be left without a thing to try."""
    served = {form for each in remarks if each.is_unconditional for form in each.forms}
    if missing := [form for form in FormOfGuidance if form not in served]:
        raise FourfoldError(f"try_next needs an entry without conditions for {missing[0]}.")


def _remark(entry: Mapping[str, Any]) -> Remark:
    code = str(entry.get("code"))
    try:
        forms, after = tuple(map(parse_form, entry["forms"])), tuple(entry.get("after", ()))
        found = Remark(**{**entry, "forms": forms, "after": after})
    except (KeyError, TypeError) as wrong:
        raise FourfoldError(f"{code}: a key is missing or unknown: {wrong}.") from wrong
    except FourfoldError as wrong:
        raise FourfoldError(f"{code}: {wrong}") from wrong
    _check_names(code, "condition", [*found.least, *found.most], [*Move, *MEASURED])
    _check_names(code, "finding", found.after, _FINDINGS)
    _check_names(code, "turns", [found.turns], ["", "switches", "said_late", *Move])
    _check_says(found.says, {"times"}, code)
    return found


def _check_names(code: str, thing: str, found: Iterable[str], allowed: Iterable[str]) -> None:
    known = tuple(allowed)
    for name in found:
        if name not in known:
            raise FourfoldError(f"{code}: {unknown(thing, name, known)}")


def _check_says(says: object, words: Collection[str], code: str) -> None:
    """Refuse a sentence that is empty or asks for a word that nobody fills in."""
    if not isinstance(says, str) or not says.strip():
        raise FourfoldError(f"{code}: says must be a text that is not empty, not {quoted(says)}.")
    _check_names(code, "word", (name for _, name, *_ in Formatter().parse(says) if name), words)
