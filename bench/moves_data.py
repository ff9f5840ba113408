"""The labelled talk that teaches the move coder: public corpora and dialogues of our own."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fourfold.transcripts.codebook import codebook
from fourfold.transcripts.coded import Role
from fourfold.transcripts.coding.features import Unit
from fourfold.transcripts.coding.sentences import Span
from fourfold.transcripts.coding.units import GuideTurn, guide_turn, units_around
from fourfold.transcripts.coding.unmarked import Marks

OWN = Path(__file__).parent / "data" / "moves_training"
ANNOMI = "annomi_public_domain.jsonl"
ADVICE = "advice_mit.jsonl"
COARSE_OF_ANNOMI = {"ask": "question", "reflect": "reflection", "input": "input", "other": "other"}

Change = Callable[[str], str]


@dataclass(frozen=True)
class Labelled:
    """A guide's turn with its label: the main `move`, or only a `coarse` class.

    `sentence_moves` are the labels of the turn's sentences, where people gave them. `talk` names
    the conversation, `author` who wrote it. `kind` is "turn", or "sentence" for one on its own.
    """

    turn: GuideTurn
    talk: str
    author: str
    move: str = ""
    coarse: str = ""
    sentence_moves: tuple[str, ...] = ()
    kind: str = "turn"


def annomi(folder: Path, change: Change = str, marks: Marks | None = None) -> list[Labelled]:
    """AnnoMI's guide turns with their coarse classes.

    `change` damages every text, `marks` puts marks back.
    """
    found: list[Labelled] = []
    for name, rows in annomi_talks(folder).items():
        talk: list[tuple[Role, str]] = [
            ("guide" if row["speaker"] == "guide" else "learner", change(row["text"]))
            for row in rows
        ]
        found += (
            Labelled(
                guide_turn(index, unit, marks),
                name,
                "annomi",
                coarse=COARSE_OF_ANNOMI[rows[index]["gold_move"]],
            )
            for index, unit in units_around(talk)
        )
    return found


def annomi_talks(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of AnnoMI by conversation."""
    talks: dict[str, list[dict[str, Any]]] = {}
    for row in read_rows(folder / ANNOMI):
        talks.setdefault(row["conversation_id"], []).append(row)
    return talks


def own(change: Change = str, marks: Marks | None = None, folder: Path = OWN) -> list[Labelled]:
    """Everything that we wrote ourselves: dialogues and single sentences."""
    found: list[Labelled] = []
    for path in sorted(folder.glob("dialogues_*.jsonl")):
        found += dialogues(path, change, marks)
    for path in sorted(folder.glob("sentences_*.jsonl")):
        for row in read_rows(path):
            found.append(
                _single(row["text"], row["previous"], row["move"], author(path), change, marks)
            )
    for said, move in _codebook_sentences():
        found.append(_single(said, "", move, "codebook", change, marks))
    return found


def _codebook_sentences() -> list[tuple[str, str]]:
    """The codebook's own examples, and its hard negatives under the move that they make."""
    entries = codebook().values()
    examples = [(said, entry.move.value) for entry in entries for said in entry.examples]
    hard = [(each.says, each.move.value) for entry in entries for each in entry.hard_negatives]
    return list(dict.fromkeys([*examples, *hard]))


def dialogues(path: Path, change: Change = str, marks: Marks | None = None) -> list[Labelled]:
    """The guide turns of authored dialogues, cut into sentences as the authors cut them."""
    found: list[Labelled] = []
    for row in read_rows(path):
        turns = row["turns"]
        for index, unit in units_around(talk_of(row, change)):
            given = turns[index]
            kept = [(change(text), move) for text, move in given["sentences"]]
            kept = [(text, move) for text, move in kept if text]
            own_cut = guide_turn(index, unit, marks, _spans([text for text, _ in kept]))
            found.append(
                Labelled(
                    own_cut,
                    row["conversation_id"],
                    author(path),
                    given["move"],
                    sentence_moves=tuple(move for _, move in kept),
                )
            )
    return found


def _single(
    said: str, previous: str, move: str, author: str, change: Change, marks: Marks | None
) -> Labelled:
    """A sentence on its own, with what the learner said before."""
    unit = Unit(change(said), before=change(previous))
    turn = guide_turn(0, unit, marks, [(0, len(unit.text))])
    return Labelled(turn, "", author, move, sentence_moves=(move,), kind="sentence")


def author(path: Path) -> str:
    """Who wrote a file: `dialogues_open_2.jsonl` and `sentences_open_2.jsonl` are by one author."""
    return path.stem.partition("_")[2]


def marked_texts(folder: Path, talks: Sequence[str]) -> list[str]:
    """Texts that have their marks: of these AnnoMI talks, the advice sentences, and our own."""
    rows = annomi_talks(folder)
    texts = [row["text"] for talk in talks for row in rows[talk]]
    advice = [_tidy(row["text"]) for row in read_rows(folder / ADVICE)]
    # Single sentences would teach that texts have no end inside.
    texts += [" ".join(advice[at : at + 3]) for at in range(0, len(advice), 3)]
    for path in sorted(OWN.glob("dialogues_*.jsonl")):
        for row in read_rows(path):
            texts += [_said(turn, str)[1] for turn in row["turns"]]
    return [text for text in texts if re.search(r"[.?]", text)]


def without_marks(text: str) -> str:
    """The text as a poor speech recognizer writes it: no punctuation, no capitals."""
    bare = re.sub(r"[^\w\s]", " ", re.sub(r"['\u2019]", "", text))
    return " ".join(bare.lower().split())


def without_marks_joined(text: str) -> str:
    """The same, where the words on both sides of a dash become one."""
    return " ".join(re.sub(r"[^\w\s]", "", text).lower().split())


def without_questions(text: str) -> str:
    """The text with a period for every question mark."""
    return text.replace("?", ".")


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _tidy(text: str) -> str:
    """The corpus has blanks before its marks and short forms."""
    return re.sub(r" (n't|'\w+|[.,?!;:])", r"\1", text)


def talk_of(row: dict[str, Any], change: Change = str) -> list[tuple[Role, str]]:
    """The turns of one authored dialogue."""
    return [_said(turn, change) for turn in row["turns"]]


def _said(turn: dict[str, Any], change: Change) -> tuple[Role, str]:
    if turn["speaker"] == "learner":
        return "learner", change(turn["text"])
    said = (change(text) for text, _ in turn["sentences"])
    return "guide", " ".join(text for text in said if text)


def _spans(pieces: Sequence[str]) -> list[Span]:
    spans: list[Span] = []
    start = 0
    for piece in pieces:
        spans.append((start, start + len(piece)))
        start += len(piece) + 1
    return spans
