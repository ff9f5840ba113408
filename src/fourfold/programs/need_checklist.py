"""Whether an organization or unit needs coaching, mentoring, both or neither (G-99, G-100).

Statements, circumstances, verdicts and what each need asks of a program stand in
`data/need_checklist.toml`.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError, quoted, unknown


class Verdict(StrEnum):
    """What an organization or unit needs."""

    COACHING = "coaching"
    MENTORING = "mentoring"
    BOTH = "both"
    NEITHER = "neither"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: its stored value and what is picked."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `need` is what a yes speaks for; empty for a circumstance."""

    id: str
    ask: str
    choices: tuple[Choice, ...]
    need: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Questions that are asked together."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """A verdict as a sentence and in a word or two."""

    says: str
    in_short: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the line of the guidance model it rests on; `about` heads it in a table."""

    says: str
    source: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What one need asks of a program: its stages in order, its demands, what to mind here."""

    form_of_guidance: FormOfGuidance
    name: str
    stages: tuple[Sentence, ...]
    demands: tuple[Sentence, ...]
    warnings: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One row of coaching and mentoring side by side (G-97)."""

    about: str
    coaching: str
    mentoring: str
    source: str


@dataclass(frozen=True, slots=True)
class Need:
    """The result: verdict, its reasons, what to find out first, and a plan for each need."""

    verdict: Verdict
    says: str
    reasons: tuple[Sentence, ...]
    find_out: tuple[Sentence, ...]
    plans: tuple[Plan, ...]

    def to_json(self) -> dict[str, Any]:
        """The result as plain data."""
        return asdict(self)


@cache
def questions() -> tuple[Question, ...]:
    """All questions in order: the signs of coaching, those of mentoring, the circumstances."""
    data = _data()
    usual = tuple(Choice(**each) for each in data["answers"])
    signs = (Question(row["id"], row["ask"], usual, row["need"]) for row in data["statements"])
    rest = (
        Question(row["id"], row["ask"], tuple(Choice(**each) for each in row["choices"]))
        for row in data["circumstances"]
    )
    return (*signs, *rest)


@cache
def pages() -> tuple[Page, ...]:
    """The pages on which the questions are asked, in their order."""
    return tuple(
        Page(row["title"], tuple(each for each in questions() if each.need == row["need"]))
        for row in _data()["pages"]
    )


@cache
def verdict_words(verdict: Verdict) -> VerdictWords:
    """How a verdict is said."""
    row = _data()["verdicts"][verdict]
    return VerdictWords(row["says"], row["in_short"])


@cache
def criteria() -> tuple[Criterion, ...]:
    """Coaching and mentoring side by side, row by row (G-97)."""
    return tuple(Criterion(**row) for row in _data()["criteria"])


def read_answers(data: object) -> dict[str, str]:
    """Answers by question id. FourfoldError names the first key or answer that is not known."""
    if not isinstance(data, Mapping):
        raise FourfoldError('Give an object of answers, such as {"skills_soon": "yes"}.')
    known = {each.id: each for each in questions()}
    for key, value in data.items():
        if key not in known:
            raise FourfoldError(unknown("question", key, known))
        allowed = [choice.value for choice in known[key].choices]
        if value not in allowed:
            raise FourfoldError(f"{quoted(key)}: {unknown('answer', value, allowed)}")
    return {key: str(value) for key, value in data.items()}


def need_of(answers: Mapping[str, str]) -> Need:
    """What `answers` show. One sign is enough for its need; what is not answered counts as unsure.

    A need without any yes is open while one of its signs is not a clear no.
    """
    said = read_answers(answers)
    rows = _data()["statements"]
    signs = [row for row in rows if said.get(row["id"]) == "yes"]
    unsure = [row for row in rows if said.get(row["id"], "unsure") == "unsure"]
    found = {row["need"] for row in signs}
    verdict = _verdict(found, may_be_more=bool(unsure))
    return Need(
        verdict=verdict,
        says=verdict_words(verdict).says,
        reasons=tuple(Sentence(row["because"], row["source"]) for row in signs),
        find_out=tuple(
            Sentence(row["find_out"], row["source"], row["ask"])
            for row in unsure
            if row["need"] not in found
        ),
        plans=tuple(_plan(row, said) for row in _data()["needs"] if row["need"] in found),
    )


def fitting_templates(verdict: Verdict) -> tuple[str, ...]:
    """The names of the templates of a program that fit a verdict; none while it is open."""
    return tuple(_data()["templates"][verdict.value])


def _verdict(found: set[str], *, may_be_more: bool) -> Verdict:
    if len(found) == 2:
        return Verdict.BOTH
    if found:
        return Verdict(next(iter(found)))
    return Verdict.OPEN if may_be_more else Verdict.NEITHER


def _plan(row: Mapping[str, Any], said: Mapping[str, str]) -> Plan:
    # A stage goes when its circumstance is known to be another; a warning waits until it is known.
    return Plan(
        form_of_guidance=FormOfGuidance(row["form_of_guidance"]),
        name=row["name"],
        stages=_sentences(
            each for each in row["stages"] if all(said.get(k, v) == v for k, v in _when(each))
        ),
        demands=_sentences(row["demands"]),
        warnings=_sentences(
            each for each in row["warnings"] if all(said.get(k) == v for k, v in _when(each))
        ),
    )


def _when(row: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    when: Mapping[str, str] = row.get("when", {})
    return when.items()


def _sentences(rows: Iterable[Mapping[str, Any]]) -> tuple[Sentence, ...]:
    return tuple(Sentence(row["says"], row["source"], row.get("about", "")) for row in rows)


@cache
def _data() -> dict[str, Any]:
    text = files("fourfold").joinpath("data/need_checklist.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
