"""Talks as JSON lines, one turn a line, so that published talks can be coded.

A line is `{"conversation_id", "turn", "speaker": "guide" | "learner", "text"}`; other keys are left
alone, save `declared_form`, the form of guidance that was agreed for the talk.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

from fourfold.issues import FourfoldError, quoted
from fourfold.transcripts.coded import Role
from fourfold.transcripts.json_lines import choice, field, name_of, objects


@dataclass(frozen=True, slots=True)
class NamedTurn:
    """One turn under the name that the file gives it, kept as a number or a text."""

    turn: int | str
    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns of one talk in the order of the file; `declared_form` is "" when nobody says."""

    conversation_id: int | str
    turns: tuple[NamedTurn, ...]
    declared_form: str = ""


def conversations(lines: Iterable[bytes]) -> Iterator[Conversation]:
    """One talk after the other, as soon as its last line is there.

    FourfoldError names the line that is broken, has an unknown speaker, tells a turn a second time,
    or goes on with a talk that another one had ended; it also refuses a file without any turn.
    """
    seen: set[int | str] = set()
    rows = objects(lines)
    for conversation_id, group in groupby(
        rows, lambda row: name_of(row[1], "conversation_id", row[0])
    ):
        talk = list(group)
        if conversation_id in seen:
            raise FourfoldError(
                f"Line {talk[0][0]} goes on with conversation {quoted(conversation_id)} after "
                "another one. Put the lines of one conversation next to each other."
            )
        seen.add(conversation_id)
        declared_form = str(talk[0][1].get("declared_form") or "")
        yield Conversation(conversation_id, tuple(_turns(talk, conversation_id)), declared_form)
    if not seen:
        raise FourfoldError("The file is empty. Give it one JSON object a line, each with a turn.")


def _turns(
    talk: Iterable[tuple[int, Mapping[str, Any]]], conversation_id: int | str
) -> Iterator[NamedTurn]:
    # As texts, since a sheet gives back "3" for 3.
    names: set[str] = set()
    for number, row in talk:
        turn = _turn(row, number)
        if str(turn.turn) in names:
            raise FourfoldError(
                f"Line {number} has turn {quoted(turn.turn)} of conversation "
                f"{quoted(conversation_id)} a second time. Keep one, or name them apart."
            )
        names.add(str(turn.turn))
        yield turn


def _turn(row: Mapping[str, Any], number: int) -> NamedTurn:
    text = field(row, "text", number)
    if not isinstance(text, str):
        raise FourfoldError(f"Line {number}: 'text' must be a text, not {quoted(text)}.")
    role = cast("Role", choice(row, "speaker", number, ("guide", "learner")))
    return NamedTurn(name_of(row, "turn", number), role, text)
