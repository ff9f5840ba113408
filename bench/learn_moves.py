"""Learns `data/moves_model.json.gz`: `python -m bench.learn_moves --public DIR`.

DIR holds AnnoMI and the advice sentences as docs/model-card.md describes them; our own dialogues
are in `bench/data/moves_training`. Needs numpy and scipy, which the product does not. Everything
random is fixed by seeds, so the same data give the same file.

Seven models are learned. "moves" tells the fifteen moves apart, "talk" the four coarse classes;
each has a second head, "bare", for talk that lost its marks. "topic" tells health counseling from
guidance, "ends" and "asks" put lost marks back.
"""

import argparse
import gzip
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar

from bench import moves_data
from bench.moves_data import Labelled
from bench.moves_fit import Fitted, fit, softmax
from bench.moves_marks import learn_asks, learn_ends
from fourfold.transcripts.coding.features import GROUPS, Features, features
from fourfold.transcripts.coding.judging import COARSE, FEWEST_STEMS, topic_features
from fourfold.transcripts.coding.model import read_log_linear
from fourfold.transcripts.coding.unmarked import Marks
from fourfold.transcripts.moves import Move

TARGET = Path(__file__).parent.parent / "src/fourfold/data/moves_model.json.gz"
MOVES = tuple(move.value for move in Move)
TOPICS = ("guidance", "counseling")
FOLDS = 5
HEADS = ("", " bare")
UNSURE_BELOW = 0.5
# Chosen on conversations and authors kept out, never on sealed ones.
MOVES_SCALES, MOVES_SHRINK, MOVES_BALANCE = (1.5, 0.7, 1.0, 1.0, 1.0), 0.07, 0.7
TALK_SCALES, TALK_SHRINK, TALK_COPIES, TALK_DROP = (1.0,) * 5, 0.03, 8, 0.6
# What sounds like guidance, or like nothing in particular, is to be taken for guidance.
GUIDANCE_COUNTS = 8.0
# How much a unit counts as it is, without cues, and without what stands around it.
MOVES_COPIES = (0.4, 0.4, 0.2)
NO_CUES = frozenset(["C none"])
NOTHING_AROUND = frozenset(["b none", "a none"])


@dataclass(frozen=True)
class Lessons:
    """Labelled turns with the features of each head."""

    own: dict[str, list[Labelled]]
    annomi: dict[str, list[Labelled]]


