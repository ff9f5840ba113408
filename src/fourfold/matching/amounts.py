"""Numbers as people write them, read without rounding where they fit."""

import re
from array import array
from collections.abc import Iterable
from decimal import Decimal

import numpy as np

from fourfold.matching.problem import Ints

# More decimals are rounded, and said so.
MOST_DECIMALS = 6
# In units; below it the sum over a million needs is still a 64-bit number.
LARGEST_UNITS = 10**12
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?", re.ASCII)


def amount(text: str) -> Decimal | None:
    """The number in `text`; None for anything else, NaN and infinity among it."""
    return Decimal(text) if len(text) <= 40 and _NUMBER.fullmatch(text) else None


def whole(text: str, *, least: int = 0) -> int | None:
    """The whole number in `text` when it is `least` or more; else None."""
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        return None
    return int(text) if int(text) >= least else None


class Amounts:
    """Amounts of one kind, brought to one scale once all of them are known."""

    def __init__(self) -> None:
        # Each number is mantissa / 10**places.
        self._mantissas, self._places = array("q"), array("b")
        self.decimals = 0
        self.rounded = 0

    def add(self, text: str) -> bool:
        """Take one more; False when it is no number, or too large."""
        if text.isascii() and text.isdigit() and len(text) <= 12:
            self._keep(int(text), 0)
            return True
        number = amount(text)
        if number is None or abs(number) > LARGEST_UNITS:
            return False
        rounded = round(number, MOST_DECIMALS).normalize()
        self.rounded += rounded != number
        places = max(0, -_exponent(rounded))
        self._keep(int(rounded.scaleb(places)), places)
        return True

    def units(self, scale: int) -> Ints:
        """All of them in units of 1/scale."""
        places = np.frombuffer(self._places, np.int8).astype(np.int64)
        units: Ints = np.frombuffer(self._mantissas, np.int64) * (scale // 10**places)
        return units

    @property
    def largest(self) -> float:
        """About the largest of them without its sign; 0 when there is none."""
        if not self._mantissas:
            return 0.0
        mantissas = np.frombuffer(self._mantissas, np.int64)
        return float((np.abs(mantissas) / 10.0 ** np.frombuffer(self._places, np.int8)).max())

    def _keep(self, mantissa: int, places: int) -> None:
        self._mantissas.append(mantissa)
        self._places.append(places)
        self.decimals = max(self.decimals, places)


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def scale_of(kinds: Iterable[Amounts]) -> int:
    """How many units make 1, so that every amount of every kind is whole."""
    scale: int = 10 ** max((kind.decimals for kind in kinds), default=0)
    return scale
