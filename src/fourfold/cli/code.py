"""`fourfold code`: what each turn of a talk does, with the words that decided."""

from collections.abc import Mapping
from typing import Any, BinaryIO

import click

from fourfold.cli.talks import (
    coded_talk,
    coded_turns,
    format_option,
    refuse_beside,
    talk_name,
    voice_options,
)
from fourfold.cli.terminal import plain, show, show_json, show_json_line, wrapped
from fourfold.transcripts.codebook import codebook
from fourfold.transcripts.coded import CodedTurn, Coding, MoveSpan
from fourfold.transcripts.coding.signals import next_question
from fourfold.transcripts.fidelity.evidence import sentences
from fourfold.transcripts.moves import Move
from fourfold.transcripts.pieces import sentence_pieces
from fourfold.transcripts.turn_lines import conversations


@click.command()
@click.argument("file", type=click.File("rb"))
@voice_options
@format_option
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option("--lines", "as_lines", is_flag=True, help="Print one JSON line a turn.")
def code(
    file: BinaryIO,
    guide: str | None,
    learner: str | None,
    file_format: str,
    as_json: bool,
    as_lines: bool,
) -> None:
    """Say what each turn of a talk does: asks, reflects, advises, tells.

    FILE is a transcript; - reads from standard input. With --format turns it holds JSON lines like
    {"conversation_id": 1, "turn": 0, "speaker": "guide", "text": "What could you do?"}, and the
    answer is one JSON line a turn.
    """
    if as_lines:
        refuse_beside("--lines", {"--json": as_json}, why="a line for each turn holds less")
    if file_format == "turns":
        voices = {"--guide": guide, "--learner": learner}
        refuse_beside("--format turns", voices, why="its lines say who speaks")
        _code_all(file)
        return
    found = coded_talk(file, guide, learner)
    if as_lines:
        for turn in found.turns:
            show_json_line(_line(talk_name(file), turn.index, turn))
    elif as_json:
        show_json({"guide": found.guide, "turns": [_turn_json(turn) for turn in found.turns]})
    else:
        show(in_words(found))


def _code_all(file: BinaryIO) -> None:
    for talk in conversations(file):
        for given, turn in zip(talk.turns, coded_turns(talk), strict=True):
            show_json_line(_line(talk.conversation_id, given.turn, turn))


def _line(conversation_id: int | str, name: int | str, turn: CodedTurn) -> Mapping[str, Any]:
    key = {"conversation_id": conversation_id, "turn": name}
    if turn.move is None:
        return {**key, "signals": [each.signal.value for each in turn.signals]}
    return {
        **key,
        "move": turn.move.value,
        "coarse": codebook()[turn.move].coarse,
        "confidence": turn.confidence,
    }


def _turn_json(turn: CodedTurn) -> Mapping[str, Any]:
    return {
        "index": turn.index,
        "speaker": turn.role,
        "text": turn.text,
        "move": turn.move and turn.move.value,
        "confidence": turn.confidence,
        "moves": [
            {"move": each.move.value, "start": each.start, "end": each.end} for each in turn.spans
        ],
        "signals": [each.signal.value for each in turn.signals],
        "unsure": turn.unsure,
        "deciding": [[turn.text[start:end] for start, end in each.deciding] for each in turn.spans],
        "prompts": _prompts(turn),
    }


def _prompts(turn: CodedTurn) -> list[str]:
    signals = dict.fromkeys(each.signal for each in turn.signals)
    return [next_question(signal, nth=turn.index) for signal in signals]


def in_words(found: Coding) -> str:
    """The coded talk as lines for a person: moves in the margin, deciding words marked."""
    head = f"{plain(found.guide)} is the guide. ‹These› are the words that decided."
    return "\n".join([head, *(line for turn in found.turns for line in _lines(turn))])


def _lines(turn: CodedTurn) -> list[str]:
    if turn.move is None:
        asks = [wrapped(f"A question to ask next: {each}", " " * 6) for each in _prompts(turn)]
        return ["", f"{turn.index:>4}  learner", wrapped(plain(turn.text), " " * 6), *asks]
    unsure = " (unsure)" if turn.unsure else ""
    head = f"{turn.index:>4}  guide: {_name(turn.move)}{unsure}"
    return ["", head, *(_sentence(turn, each) for each in sentences(turn))]


def _sentence(turn: CodedTurn, span: MoveSpan) -> str:
    margin = " " * 6 + _name(span.move).ljust(_margin())
    return wrapped(_marked(turn, span), margin, " " * len(margin))


def _margin() -> int:
    return max(len(entry.name) for entry in codebook().values()) + 2


def _marked(turn: CodedTurn, span: MoveSpan) -> str:
    """The words of a sentence, those that decided in marks."""
    cut = sentence_pieces(turn, span)
    return plain("".join(f"‹{each.text}›" if each.decided else each.text for each in cut))


def _name(move: Move) -> str:
    return codebook()[move].name.lower()
