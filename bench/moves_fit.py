"""Fitting the log-linear models of the move coder, and writing them down as whole numbers."""

import base64
import collections
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from fourfold.transcripts.coding.features import Features

# Few steps pack well, and finer ones changed no figure.
LARGEST = 31
LEAST = 0.1


@dataclass(frozen=True)
class Fitted:
    """Weights (features by labels, the last row is where each label starts)."""

    names: tuple[str, ...]
    labels: tuple[str, ...]
    scales: tuple[float, ...]
    weights: np.ndarray

    def parts(self, rows: Sequence[Features]) -> np.ndarray:
        """Parts of 1 for each label, a line a row."""
        return softmax(self.sums(rows))

    def sums(self, rows: Sequence[Features]) -> np.ndarray:
        """One sum for each label, a line a row."""
        numbers = {name: number for number, name in enumerate(self.names)}
        return matrix(rows, numbers, self.scales) @ self.weights[:-1] + self.weights[-1]

    def as_json(self) -> dict[str, Any]:
        """The model with weights as whole numbers; rows that hardly matter are left out."""
        body = self.weights[:-1]
        kept = np.abs(body).max(1) > LEAST
        unit = float(np.quantile(np.abs(body[kept]).max(1), 0.999)) / LARGEST
        whole = np.clip(np.round(body[kept] / unit), -LARGEST, LARGEST).astype(np.int8)
        return {
            "labels": list(self.labels),
            "scales": list(self.scales),
            "unit": round(unit, 8),
            "start": [round(float(each), 4) for each in self.weights[-1]],
            "names": "\n".join(name for name, keep in zip(self.names, kept, strict=True) if keep),
            "weights": base64.b64encode(whole.tobytes()).decode(),
        }


def fit(
    rows: Sequence[Features],
    targets: np.ndarray,
    importance: np.ndarray,
    labels: Sequence[str],
    *,
    scales: Sequence[float],
    shrink: float,
    at_least: int = 2,
    rounds: int = 120,
) -> Fitted:
    """Fit by maximum likelihood with weights shrunk towards 0.

    `targets` has a line a row: parts of 1 for what is known, or 1 for every label that is possible
    where only a class of labels is known.
    """
    names = known(rows, at_least)
    numbers = {name: number for number, name in enumerate(names)}
    values = matrix(rows, numbers, scales)
    turned = values.T.tocsr()
    width = len(labels)

    def slope(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(-1, width)
        guess = softmax(values @ weights[:-1] + weights[-1])
        meant = guess * targets
        whole = meant.sum(1, keepdims=True)
        soft = (targets < 1) & (targets > 0)
        sharp = ~soft.any(1)
        meant = np.where(sharp[:, None], meant / whole, targets)
        loss = np.where(sharp, -np.log(whole[:, 0]), -(targets * np.log(guess + 1e-12)).sum(1))
        error = (guess - meant) * importance[:, None]
        down = np.empty_like(weights)
        down[:-1] = turned @ error + shrink * weights[:-1]
        down[-1] = error.sum(0) + 1e-3 * weights[-1]
        cost = importance @ loss + shrink / 2 * (weights[:-1] ** 2).sum()
        return cost + 5e-4 * (weights[-1] ** 2).sum(), down.ravel()

    start = np.zeros((len(names) + 1) * width)
    options = {"maxiter": rounds, "maxcor": 8}
    found = minimize(slope, start, jac=True, method="L-BFGS-B", options=options)
    return Fitted(names, tuple(labels), tuple(scales), found.x.reshape(-1, width))


def known(rows: Iterable[Features], at_least: int) -> tuple[str, ...]:
    """The features that occur in so many rows, in order."""
    counts = collections.Counter(name for row in rows for group in row for name in group)
    return tuple(sorted(name for name, count in counts.items() if count >= at_least))


def matrix(rows: Sequence[Features], numbers: dict, scales: Sequence[float]) -> sparse.csr_matrix:
    """Rows by known features; each group of a row has length 1 times its scale at most."""
    places: list[int] = []
    values: list[float] = []
    ends = [0]
    for row in rows:
        for group, scale in zip(row, scales, strict=True):
            here = sorted(numbers[name] for name in group if name in numbers)
            places += here
            values += [scale / math.sqrt(len(group))] * len(here) if group else []
        ends.append(len(places))
    return sparse.csr_matrix((values, places, ends), shape=(len(rows), len(numbers)))


def softmax(sums: np.ndarray) -> np.ndarray:
    """Lines of sums as lines of parts of 1."""
    powers = np.exp(sums - sums.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)
