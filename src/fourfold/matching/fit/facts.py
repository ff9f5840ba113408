"""Stages, hard rules, criteria and weights, read from `data/matching.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.matching.fit.people import FORMS

# A strength is so many thousandths of what a criterion can earn.
FULL = 1000


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of training and career; `years` is where it usually begins."""

    name: str
    says: str
    years: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A hard rule: `says` is why a pair is refused, `would_change` what would lift it, if anything.

    `forms` are those for which it holds, `when_blocked` those that join them where the program
    blocks its assessors. `shown_as` names what people read in its place ("" when itself).
    """

    name: str
    says: str
    would_change: str
    forms: frozenset[FormOfGuidance]
    source: str
    when_blocked: frozenset[FormOfGuidance] = frozenset()
    says_when_blocked: str = ""
    declared: str = ""
    shown_as: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """What can speak for a pair.

    `strengths` has, for each form, one entry (0 to 1000) for each code of `codes` in scoring;
    `says` are sentences with the least strength from which they hold; `unknown` and `when_known`
    take the place of these and of `would_change` where one of the two left it empty.
    """

    name: str
    title: str
    strengths: Mapping[FormOfGuidance, tuple[int, ...]]
    says: tuple[tuple[int, str], ...]
    would_change: str
    source: str
    unknown: str = ""
    when_known: str = ""

    def sentence(self, strength: int) -> str:
        """The sentence for a strength, with its places still open."""
        return [says for least, says in self.says if least <= strength][-1]


@cache
def stages() -> Mapping[str, Stage]:
    """The stages by name, from early to late."""
    return {each["name"]: Stage(**each) for each in _data()["stages"]}


@cache
def rules() -> Mapping[str, Rule]:
    """The hard rules by name, in the order in which they are told."""
    return {each["name"]: _rule(each) for each in _data()["rules"]}


@cache
def shown_rule(name: str) -> Rule:
    """What people read when the rule `name` refuses a pair: itself, or one that tells nothing."""
    rule = rules()[name]
    mute = {each["name"]: _rule(each) for each in _data()["shown"]}
    return mute[rule.shown_as] if rule.shown_as else rule


@cache
def criteria() -> Mapping[str, Criterion]:
    """The criteria by name, in the order in which they are told."""
    return {each["name"]: _criterion(each) for each in _data()["criteria"]}


@cache
def usual_weights() -> Mapping[FormOfGuidance, Mapping[str, int]]:
    """Parts of 100 by form and criterion."""
    found = _data()["weights"]
    return {form: {name: found[form][name] for name in criteria()} for form in FORMS}


def _rule(entry: Mapping[str, Any]) -> Rule:
    of_forms = {
        key: frozenset(map(FormOfGuidance, entry[key]))
        for key in ("forms", "when_blocked")
        if key in entry
    }
    return Rule(**{**entry, **of_forms})


def _criterion(entry: Mapping[str, Any]) -> Criterion:
    return Criterion(
        name=entry["name"],
        title=entry["title"],
        strengths=_strengths(entry),
        says=tuple((least, says) for least, says in entry["says"]),
        would_change=entry["would_change"],
        source=entry["source"],
        unknown=entry.get("unknown", ""),
        when_known=entry.get("when_known", ""),
    )


def _strengths(entry: Mapping[str, Any]) -> Mapping[FormOfGuidance, tuple[int, ...]]:
    if by_distance := entry.get("by_distance"):
        # The code after the last distance stands for a stage that is not known.
        return {form: (*by_distance[form], 0) for form in FORMS}
    steps = tuple(entry.get("strengths", range(FULL + 1)))
    return dict.fromkeys(FORMS, steps)


@cache
def _data() -> dict[str, Any]:
    text = files("fourfold").joinpath("data/matching.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
