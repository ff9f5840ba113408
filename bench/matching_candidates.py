"""Measures candidates, and a residency from profiles to reasons. `./run bench matching` runs it.

Candidates are found with all hard rules, 100,000 needs among 25,000 guides, beside the bare product
of the same vectors. Each measurement has a process of its own, so that its memory is its own. Exits
with 1 when a limit is missed.
"""

import json
import os
import pickle
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from bench.figures import print_figure, provenance
from bench.matching_people import people, vectors
from fourfold.matching.candidates.finding import candidates, search_of
from fourfold.matching.candidates.ground import PairHashes
from fourfold.matching.candidates.similarity import VectorLikeness, likeness_of_vectors
from fourfold.matching.fit.block import Block
from fourfold.matching.fit.eligibility import allowed
from fourfold.matching.fit.features import features_of
from fourfold.matching.fit.people import Profiles
from fourfold.matching.fit.scoring import scores, weights_of
from fourfold.matching.proposing import propose
from fourfold.matching.solve import solve
from fourfold.matching.terms import Terms

NEEDS, GUIDES, WIDTH, K = 100_000, 25_000, 384, 50
CHECKED_NEEDS, CHECKED_GUIDES = 1_500, 600
RESIDENTS, FACULTY, ROUNDS = 200, 50, 5
LIMIT_SECONDS, LIMIT_PRODUCTS, LIMIT_MB, LIMIT_RESIDENCY = 30, 5, 1_000, 1
WORDS = ("grants", "ultrasound", "teaching", "research", "boards", "clinic", "writing", "ethics")
Figures = dict[str, float]


def measure() -> int:
    """Print every figure beside its limit; how many limits are missed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "search"
        made = _in_child("made", path)
        bare, found = _in_child("bare_product", path), _in_child("large", path)
        bare = min(bare["s"], _in_child("bare_product", path)["s"])
    print(
        f"      {made['M pairs']:,.0f} of {NEEDS * GUIDES / 1e6:,.0f} M pairs in"
        f" {made['buckets']:.0f} buckets, {found['pairs']:,.0f} candidates;"
        f" {found['processor s']:.1f} s of processor; bare product {bare:.1f} s,"
        f" profiles to arrays {made['features s']:.1f} s"
    )
    size = f"{NEEDS:,} x {GUIDES:,}"
    missed = print_figure(f"candidates, {size}: s", round(found["s"], 1), at_most=LIMIT_SECONDS)
    missed += print_figure(
        "candidates beside the bare product: times",
        round(found["s"] / bare, 2),
        at_most=LIMIT_PRODUCTS,
    )
    missed += print_figure("candidates: peak MB", round(found["MB"]), at_most=LIMIT_MB)
    missed += print_figure("candidates: recall, 1 is all", recall(), at_least=1)
    missed += print_figure(
        f"residency {RESIDENTS} x {FACULTY}, profiles to reasons: s",
        round(residency(), 2),
        at_most=LIMIT_RESIDENCY,
    )
    return missed


def recall() -> float:
    """Which part of the best K, found by sorting every pair, are among the candidates."""
    profiles, weights = people(CHECKED_NEEDS, CHECKED_GUIDES, seed=1), weights_of()
    features, likeness = features_of(profiles), likeness_of_vectors(*vectors(profiles))
    block = Block(features, np.arange(features.needs), np.arange(features.guides))
    score = scores(block, weights, likeness.block(block.needs, block.guides))
    need, guide = np.nonzero(allowed(block))
    found = candidates(features, weights, likeness, K)
    order = np.lexsort((PairHashes(features, 0)(need, guide), -score[need, guide], need))
    place = np.arange(len(need)) - np.searchsorted(need, need)
    best = (need * features.guides + guide)[order][place < K]
    return float(np.isin(best, found.need * features.guides + found.guide).mean())


def residency() -> float:
    """Seconds from profiles to a solved matching with the reasons of every candidate; a median."""
    profiles = _with_words(people(RESIDENTS, FACULTY))
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        proposed = propose(profiles, Terms(unmatched_penalty=5_000))
        solve(proposed.problem)
        for need in range(proposed.problem.needs):
            proposed.reasons_of_candidates(need)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def made(path: Path) -> Figures:
    """Make everybody, and write the search down for the others."""
    profiles = people(NEEDS, GUIDES)
    likeness = likeness_of_vectors(*vectors(profiles, WIDTH))
    start = time.perf_counter()
    features = features_of(profiles)
    seconds = time.perf_counter() - start
    path.write_bytes(pickle.dumps((features, likeness)))
    buckets = search_of(features, weights_of(), likeness, K).buckets
    looked_at = sum(len(each.needs) * len(each.guides) for each in buckets)
    return {"features s": seconds, "buckets": len(buckets), "M pairs": looked_at / 1e6}


def bare_product(path: Path) -> Figures:
    """The product of all vectors in blocks, nothing kept, with the threads that numpy takes."""
    likeness: VectorLikeness = pickle.loads(path.read_bytes())[1]  # noqa: S301
    needs, guides = (each.astype(np.float32) for each in (likeness.of_needs, likeness.of_guides.T))
    guides = np.ascontiguousarray(guides)
    start = time.perf_counter()
    for block in range(0, NEEDS, 1024):
        needs[block : block + 1024] @ guides
    return {"s": time.perf_counter() - start}


def large(path: Path) -> Figures:
    """All candidates, from features and vectors."""
    features, likeness = pickle.loads(path.read_bytes())  # noqa: S301
    start, of_processor = time.perf_counter(), time.process_time()
    found = candidates(features, weights_of(), likeness, K)
    return {
        "s": time.perf_counter() - start,
        "processor s": time.process_time() - of_processor,
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "pairs": len(found),
    }


def _with_words(profiles: Profiles) -> Profiles:
    learners, guides = (
        [
            " ".join(WORDS[(number * step + place) % len(WORDS)] for place in range(0, 24, 5))
            for number, _ in enumerate(side)
        ]
        for step, side in ((3, profiles.learners), (7, profiles.guides))
    )
    return replace(
        profiles,
        learners=tuple(
            replace(each, needs=tuple(replace(need, words=words) for need in each.needs))
            for each, words in zip(profiles.learners, learners, strict=True)
        ),
        guides=tuple(
            replace(each, words=words) for each, words in zip(profiles.guides, guides, strict=True)
        ),
    )


PARTS = {each.__name__: each for each in (made, bare_product, large)}


def _in_child(name: str, path: Path) -> Figures:
    command = [sys.executable, "-m", "bench.matching_candidates", name, str(path)]
    # Two threads with products of two threads each would wait for one another.
    single = {"OPENBLAS_NUM_THREADS": "1"} if name == "large" else {}
    answer = subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, check=True, env={**os.environ, **single}
    )
    figures: Figures = json.loads(answer.stdout)
    return figures


def main(arguments: list[str]) -> int:
    """Measure everything, or one part as JSON."""
    if len(arguments) == 2:
        name, path = arguments
        print(json.dumps(PARTS[name](Path(path))))
        return 0
    print(provenance())
    return min(measure(), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