def main() -> None:
    """Learn everything and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--public", type=Path, required=True, metavar="DIR")
    parser.add_argument("--quick", action="store_true", help="leave the sharpness as it is")
    asked = parser.parse_args()
    talks = list(moves_data.annomi_talks(asked.public))
    marks = marks_models(asked.public, talks)
    given = lessons(asked.public, ready(marks))
    models = {**marks, **talk_models(given), **moves_models(given), "topic": topic_model(given)}
    sharpness = _known_sharpness() if asked.quick else learn_sharpness(given)
    write({name: model.as_json() for name, model in models.items()}, sharpness)
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes, sharpness {sharpness}")


def write(models: dict[str, Any], sharpness: dict[str, float]) -> None:
    """Write the weights file; the same values give the same bytes."""
    numbers = {"sharpness": sharpness, "unsure_below": UNSURE_BELOW}
    content = json.dumps({"models": models, "numbers": numbers}, sort_keys=True).encode()
    TARGET.write_bytes(gzip.compress(content, 9, mtime=0))


def marks_models(public: Path, talks: Sequence[str]) -> dict[str, Fitted]:
    """The models that put lost marks back, from these AnnoMI talks and from other texts."""
    texts = moves_data.marked_texts(public, talks)
    order = np.random.default_rng(7).permutation(len(texts))
    shuffled = [texts[place] for place in order]
    return {"ends": learn_ends(shuffled), "asks": learn_asks(shuffled)}


def ready(marks: dict[str, Fitted]) -> Marks:
    """The marks models as the product has them."""
    return Marks(read_log_linear(marks["ends"].as_json()), read_log_linear(marks["asks"].as_json()))


def lessons(public: Path, marks: Marks) -> Lessons:
    """All labelled turns: as they are, and without marks, these put back by the models."""
    bare = moves_data.without_marks
    return Lessons(
        own={"": moves_data.own(), " bare": moves_data.own(bare, marks)},
        annomi={
            "": moves_data.annomi(public),
            " bare": moves_data.annomi(public, bare, marks),
        },
    )


def only(given: Lessons, keep: Callable[[Labelled], bool]) -> Lessons:
    """The lessons whose turns pass."""
    return Lessons(
        {head: [row for row in rows if keep(row)] for head, rows in given.own.items()},
        {head: [row for row in rows if keep(row)] for head, rows in given.annomi.items()},
    )


def heads(given: Mapping[str, Sequence[Labelled]], head: str) -> list[Labelled]:
    """What a head learns from; the bare one also learns from talk with its marks."""
    return [*given[""], *(given[head] if head else ())]


def talk_models(given: Lessons) -> dict[str, Fitted]:
    """The two heads of "talk"."""
    return {f"talk{head}": talk_model(heads(given.annomi, head)) for head in HEADS}


def talk_model(rows: Sequence[Labelled]) -> Fitted:
    """Four coarse classes. Features are left out at random, so that none is relied on too much."""
    targets = np.eye(len(COARSE))[[COARSE.index(row.coarse) for row in rows]]
    importance = _balance(targets, 1.0)
    seen = [features(row.turn.whole) for row in rows]
    random = np.random.default_rng(11)
    copies = [_thinned(each, random) for _ in range(TALK_COPIES) for each in seen]
    return fit(
        copies,
        np.tile(targets, (TALK_COPIES, 1)),
        np.tile(importance / TALK_COPIES, TALK_COPIES),
        COARSE,
        scales=TALK_SCALES,
        shrink=TALK_SHRINK,
    )


def moves_models(given: Lessons) -> dict[str, Fitted]:
    """The two heads of "moves"."""
    return {f"moves{head}": moves_model(heads(given.own, head)) for head in HEADS}


def moves_model(rows: Sequence[Labelled]) -> Fitted:
    """Fifteen moves, of turns and of sentences.

    Each is learned as it is, without its cues, since those fit the open dialogues better than
    others, and without what stands around it.
    """
    seen, moves = units_and_moves(rows)
    targets = np.eye(len(MOVES))[[MOVES.index(move) for move in moves]]
    importance = _balance(targets, MOVES_BALANCE)
    around = GROUPS.index("around")
    copies = [
        *seen,
        *((*each[:-1], NO_CUES) for each in seen),
        *((*each[:around], NOTHING_AROUND, *each[around + 1 :]) for each in seen),
    ]
    return fit(
        copies,
        np.tile(targets, (len(MOVES_COPIES), 1)),
        np.concatenate([share * importance for share in MOVES_COPIES]),
        MOVES,
        scales=MOVES_SCALES,
        shrink=MOVES_SHRINK,
    )


def units_and_moves(rows: Iterable[Labelled]) -> tuple[list[Features], list[str]]:
    """Every turn and every sentence of a longer turn, with its move."""
    seen: list[Features] = []
    moves: list[str] = []
    for row in rows:
        seen.append(features(row.turn.whole))
        moves.append(row.move)
        if len(row.turn.sentences) > 1:
            seen += (features(unit) for unit in row.turn.sentences)
            moves += row.sentence_moves
    return seen, moves


def topic_model(given: Lessons) -> Fitted:
    """Health counseling or guidance, from stretches of talk of several lengths."""
    seen: list[Features] = []
    topics: list[int] = []
    for topic, rows in enumerate((given.own[""], given.annomi[""])):
        for units in by_talk(rows).values():
            for length in (4, 12, 400):
                for start in range(0, len(units), length):
                    part = [row.turn.whole for row in units[start : start + length]]
                    if len(topic_features(part)[0]) >= FEWEST_STEMS:
                        seen.append(topic_features(part))
                        topics.append(topic)
    targets = np.eye(2)[topics]
    importance = np.where(np.array(topics) == 0, GUIDANCE_COUNTS, 1.0)
    return fit(seen, targets, importance, TOPICS, scales=(1.0,), shrink=0.2, at_least=4)


def by_talk(rows: Iterable[Labelled]) -> dict[str, list[Labelled]]:
    """Whole turns by conversation."""
    found: dict[str, list[Labelled]] = {}
    for row in rows:
        if row.kind == "turn":
            found.setdefault(row.talk, []).append(row)
    return found


def folds(talks: Sequence[str]) -> dict[str, int]:
    """Which fold each conversation is in; folds have about the same number of turns."""
    sizes: dict[str, int] = {}
    for talk in talks:
        sizes[talk] = sizes.get(talk, 0) + 1
    order = np.random.default_rng(3).permutation(sorted(sizes))
    filled = [0] * FOLDS
    found: dict[str, int] = {}
    for talk in sorted(order, key=lambda talk: -sizes[talk]):
        found[str(talk)] = min(range(FOLDS), key=lambda fold: filled[fold])
        filled[found[str(talk)]] += sizes[talk]
    return found


def learn_sharpness(given: Lessons) -> dict[str, float]:
    """By how much each head's sums are to be scaled so that its parts are true on unseen talk."""
    fold = folds([row.talk for row in given.annomi[""]])
    authors = sorted({row.author for row in given.own[""] if row.kind == "turn"})
    found: dict[str, float] = {}
    for head in HEADS:
        pairs = [_kept_out_talk(given, head, fold, number) for number in range(FOLDS)]
        found["talk" + head] = _sharpness(pairs)
        pairs = [_kept_out_moves(given, head, author) for author in authors]
        found["moves" + head] = _sharpness(pairs)
    return found


