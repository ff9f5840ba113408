"""Measures the screen for patient identifiers: recall, precision, false alarms and speed.

Exits with 1 when a figure of a sealed set misses its limit (B-10). The open sets were looked at
while the rules were written; the sealed ones are read for their figures alone, with other sentences
and mostly other names, and their misses are never printed. `--misses` shows those of the open ones.
"""

import json
import sys
import time
from collections.abc import Collection, Sequence
from pathlib import Path

from bench.figures import print_figure, provenance
from bench.screening_set import HALVES, SECOND, Labelled, half, second, without_marks
from fourfold.confidentiality.screening import Identifier, Kind, screen
from fourfold.confidentiality.screening.facts import known_names

DATA = Path(__file__).parent / "data"
PATTERNED = (Kind.RECORD_NUMBER, Kind.PHONE, Kind.MAIL, Kind.SSN, Kind.DATE, Kind.URL, Kind.IP)
PATTERNED_RECALL = 0.99
NAME_RECALL = 0.90
OTHER_RECALL = 0.90
GROUPS = (
    ("patterned kinds", PATTERNED, PATTERNED_RECALL),
    ("names", (Kind.NAME,), NAME_RECALL),
    ("other kinds", tuple(set(Kind) - {*PATTERNED, Kind.NAME}), OTHER_RECALL),
)
FALSE_ALARMS = 0.03
UNLISTED = 1 / 3
IDENTIFIERS = 2_000
SECONDS = 0.3
WORDS = 10_000


def main() -> int:
    """Print every figure beside its limit; 0 when all are met."""
    print(provenance())
    missed = 0
    halves = {name: half(name) for name in HALVES}
    count = sum(len(each.identifiers) for found in halves.values() for each in found)
    missed += print_figure("labelled identifiers", count, at_least=IDENTIFIERS)
    for name, found in halves.items():
        missed += _quality(name, found)
    seconds = {name: second(name) for name in SECOND}
    for name, found in seconds.items():
        missed += _second(name, found)
    missed += _vignettes()
    missed += _speed(halves["open"])
    if "--misses" in sys.argv:
        _show_misses([*halves["open"], *seconds["open_2"]])
    return 1 if missed else 0


def _quality(name: str, found: Sequence[Labelled]) -> int:
    """Print the figures of one half. Returns how many of its limits are missed, if it is sealed."""
    pairs = [(each, screen(each.text)) for each in found if each.origin != "clean"]
    print(f"\n{name} half: {len(pairs):,} texts with identifiers")
    missed = 0
    for kind in Kind:
        labels = [
            (each.text, label, marked)
            for each, marked in pairs
            for label in each.identifiers
            if label.kind is kind
        ]
        recall = sum(_is_found(*each) for each in labels) / len(labels)
        limit = (
            PATTERNED_RECALL
            if kind in PATTERNED
            else NAME_RECALL
            if kind is Kind.NAME
            else OTHER_RECALL
        )
        below = print_figure(
            f"{name} {kind}: recall of {len(labels)}", round(recall, 4), at_least=limit
        )
        print(f"      precision {_precision((kind,), pairs):.3f}")
        missed += below
    missed += _names(name, pairs)
    clean = [each.text for each in found if each.origin == "clean"]
    missed += _flagged(f"{name}: clean sentences flagged", clean)
    missed += _flagged(f"{name}: the same, spoken", [without_marks(each) for each in clean])
    return missed if name == "sealed" else 0


def _second(name: str, found: Sequence[Labelled]) -> int:
    """Print the figures of a second set. Returns how many limits it misses, if it is sealed."""
    pairs = [(each, screen(each.text)) for each in found]
    print(f"\n{name}: {len(pairs):,} texts by another author")
    missed = sum(_group(f"{name} {title}", pairs, *rest) for title, *rest in GROUPS)
    for kind in Kind:
        right = _covered(pairs, (kind,))
        if right:
            print(f"      {kind}: {sum(right)} of {len(right)}")
    print(f"      precision {_precision(tuple(Kind), pairs):.3f}")
    missed += _flagged(
        f"{name}: clean lines flagged", [each.text for each in found if not each.identifiers]
    )
    return missed if name.startswith("sealed") else 0


def _group(
    name: str,
    pairs: Sequence[tuple[Labelled, Collection[Identifier]]],
    kinds: Collection[Kind],
    limit: float,
) -> int:
    right = _covered(pairs, kinds)
    recall = round(sum(right) / len(right), 4)
    return print_figure(f"{name}: recall of {len(right)}", recall, at_least=limit)


