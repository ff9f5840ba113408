"""What stands between learner, guide and supervisor, said to all three in the same words.

The sentences stand in `data/openness.toml`; who may see what, `data/visibility.toml` decides.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from fourfold.guidance.catalog import FormOfGuidance, parse_form


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """The supervisor's part in one form: what they give, who reads it, what they see and never see.

    `triangle` is the sentence for an agreement in this form; "" where none names a supervisor.
    """

    form: FormOfGuidance
    gives: str
    reads: str
    sees: str
    never: str
    triangle: str
    source: str

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """Title and sentence, in reading order."""
        return (
            ("What the supervisor gives", self.gives),
            ("Who reads it, and when", self.reads),
            ("What the supervisor sees", self.sees),
            ("What the supervisor never sees", self.never),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Triangle:
    """Who works with whom in one program, by name.

    `supervisors` are the learner's, without the guide; empty when there is none.
    """

    learner: str
    guide: str
    supervisors: Sequence[str] = ()
    guide_supervises_others: bool = False


@cache
def three_ways() -> tuple[ThreeWay, ...]:
    """The forms in which a supervisor may have a part, from most to least."""
    return tuple(
        ThreeWay(**{**entry, "form": parse_form(entry["form"])}) for entry in _data()["three_way"]
    )


def three_way(form: FormOfGuidance) -> ThreeWay | None:
    """The supervisor's part in this form; None in advising, which is one meeting."""
    return next((each for each in three_ways() if each.form == form), None)


def triangle_words(form: FormOfGuidance, triangle: Triangle) -> str:
    """The clause of an agreement that names an internal coach's triangle openly (G-96).

    Empty where nobody of the program stands beside the two, and in forms that a supervisor has no
    part in by themselves.
    """
    found = three_way(form)
    if found is None or not found.triangle:
        return ""
    words, parts = _data()["triangle"], []
    if triangle.supervisors:
        parts += [words["one_field"], found.triangle]
    if triangle.guide_supervises_others:
        parts.append(words["guide_supervises"])
    return " ".join(parts).format(
        learner=triangle.learner, guide=triangle.guide, supervisor=_joined(triangle.supervisors)
    )


def _joined(names: Sequence[str]) -> str:
    return " or ".join(names)


@cache
def _data() -> dict[str, Any]:
    text = files("fourfold").joinpath("data/openness.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