def _kept_out_talk(
    given: Lessons, head: str, fold: Mapping[str, int], number: int
) -> tuple[np.ndarray, list[int]]:
    rest = only(given, lambda row: fold.get(row.talk) != number)
    asked = [row for row in given.annomi[head] if fold[row.talk] == number]
    right = [COARSE.index(row.coarse) for row in asked]
    return talk_model(heads(rest.annomi, head)).sums(_wholes(asked)), right


def _kept_out_moves(given: Lessons, head: str, author: str) -> tuple[np.ndarray, list[int]]:
    rest = only(given, lambda row: row.author != author)
    asked = [row for row in given.own[head] if row.author == author and row.kind == "turn"]
    right = [MOVES.index(row.move) for row in asked]
    return moves_model(heads(rest.own, head)).sums(_wholes(asked)), right


def _wholes(rows: Iterable[Labelled]) -> list[Features]:
    return [features(row.turn.whole) for row in rows]


def _sharpness(pairs: Sequence[tuple[np.ndarray, list[int]]]) -> float:
    sums = np.vstack([each for each, _ in pairs])
    right = [label for _, labels in pairs for label in labels]
    lines = np.arange(len(right))

    def loss(sharpness: float) -> float:
        return float(-np.log(softmax(sharpness * sums)[lines, right] + 1e-12).mean())

    return round(float(minimize_scalar(loss, bounds=(0.2, 3), method="bounded").x), 3)


def _known_sharpness() -> dict[str, float]:
    return dict(json.loads(gzip.decompress(TARGET.read_bytes()))["numbers"]["sharpness"])


def _balance(targets: np.ndarray, power: float) -> np.ndarray:
    """Rare labels count more; power 1 makes all labels count the same in all."""
    counts = np.maximum(targets.sum(0), 1)
    return ((len(targets) / (targets.shape[1] * counts)) ** power)[targets.argmax(1)]


def _thinned(groups: Features, random: np.random.Generator) -> Features:
    thinned = []
    for group in groups:
        names = sorted(group)
        kept = random.random(len(names)) > TALK_DROP
        thinned.append(frozenset(name for name, keep in zip(names, kept, strict=True) if keep))
    return tuple(thinned)


if __name__ == "__main__":
    assert len(GROUPS) == len(TALK_SCALES)
    main()
