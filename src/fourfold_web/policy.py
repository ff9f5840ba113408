"""policy.toml as values: which rule every route, mail and job stands under."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fourfold.issues import FourfoldError, unknown

RULES = ("public", "person", "member", "row")


@dataclass(frozen=True, slots=True)
class RouteRule:
    """Who may open one address; policy.toml says what each part means."""

    rule: str
    role: str = ""
    row: str = ""
    datum: str = ""
    needs: str = ""
    post: bool = False


@dataclass(frozen=True, slots=True)
class MailRule:
    """What a kind of mail points at, and the roles that may receive it."""

    datum: str
    to: tuple[str, ...]


def route_rules() -> Mapping[str, RouteRule]:
    """Every route's rule by URL name. FourfoldError names an unusable row."""
    rules = {name: RouteRule(**row) for name, row in _policy()["routes"].items()}
    for name, rule in rules.items():
        if rule.rule not in RULES:
            raise FourfoldError(f"{name}: {unknown('rule', rule.rule, RULES)}")
    return rules


def mail_rules() -> Mapping[str, MailRule]:
    """Every mail kind's rule."""
    return {
        kind: MailRule(datum=row["datum"], to=tuple(row["to"]))
        for kind, row in _policy()["mails"].items()
    }


def job_rules() -> Mapping[str, tuple[str, ...]]:
    """The names of the arguments that each task may carry, by the task's path."""
    return {path: tuple(row["carries"]) for path, row in _policy()["jobs"].items()}


@cache
def _policy() -> dict:
    text = files("fourfold_web").joinpath("policy.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
