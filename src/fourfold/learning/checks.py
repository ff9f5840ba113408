"""The questions after a step of a lesson: answers, and what is said to each. Nothing is graded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fourfold.guidance.catalog import FormOfGuidance, parse_form, profile
from fourfold.issues import FourfoldError, unknown
from fourfold.learning.facts import list_of, numbers, only, text_of

KINDS = ("choice", "form", "match")
FOUND, OFF = "Yes.", "Not quite."


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that can be chosen, and why it is right or what it misses."""

    says: str
    is_right: bool
    because: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to answer; `says` is a sentence to judge, empty when the check asks it all."""

    says: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One question of a step.

    `kind` is "choice" (one of several answers), "form" (which form is this sentence?) or "match"
    (several sentences, each to one of the same answers).
    """

    kind: str
    asks: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """What is said to an answer."""

    is_right: bool
    says: str


def heard(item: Item, chosen: int) -> Heard:
    """The reply to answer number `chosen` of an item, from 0; FourfoldError beyond the last."""
    if not 0 <= chosen < len(item.answers):
        raise FourfoldError(f"There are {len(item.answers)} answers here, and no {chosen + 1}.")
    answer = item.answers[chosen]
    return Heard(answer.is_right, f"{FOUND if answer.is_right else OFF} {answer.because}")


def may_skip(replies: Sequence[Heard]) -> bool:
    """Whether these replies to all questions of a lesson say that it holds nothing new."""
    return sum(not each.is_right for each in replies) <= numbers().most_off


def read_check(entry: Mapping[str, Any], where: str) -> Check:
    """A check of parsed data; FourfoldError names what is wrong and where."""
    kind = entry.get("kind", "")
    if kind not in KINDS:
        raise FourfoldError(f"{where}: {unknown('kind of check', kind, KINDS)}")
    items = {"choice": _choice, "form": _form, "match": _match}[kind](entry, where)
    return Check(kind=kind, asks=text_of(entry, "asks", where), items=items)


def _choice(entry: Mapping[str, Any], where: str) -> tuple[Item, ...]:
    only(entry, ("kind", "asks", "answers"), where)
    answers = []
    for number, each in enumerate(list_of(entry, "answers", where, least=2), start=1):
        at = f"{where}, answer {number}"
        only(each, ("says", "is_right", "because"), at)
        says, because = text_of(each, "says", at), text_of(each, "because", at)
        answers.append(Answer(says, each.get("is_right", False) is True, because))
    if sum(each.is_right for each in answers) != 1:
        raise FourfoldError(f"{where}: exactly one answer must have is_right = true.")
    return (Item("", tuple(answers)),)


def _form(entry: Mapping[str, Any], where: str) -> tuple[Item, ...]:
    only(entry, ("kind", "asks", "sentence", "form", "because", "hints"), where)
    right = parse_form(text_of(entry, "form", where))
    because, hints = text_of(entry, "because", where), entry.get("hints", {})
    for name in hints:
        if parse_form(name) is right:
            raise FourfoldError(f"{where}: hints are for other forms than {right}.")
    answers = tuple(
        Answer(profile(form).name, form is right, hints.get(form.value, because))
        for form in FormOfGuidance
    )
    return (Item(text_of(entry, "sentence", where), answers),)


def _match(entry: Mapping[str, Any], where: str) -> tuple[Item, ...]:
    only(entry, ("kind", "asks", "choices", "pairs"), where)
    choices = list_of(entry, "choices", where, least=2)
    items = []
    for number, pair in enumerate(list_of(entry, "pairs", where, least=2), start=1):
        at = f"{where}, pair {number}"
        only(pair, ("says", "to", "because"), at)
        right, because = text_of(pair, "to", at), text_of(pair, "because", at)
        if right not in choices:
            raise FourfoldError(f"{at}: {unknown('choice', right, choices)}")
        answers = tuple(Answer(each, each == right, because) for each in choices)
        items.append(Item(text_of(pair, "says", at), answers))
    return tuple(items)
