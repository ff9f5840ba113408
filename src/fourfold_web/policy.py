"""policy.toml as values: which rule every route, mail and job stands under."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
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
    by_link: bool = False


@dataclass(frozen=True, slots=True)
class JobRule:
    """What a task may carry, and how often it runs by itself; 0 for only when queued."""

    carries: tuple[str, ...]
    every_minutes: int = 0


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


def job_rules() -> Mapping[str, JobRule]:
    """The rule of each task, by the task's path."""
    return {
        path: JobRule(tuple(row["carries"]), row.get("every_minutes", 0))
        for path, row in _policy()["jobs"].items()
    }


def recurring_jobs() -> Mapping[str, timedelta]:
    """The tasks that run by themselves, and how long each rests between two runs."""
    return {
        path: timedelta(minutes=rule.every_minutes)
        for path, rule in job_rules().items()
        if rule.every_minutes
    }


@cache
def _policy() -> dict:
    text = files("fourfold_web").joinpath("policy.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
