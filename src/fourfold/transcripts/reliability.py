"""How far two coders concur on the same turns: kappa, figures of each class, intervals (G-25).

The first coder is the one that the second is measured against: recall asks how much of what the
first found the second found too. Intervals are percentiles of a bootstrap over conversations,
since turns of one talk are not independent of each other. The same `seed` gives the same figures.
"""

import random
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from fourfold.issues import FourfoldError, Issue, quoted
from fourfold.transcripts.codebook import Coarse
from fourfold.transcripts.json_lines import name_of, objects
from fourfold.transcripts.moves import Move

# The conversation and the turn, as texts: a sheet gives back "3" for 3.
Unit = tuple[str, str]
Interval = tuple[float, float]

REPLICATES = 1000
_LABELS: Mapping[str, tuple[str, ...]] = {"move": tuple(Move), "coarse": get_args(Coarse)}


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """How one class was found: `support` turns of the first coder, `found` of the second."""

    label: str
    precision: float
    recall: float
    f1: float
    support: int
    found: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Concordance (part of turns coded alike), Cohen's kappa and macro-F1.

    `kappa` is None when both coders know one class only, so that nothing is left to concur on.
    """

    concordance: float
    kappa: float | None
    macro_f1: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """Two codings of the same turns, compared.

    `confusion` counts turns by the first coder's label, then the second's. The intervals hold 95 of
    100 bootstrap samples; None with fewer than two conversations. `only_first` and `only_second`
    are units that one coder left out; `issues` name labels that the field does not know.
    """

    compared: int
    conversations: int
    figures: Figures
    concordance_interval: Interval | None
    kappa_interval: Interval | None
    macro_f1_interval: Interval | None
    classes: tuple[ClassFigures, ...]
    confusion: Mapping[str, Mapping[str, int]]
    only_first: tuple[Unit, ...]
    only_second: tuple[Unit, ...]
    issues: tuple[Issue, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The comparison as `fourfold reliability --json` prints it."""
        return {
            "compared": self.compared,
            "conversations": self.conversations,
            "concordance": self.figures.concordance,
            "concordance_interval": self.concordance_interval,
            "kappa": self.figures.kappa,
            "kappa_interval": self.kappa_interval,
            "macro_f1": self.figures.macro_f1,
            "macro_f1_interval": self.macro_f1_interval,
            "classes": {
                each.label: {
                    "precision": each.precision,
                    "recall": each.recall,
                    "f1": each.f1,
                    "support": each.support,
                    "found": each.found,
                }
                for each in self.classes
            },
            "confusion": {label: dict(row) for label, row in self.confusion.items()},
            "only_first": _units_json(self.only_first),
            "only_second": _units_json(self.only_second),
            "issues": [{"code": each.code, "message": each.message} for each in self.issues],
        }


def read_labels(
    lines: Iterable[bytes], *, field: str = "move", name: str = "the file"
) -> dict[Unit, str]:
    """The label of each unit, from lines `{"conversation_id", "turn", field}`.

    Lines without a label (a learner's turn) are left out. FourfoldError names the line that is
    broken, codes a unit a second time, or says that no line has the field.
    """
    found: dict[Unit, str] = {}
    for number, row in objects(lines, name=name):
        if (label := row.get(field)) in (None, ""):
            continue
        unit = tuple(str(name_of(row, key, number)) for key in ("conversation_id", "turn"))
        if unit in found:
            raise FourfoldError(
                f"Line {number} of {name} codes turn {quoted(unit[1])} of conversation "
                f"{quoted(unit[0])} a second time. Keep one."
            )
        found[unit[0], unit[1]] = str(label)
    if not found:
        raise FourfoldError(f"No line of {name} has a {quoted(field)}.")
    return found


def compare(
    first: Mapping[Unit, str],
    second: Mapping[Unit, str],
    *,
    field: str = "move",
    seed: int = 1,
    replicates: int = REPLICATES,
) -> Reliability:
    """Compare two codings; FourfoldError when they have no unit in common."""
    both = [unit for unit in first if unit in second]
    if not both:
        raise FourfoldError(
            "The two files share no turn. Both need the same conversation_id and turn."
        )
    pairs = Counter((first[unit], second[unit]) for unit in both)
    labels = _in_order({label for pair in pairs for label in pair}, field)
    talks = _counts(labels, [(unit[0], first[unit], second[unit]) for unit in both])
    whole = [sum(each) for each in zip(*talks, strict=True)]
    concordance, kappa, macro_f1 = _intervals(talks, seed, replicates)
    return Reliability(
        compared=len(both),
        conversations=len(talks),
        figures=_figures(whole),
        concordance_interval=concordance,
        kappa_interval=kappa,
        macro_f1_interval=macro_f1,
        classes=_classes(labels, whole),
        confusion={a: {b: pairs[a, b] for b in labels if pairs[a, b]} for a in labels},
        only_first=tuple(unit for unit in first if unit not in second),
        only_second=tuple(unit for unit in second if unit not in first),
        issues=_unknown_labels(labels, field),
    )


