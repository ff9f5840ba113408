"""What coder and report make of dialogues that we wrote, against what their authors meant."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.figures import print_figure
from fourfold.transcripts.coded import Coding, TalkTurn
from fourfold.transcripts.coding import code_turns
from fourfold.transcripts.fidelity import assess
from fourfold.transcripts.reliability import Reliability, Unit, compare

MACRO_F1, MAIN_FORM, DRIFT_F1 = 0.75, 0.95, 0.85
BINS = 10


@dataclass
class Counted:
    """What was counted over the dialogues of one file."""

    people: dict[Unit, str] = field(default_factory=dict)
    coder: dict[Unit, str] = field(default_factory=dict)
    sure: dict[Unit, float] = field(default_factory=dict)
    forms: int = 0
    talks: int = 0
    meant: int = 0
    reported: int = 0
    matched: int = 0
    false_alarms: int = 0
    without_drift: int = 0


def sealed(folder: Path) -> int:
    """Print the figures of the sealed dialogues beside their limits; how many were missed."""
    paths = sorted(folder.glob("dialogues_sealed*.jsonl"))
    if not paths:
        print("sealed dialogues not measured: there is no dialogues_sealed*.jsonl in bench/data")
    return sum(_sealed(path) for path in paths)


def open_dialogues(folder: Path) -> list[dict[str, Any]]:
    """The rows of the dialogues that taught the coder."""
    paths = sorted((folder / "moves_training").glob("dialogues_*.jsonl"))
    return [row for path in paths for row in rows(path)]


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _sealed(path: Path) -> int:
    found = counted(rows(path))
    moves = compare(found.people, found.coder)
    print(f"{path.name}, {found.talks} dialogues: {in_words(moves)}")
    print(f"      {calibration_in_words(found.people, found.coder, found.sure)}")
    print(
        f"      {found.meant} departures meant, {found.reported} reported, {found.matched} the same"
    )
    drift = 2 * found.matched / max(found.meant + found.reported, 1)
    missed = print_figure("move macro-F1", round(moves.figures.macro_f1, 3), at_least=MACRO_F1)
    missed += print_figure("main form", round(found.forms / found.talks, 3), at_least=MAIN_FORM)
    missed += print_figure("drift events F1", round(drift, 3), at_least=DRIFT_F1)
    return missed + print_figure(
        f"false alarms in {found.without_drift} dialogues without drift",
        found.false_alarms,
        at_most=0,
    )


def counted(dialogues: Iterable[Mapping[str, Any]]) -> Counted:
    """Code and judge each dialogue, and count what fits."""
    found = Counted()
    for row in dialogues:
        turns = code_turns([_turn(turn) for turn in row["turns"]])
        for given, turn in zip(row["turns"], turns, strict=True):
            if turn.move is not None and turn.confidence is not None:
                unit = (row["conversation_id"], str(turn.index))
                found.people[unit] = given["move"]
                found.coder[unit] = turn.move.value
                found.sure[unit] = turn.confidence
        _count_report(
            row, assess(Coding("guide", turns), declared_form=row["declared_form"]), found
        )
    return found


def _count_report(row: Mapping[str, Any], report: Any, found: Counted) -> None:
    found.talks += 1
    found.forms += report.main_form.value == row["main_form"]
    found.meant += len(row["drift"])
    found.reported += len(report.drift)
    found.matched += _matched(row["drift"], report.drift)
    if not row["drift"]:
        found.without_drift += 1
        found.false_alarms += bool(report.drift)


def _matched(meant: Sequence[Mapping[str, Any]], reported: Sequence[Any]) -> int:
    """How many departures share a turn and the form, each counted once."""
    left = list(reported)
    count = 0
    for each in meant:
        same = [
            one
            for one in left
            if one.to_form.value == each["to_form"]
            and one.start_turn <= each["end_turn"]
            and one.end_turn >= each["start_turn"]
        ]
        if same:
            left.remove(same[0])
            count += 1
    return count


def _turn(turn: Mapping[str, Any]) -> TalkTurn:
    if turn["speaker"] == "learner":
        return TalkTurn("learner", turn["text"])
    return TalkTurn("guide", " ".join(text for text, _ in turn["sentences"]))


def in_words(found: Reliability) -> str:
    """Macro-F1 and kappa with their intervals, and on what."""
    return (
        f"macro-F1 {found.figures.macro_f1:.3f}{_interval(found.macro_f1_interval)}, "
        f"kappa {found.figures.kappa or 0:.3f}{_interval(found.kappa_interval)}, "
        f"{found.compared:,} turns of {found.conversations} conversations"
    )


def calibration_in_words(
    people: Mapping[Unit, str], coder: Mapping[Unit, str], sure: Mapping[Unit, float]
) -> str:
    """Expected calibration error: how far confidence is from how often it is right."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for unit, confidence in sure.items():
        right = people[unit] == coder[unit]
        bins.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, right))
    error = sum(
        abs(sum(confidence - right for confidence, right in each)) for each in bins.values()
    ) / max(len(sure), 1)
    return f"expected calibration error {error:.3f}"


def _interval(interval: tuple[float, float] | None) -> str:
    return "" if interval is None else f" [{interval[0]:.3f}, {interval[1]:.3f}]"
