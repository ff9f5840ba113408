"""The codebook of moves: complete, legal, and with examples that tell moves apart."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from fourfold.issues import FourfoldError
from fourfold.transcripts.codebook import codebook, entry, parse_move, read_codebook
from fourfold.transcripts.moves import Move


def _shipped() -> dict[str, Any]:
    text = files("fourfold").joinpath("data/moves.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def test_codebook_has_an_entry_for_every_move_in_order():
    assert list(codebook()) == list(Move)


def test_entry_says_what_a_move_is():
    found = entry("ask_open")

    assert (found.move, found.name, found.plural, found.evidence, found.coarse) == (
        Move.ASK_OPEN,
        "Open question",
        "Open questions",
        "coaching",
        "question",
    )


def test_codebook_speaks_for_the_forms_of_the_guidance_model():
    evidence = {move.value: each.evidence for move, each in codebook().items()}

    assert {move: form for move, form in evidence.items() if form not in ("neutral", "none")} == {
        "announce_role": "announces",
        "ask_open": "coaching",
        "reflect": "coaching",
        "inform": "advising_weak",
        "advise": "advising",
        "share_experience": "mentoring",
        "connect": "mentoring",
    }


def test_codebook_gives_no_sentence_to_two_moves():
    said = [(text, each.move) for each in codebook().values() for text in each.examples]
    said += [(hard.says, hard.move) for each in codebook().values() for hard in each.hard_negatives]

    assert len({text for text, _ in said}) == len(set(said))


def test_parse_move_refuses_by_name_and_offers_the_choices():
    with pytest.raises(FourfoldError, match=r"Unknown move 'ask'\. Choose one of: announce_role"):
        parse_move("ask")


def test_read_codebook_refuses_a_move_that_is_missing():
    shipped = _shipped()

    with pytest.raises(FourfoldError, match="must be exactly, in order"):
        read_codebook({"moves": shipped["moves"][1:]})


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"move": "ask"}, "Unknown move 'ask'"),
        ({"name": " "}, "announce_role: name must be a text that is not empty"),
        ({"evidence": "strong"}, "announce_role: Unknown evidence 'strong'"),
        ({"coarse": "ask"}, "announce_role: Unknown coarse 'ask'"),
        ({"examples": ["One."] * 6}, "at least 6 examples"),
        ({"hard_negatives": []}, "at least 4 hard negatives"),
        (
            {"hard_negatives": [{"says": "x", "move": "announce_role", "why": "y"}] * 4},
            "must make another move",
        ),
    ],
)
def test_read_codebook_refuses_a_broken_entry(change, says):
    first, *rest = _shipped()["moves"]

    with pytest.raises(FourfoldError, match=says):
        read_codebook({"moves": [first | change, *rest]})
