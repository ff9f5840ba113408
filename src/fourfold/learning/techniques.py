"""Techniques that guides share: who is asked for one, and what of others' tries may show (G-49)."""

from collections.abc import Mapping
from functools import cache

from fourfold.learning.facts import numbers, read


def is_often_sought(learners: int) -> bool:
    """Whether so many different learners sought a guide that others could learn from them."""
    return learners >= numbers().sought_learners


def tries_in_words(tried: int | None, helped: int | None, did_not: int | None) -> str:
    """How many guides tried it, whom it helped and whom not; empty while too few have tried it.

    Each number comes as it may be shown, in whole steps and None where it fills none, and nothing
    else is told: so no sentence changes with the word of a single guide beyond a step.
    """
    if tried is None:
        return ""
    said = f"{tried} guides or more have tried it."
    if helped and did_not:
        return f"{said} It helped {helped} or more of them, and {did_not} or more it did not."
    if helped or did_not:
        return f"{said} {'Most say that it helped.' if helped else 'Most say that it did not.'}"
    return said


@cache
def settings() -> Mapping[str, str]:
    """Where a technique was used: values with what a page calls them."""
    return {each["value"]: each["label"] for each in read("learning.toml")["settings"]}
