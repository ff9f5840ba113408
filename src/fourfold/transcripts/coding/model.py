"""The trained part of the move coder: log-linear models read from `data/moves_model.json.gz`.

`bench/learn_moves.py` makes the file; docs/model-card.md says from what. It is compressed JSON with
whole numbers for weights, so that it holds nothing that could run.
"""

import gzip
import json
import math
from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from fourfold.transcripts.coding.features import Features

_FILE = "moves_model.json.gz"


@dataclass(frozen=True, slots=True)
class LogLinear:
    """Weights of features for `labels`.

    The row of feature number i is `weights[i * n : (i + 1) * n]` in units of `unit`, n being how
    many labels there are; `scales` weighs the groups of features against each other.
    """

    labels: tuple[str, ...]
    numbers: Mapping[str, int]
    weights: memoryview
    unit: float
    start: tuple[float, ...]
    scales: tuple[float, ...]

    def sums(self, groups: Features) -> list[float]:
        """One sum for each label: more means likelier."""
        width = len(self.labels)
        sums = list(self.start)
        for group, scale in zip(groups, self.scales, strict=True):
            known = [self.numbers[each] for each in group if each in self.numbers]
            if not known:
                continue
            rows = [self.weights[i * width : (i + 1) * width].tolist() for i in known]
            factor = self.unit * scale / math.sqrt(len(group))
            for label, column in enumerate(zip(*rows, strict=True)):
                sums[label] += factor * sum(column)
        return sums

    def row(self, feature: str) -> list[float] | None:
        """The weights of one feature, None when it is unknown."""
        number = self.numbers.get(feature)
        if number is None:
            return None
        width = len(self.labels)
        return [self.unit * each for each in self.weights[number * width : (number + 1) * width]]


@dataclass(frozen=True, slots=True)
class Trained:
    """The models by name, and the other numbers of the file."""

    models: Mapping[str, LogLinear]
    numbers: Mapping[str, Any]


def parts(sums: Sequence[float]) -> list[float]:
    """Sums as parts of 1 (softmax)."""
    highest = max(sums)
    powers = [math.exp(each - highest) for each in sums]
    whole = sum(powers)
    return [each / whole for each in powers]


@cache
def trained() -> Trained:
    """What the product ships."""
    content = files("fourfold").joinpath(f"data/{_FILE}").read_bytes()
    return read_trained(json.loads(gzip.decompress(content)))


def read_trained(data: Mapping[str, Any]) -> Trained:
    """Make the parsed weights file ready."""
    return Trained(
        models={name: read_log_linear(each) for name, each in data["models"].items()},
        numbers=data["numbers"],
    )


def read_log_linear(data: Mapping[str, Any]) -> LogLinear:
    """Make one parsed model ready."""
    names = data["names"].split("\n")
    return LogLinear(
        labels=tuple(data["labels"]),
        numbers=dict(zip(names, range(len(names)), strict=True)),
        weights=memoryview(b64decode(data["weights"])).cast("b"),
        unit=data["unit"],
        start=tuple(data["start"]),
        scales=tuple(data["scales"]),
    )
