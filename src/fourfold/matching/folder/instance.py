"""`instance.json`: penalties, the cost of load, and rules between groups."""

import json
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from fourfold.issues import FourfoldError, quoted, unknown
from fourfold.matching.amounts import Amounts
from fourfold.matching.terms import GroupRule, LargestMeanGap, LeastMatched, Terms

NAME = "instance.json"
_KEYS = ("objective", "load_cost", "distinct_guides", "group_rules")
_PENALTIES = ("unmatched_penalty", "move_penalty")
_RULES = {"min_matched": ("group", "count"), "max_mean_gap": ("groups", "gap")}


class InstanceFile:
    """The terms of a problem folder; without the file, the terms of a plain sum of scores."""

    def __init__(self, path: Path, groups: Collection[str]) -> None:
        """FourfoldError, in one sentence, when the file is not what it should be."""
        self._groups = groups
        self._found = _parsed(path)
        self.amounts = Amounts()
        self.load_length = len(self._load_cost())
        self._rules = [self._checked_rule(rule) for rule in self._listed("group_rules")]
        # In this order they are read back: penalties, load costs, gaps.
        for key in _PENALTIES:
            self._take(self._objective().get(key, 0), key, least=0)
        for number, cost in enumerate(self._load_cost()):
            self._take(cost, f"load_cost[{number}]")
        for rule in self._rules:
            if rule["type"] == "max_mean_gap":
                self._take(rule["gap"], "gap")

    def terms(self, scale: int) -> Terms:
        """The terms with every amount in units of 1/scale."""
        units = [int(each) for each in self.amounts.units(scale)]
        costs, gaps = units[2 : 2 + self.load_length], iter(units[2 + self.load_length :])
        return Terms(
            unmatched_penalty=units[0],
            move_penalty=units[1],
            load_cost=tuple(costs),
            distinct_guides=self._distinct(),
            group_rules=tuple(_rule(rule, gaps.__next__) for rule in self._rules),
        )

    def _objective(self) -> Mapping[str, Any]:
        found = self._found.get("objective", {})
        if not isinstance(found, dict):
            raise FourfoldError(f'{NAME}: "objective" must be an object, not {quoted(found)}.')
        _known(found, _PENALTIES, "key of objective")
        return found

    def _load_cost(self) -> list[Any]:
        return self._listed("load_cost")

    def _listed(self, key: str) -> list[Any]:
        found = self._found.get(key, [])
        if not isinstance(found, list):
            raise FourfoldError(f'{NAME}: "{key}" must be a list, not {quoted(found)}.')
        return found

    def _distinct(self) -> bool:
        found = self._found.get("distinct_guides", False)
        if not isinstance(found, bool):
            raise FourfoldError(
                f'{NAME}: "distinct_guides" must be true or false, not {quoted(found)}.'
            )
        return found

    def _take(self, found: object, key: str, least: int | None = None) -> None:
        is_number = isinstance(found, (int, Decimal)) and not isinstance(found, bool)
        if not is_number or not self.amounts.add(str(found)):
            raise FourfoldError(f'{NAME}: "{key}" must be a number, not {quoted(found)}.')
        if least is not None and isinstance(found, (int, Decimal)) and found < least:
            raise FourfoldError(f'{NAME}: "{key}" must be {least} or more, not {found}.')

    def _checked_rule(self, rule: Any) -> dict[str, Any]:
        kind = rule.get("type") if isinstance(rule, dict) else None
        if kind not in _RULES:
            raise FourfoldError(f"{NAME}: {unknown('type of group rule', kind, _RULES)}")
        _known(rule, ("type", *_RULES[kind]), f"key of {kind}")
        for key in _RULES[kind]:
            if key not in rule:
                raise FourfoldError(f'{NAME}: a rule {kind} needs "{key}".')
        named = [rule["group"]] if kind == "min_matched" else rule["groups"]
        if not isinstance(named, list) or len(named) != len(set(map(str, named))):
            raise FourfoldError(f'{NAME}: "groups" must be a list of two groups.')
        if kind == "max_mean_gap" and len(named) != 2:
            raise FourfoldError(f'{NAME}: "groups" must name two groups, not {len(named)}.')
        for group in named:
            if group not in self._groups:
                known = sorted(self._groups) or ["(learners.csv names no group)"]
                raise FourfoldError(f"{NAME}: {unknown('group', group, known)}")
        if kind == "min_matched" and not _is_count(rule["count"]):
            raise FourfoldError(
                f'{NAME}: "count" must be a whole number, 0 or more, not {quoted(rule["count"])}.'
            )
        return dict(rule)


def _rule(rule: Mapping[str, Any], next_gap: Callable[[], int]) -> GroupRule:
    if rule["type"] == "min_matched":
        return LeastMatched(rule["group"], rule["count"])
    over, under = rule["groups"]
    return LargestMeanGap(over, under, next_gap())


def _is_count(found: object) -> bool:
    return isinstance(found, int) and not isinstance(found, bool) and found >= 0


def _known(found: Mapping[str, Any], allowed: Collection[str], thing: str) -> None:
    for key in found:
        if key not in allowed:
            raise FourfoldError(f"{NAME}: {unknown(thing, key, allowed)}")


def _parsed(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as broken:
        raise FourfoldError(f"{NAME} cannot be read: {broken}.") from broken
    try:
        found = json.loads(text, parse_float=Decimal, parse_constant=str)
    except (ValueError, RecursionError) as broken:
        raise FourfoldError(f"{NAME} is not JSON: {broken}.") from broken
    if not isinstance(found, dict):
        raise FourfoldError(f"{NAME} must hold one object, not {quoted(found)}.")
    _known(found, _KEYS, "key")
    return found
