"""The closed lists of answers about a matching, from `data/matching_answers.toml`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from fourfold.matching.problem import ANY, Problem


def who(problem: Problem, need: int) -> str:
    """A need as a sentence names it: the learner's id, with the need's name where it has one."""
    learner, name = problem.need_of(need)
    return learner if name == ANY else f"{learner} ({name})"


def check_title(code: str) -> str:
    """A rule of the audit as a sentence."""
    return str(_data()["checks"][code]["title"])


def check_unit(code: str) -> str:
    """What a rule of the audit is checked on, in the singular and the plural."""
    return str(_data()["checks"][code]["unit"])


def check_says(code: str, **facts: object) -> str:
    """The sentence about one place where a rule is broken."""
    return said("broken", code, **facts)


def said(kind: str, code: str, **facts: object) -> str:
    """The sentence of a closed list with its facts filled in; numbers get their commas."""
    filled = {name: amount(fact) for name, fact in facts.items()}
    return str(_data()[kind][code]).format(**filled)


def codes(kind: str) -> tuple[str, ...]:
    """Every code of a closed list, in the order of the file."""
    return tuple(_data()[kind])


def amount(fact: object) -> str:
    """A number with commas, without an empty fraction; other facts as they are."""
    if isinstance(fact, float):
        return f"{fact:,.6f}".rstrip("0").rstrip(".")
    return f"{fact:,}" if isinstance(fact, int) else str(fact)


def listed(names: list[str], *, most: int = 3) -> str:
    """Some names in a row, the others as a number: “ann, bob and 4 more”."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most:,} more"
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"


def counted(number: int, unit: str) -> str:
    """How many there are of something: “1 guide”, “2,500 guides”; “learner with …” grows inside."""
    noun, *rest = unit.split(" with ", 1)
    many = noun if number == 1 else f"{noun}s"
    return " with ".join([f"{number:,} {many}", *rest])


@cache
def _data() -> dict[str, Any]:
    text = files("fourfold").joinpath("data/matching_answers.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