def _counts(labels: Sequence[str], rows: Sequence[tuple[str, str, str]]) -> list[list[int]]:
    """For each talk three counts a label: coded alike, by the first coder, by the second."""
    place = {label: number for number, label in enumerate(labels)}
    size = len(labels)
    talks: dict[str, list[int]] = {}
    for talk, one, other in rows:
        counts = talks.setdefault(talk, [0] * 3 * size)
        counts[size + place[one]] += 1
        counts[2 * size + place[other]] += 1
        counts[place[one]] += one == other
    return list(talks.values())


def _intervals(
    talks: Sequence[Sequence[int]], seed: int, replicates: int
) -> tuple[Interval | None, Interval | None, Interval | None]:
    """The intervals of concordance, kappa and macro-F1 over resampled talks."""
    if len(talks) < 2:
        return None, None, None
    drawn = [_figures(counts) for counts in _samples(talks, seed, replicates)]
    return (
        _interval([each.concordance for each in drawn]),
        _interval([each.kappa for each in drawn]),
        _interval([each.macro_f1 for each in drawn]),
    )


def _samples(talks: Sequence[Sequence[int]], seed: int, replicates: int) -> Iterator[Sequence[int]]:
    """The counts of as many talks, drawn with replacement, again and again."""
    # All counts of a talk stand in one whole number, 64 bits each, so that Python's own addition
    # sums them at once: a thousand samples of a thousand talks take a second.
    packed = [int.from_bytes(array("Q", each).tobytes(), sys.byteorder) for each in talks]
    draw = random.Random(seed)  # noqa: S311
    width = len(talks[0]) * array("Q").itemsize
    for _ in range(replicates):
        total = sum(draw.choices(packed, k=len(packed)))
        yield array("Q", total.to_bytes(width, sys.byteorder))


def _figures(counts: Sequence[int]) -> Figures:
    size = len(counts) // 3
    alike, first, second = counts[:size], counts[size : 2 * size], counts[2 * size :]
    turns = sum(first)
    concordance = sum(alike) / turns
    by_chance = sum(a * b for a, b in zip(first, second, strict=True)) / turns**2
    kappa = None if by_chance == 1 else (concordance - by_chance) / (1 - by_chance)
    scores = [2 * both / (a + b) for both, a, b in zip(alike, first, second, strict=True) if a + b]
    return Figures(concordance, kappa, sum(scores) / len(scores))


def _classes(labels: Sequence[str], counts: Sequence[int]) -> tuple[ClassFigures, ...]:
    size = len(labels)
    return tuple(
        _class(label, counts[at], counts[size + at], counts[2 * size + at])
        for at, label in enumerate(labels)
    )


def _class(label: str, alike: int, first: int, second: int) -> ClassFigures:
    precision = alike / second if second else 0.0
    recall = alike / first if first else 0.0
    return ClassFigures(label, precision, recall, 2 * alike / (first + second), first, second)


def _interval(drawn: Iterable[float | None]) -> Interval | None:
    known = sorted(each for each in drawn if each is not None)
    if not known:
        return None
    last = len(known) - 1
    return known[round(0.025 * last)], known[round(0.975 * last)]


def _in_order(labels: set[str], field: str) -> tuple[str, ...]:
    known = _LABELS.get(field, ())
    return tuple([each for each in known if each in labels] + sorted(labels.difference(known)))


def _unknown_labels(labels: Sequence[str], field: str) -> tuple[Issue, ...]:
    known = _LABELS.get(field)
    return tuple(
        Issue("unknown_label", f"{quoted(label)} is no {field} of the codebook.", label, "warning")
        for label in labels
        if known and label not in known
    )


def _units_json(units: Sequence[Unit]) -> list[dict[str, str]]:
    return [{"conversation_id": talk, "turn": turn} for talk, turn in units]