def _covered(
    pairs: Sequence[tuple[Labelled, Collection[Identifier]]], kinds: Collection[Kind]
) -> list[bool]:
    """Of each label of these kinds, whether every letter and digit of it is marked."""
    return [
        _is_marked(each.text, label, marked)
        for each, marked in pairs
        for label in each.identifiers
        if label.kind in kinds
    ]


def _names(name: str, pairs: Sequence[tuple[Labelled, Collection[Identifier]]]) -> int:
    """How names fare that are in no list, and those of written sentences."""
    labels = [
        (each, label, marked)
        for each, marked in pairs
        for label in each.identifiers
        if label.kind is Kind.NAME
    ]
    unlisted = [_is_unlisted(each.text[label.start : label.end]) for each, label, _ in labels]
    recall = [_is_found(each.text, label, marked) for each, label, marked in labels]
    written = [
        ok for ok, (each, _, _) in zip(recall, labels, strict=True) if each.origin == "written"
    ]
    outside = [ok for ok, new in zip(recall, unlisted, strict=True) if new]
    print(f"      names in written sentences: {sum(written) / len(written):.3f} of {len(written)}")
    print(f"      names that no list has: {sum(outside) / len(outside):.3f} of {len(outside)}")
    share = round(sum(unlisted) / len(unlisted), 3)
    return print_figure(
        f"{name}: share of names that no list has", share, at_least=round(UNLISTED, 3)
    )


def _is_unlisted(said: str) -> bool:
    parts = said.lower().replace("'", "").replace("-", " ").replace(",", " ").split()
    return not known_names().issuperset(parts)


def _is_found(text: str, label: Identifier, marked: Collection[Identifier]) -> bool:
    """Whether every letter and digit of a label is marked, at least in part as its kind."""
    same = any(each.kind is label.kind and _overlap(label, each) for each in marked)
    return same and _is_marked(text, label, marked)


def _is_marked(text: str, label: Identifier, marked: Collection[Identifier]) -> bool:
    """Whether every letter and digit of a label is marked, as any kind."""
    covered = {at for each in marked for at in range(each.start, each.end)}
    wanted = (at for at in range(label.start, label.end) if text[at].isalnum())
    return covered.issuperset(wanted)


def _overlap(one: Identifier, other: Identifier) -> bool:
    return one.start < other.end and other.start < one.end


def _precision(
    kinds: Collection[Kind], pairs: Sequence[tuple[Labelled, Collection[Identifier]]]
) -> float:
    """The part of what was marked as these kinds that a label of any kind covers."""
    right = [
        any(_overlap(each, label) for label in labelled.identifiers)
        for labelled, marked in pairs
        for each in marked
        if each.kind in kinds
    ]
    return sum(right) / len(right) if right else 0.0


def _vignettes() -> int:
    """False alarms in learners' words that others wrote, for another purpose."""
    rows = [
        json.loads(row)["text"]
        for path in sorted(DATA.glob("vignettes_*.jsonl"))
        for row in path.open(encoding="utf-8")
    ]
    texts = [text for text in rows if text.strip()]
    missed = _flagged("learners' vignettes flagged", texts)
    return missed + _flagged("the same, spoken", [without_marks(each) for each in texts])


def _flagged(name: str, texts: Sequence[str]) -> int:
    share = sum(bool(screen(text)) for text in texts) / len(texts)
    return print_figure(f"{name}, of {len(texts)}", round(share, 4), at_most=FALSE_ALARMS)


def _speed(found: Sequence[Labelled]) -> int:
    # The lists are read once a process; that is not what is measured here.
    screen("warm")
    clean = [each.text for each in found if each.origin != "template"]
    words = " \n".join(clean * 20).split(" ")[:WORDS]
    talk = " ".join(words)
    start = time.process_time()
    marked = screen(talk)
    took = time.process_time() - start
    print(f"\n{len(marked)} marks in a talk of {WORDS:,} words")
    return print_figure(f"seconds for a talk of {WORDS:,} words", round(took, 3), at_most=SECONDS)


def _show_misses(found: Sequence[Labelled]) -> None:
    spoken = [
        Labelled(without_marks(each.text), (), "spoken") for each in found if each.origin == "clean"
    ]
    for each in (*found, *spoken):
        marked = screen(each.text)
        lost = [label for label in each.identifiers if not _is_found(each.text, label, marked)]
        wrong = [
            one for one in marked if not any(_overlap(one, label) for label in each.identifiers)
        ]
        for label in lost:
            print(f"missed {label.kind}: {each.text[label.start : label.end]!r} in {each.text!r}")
        for one in wrong:
            print(f"wrong {one.kind}: {each.text[one.start : one.end]!r} in {each.text!r}")


if __name__ == "__main__":
    sys.exit(main())
