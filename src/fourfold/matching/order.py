"""A seeded order among equals that depends on ids alone: never on rows, threads or the machine."""

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from fourfold.matching.problem import Problem

_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def pair_order(problem: Problem, seed: int = 0) -> NDArray[np.uint64]:
    """One number a pair, by which ties are broken: the smaller comes first."""
    of_needs = hashed(("\0".join(problem.need_of(n)) for n in range(problem.needs)), seed)
    of_guides = hashed(problem.guide_ids, seed)
    return mixed(of_needs[problem.pair_need] ^ mixed(of_guides[problem.pair_guide]))


def hashed(names: Iterable[str], seed: int) -> NDArray[np.uint64]:
    salt = str(seed).encode()
    digests = (blake2b(name.encode(), digest_size=8, key=salt).digest() for name in names)
    return np.frombuffer(b"".join(digests), "<u8").astype(np.uint64)


def mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread neighbours apart (the finalizer of splitmix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _MIX_1
    numbers = (numbers ^ (numbers >> np.uint64(27))) * _MIX_2
    mixed: NDArray[np.uint64] = numbers ^ (numbers >> np.uint64(31))
    return mixed
