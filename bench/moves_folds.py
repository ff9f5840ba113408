"""Measuring the move coder on AnnoMI conversations and on authors that it never learned from.

For every fold all models that see AnnoMI are learned again without the fold, written down as the
product has them, and the talks of the fold are coded as the product codes them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import moves_data
from bench.learn_moves import (
    FOLDS,
    Lessons,
    folds,
    lessons,
    marks_models,
    moves_models,
    only,
    ready,
    talk_models,
    topic_model,
)
from bench.moves_fit import Fitted
from fourfold.transcripts.coded import Role
from fourfold.transcripts.coding.judging import coarse, judge
from fourfold.transcripts.coding.model import Trained, read_log_linear, trained
from fourfold.transcripts.coding.units import guide_talk
from fourfold.transcripts.coding.unmarked import Marks
from fourfold.transcripts.reliability import Unit

DAMAGES: Mapping[str, Callable[[str], str]] = {
    "as it is": str,
    "no marks, no case": moves_data.without_marks,
    "no marks, no case, dashed words joined": moves_data.without_marks_joined,
    "no question marks": moves_data.without_questions,
}


@dataclass(frozen=True)
class Coded:
    """The labels of people, and for each damage the labels of the coder with its confidence."""

    people: dict[Unit, str]
    coder: dict[str, dict[Unit, str]]
    sure: dict[Unit, float]


def annomi_kept_out(public: Path) -> Coded:
    """Every AnnoMI turn of a guide, coded by models that never saw its conversation."""
    talks = moves_data.annomi_talks(public)
    fold = folds([name for name, rows in talks.items() for row in rows if row["gold_move"]])
    found = Coded({}, {damage: {} for damage in DAMAGES}, {})
    for number in range(FOLDS):
        taught = [name for name in talks if fold[name] != number]
        marks_fitted = marks_models(public, taught)
        marks = ready(marks_fitted)
        given = only(lessons(public, marks), lambda row: fold.get(row.talk) != number)  # noqa: B023
        models = {**talk_models(given), "topic": topic_model(given)}
        for name in talks:
            if fold[name] == number:
                _code_annomi(name, talks[name], _with(models), marks, found)
    return found


def authors_kept_out(public: Path) -> dict[str, Coded]:
    """The turns of each author's dialogues, coded by models that learned from all the others."""
    marks = ready(marks_models(public, list(moves_data.annomi_talks(public))))
    given = lessons(public, marks)
    authors = sorted({row.author for row in given.own[""] if row.kind == "turn"})
    return {author: _author_kept_out(author, given) for author in authors}


def _author_kept_out(author: str, given: Lessons) -> Coded:
    rest = only(given, lambda row: row.author != author)
    models = _with(moves_models(rest))
    found = Coded({}, {"as it is": {}}, {})
    for row in moves_data.read_rows(moves_data.OWN / f"dialogues_{author}.jsonl"):
        talk = guide_talk(moves_data.talk_of(row))
        for turn, judged in zip(talk.turns, judge(talk, models), strict=True):
            unit = (row["conversation_id"], str(turn.index))
            found.people[unit] = row["turns"][turn.index]["move"]
            found.coder["as it is"][unit] = judged.move.value
            found.sure[unit] = judged.confidence
    return found


def _code_annomi(
    name: str, rows: Sequence[dict[str, Any]], models: Trained, marks: Marks, found: Coded
) -> None:
    for damage, change in DAMAGES.items():
        talk: list[tuple[Role, str]] = [
            ("guide" if row["speaker"] == "guide" else "learner", change(row["text"]))
            for row in rows
        ]
        guides = guide_talk(talk, marks)
        for turn, judged in zip(guides.turns, judge(guides, models), strict=True):
            unit = (name, str(turn.index))
            found.coder[damage][unit] = coarse(judged.move)
            if change is str:
                gold = rows[turn.index]["gold_move"]
                found.people[unit] = moves_data.COARSE_OF_ANNOMI[gold]
                found.sure[unit] = judged.coarse_confidence


def _with(models: Mapping[str, Fitted]) -> Trained:
    """The shipped models, with these in the place of theirs."""
    shipped = trained()
    changed = {name: read_log_linear(model.as_json()) for name, model in models.items()}
    return Trained({**shipped.models, **changed}, shipped.numbers)
