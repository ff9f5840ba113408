"""The pages of turns: which turn stands on which page, and what each says."""

import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.transcripts.coded import CodedTurn, Coding, MoveSpan, SignalSpan
from fourfold.transcripts.coding.signals import next_question
from fourfold.transcripts.fidelity import assess
from fourfold.transcripts.moves import Move, Signal
from fourfold.transcripts.pieces import Piece
from fourfold_web.transcripts.turns import TurnRow, turn_page
from tests.cast import TALK
from tests.core.transcripts.fidelity.hand_coded import ADVISE, ASK, talk
from tests.web.transcripts.pages import url

COACHING = FormOfGuidance.COACHING


def page(coding: Coding, contested: frozenset[int] = frozenset(), **where: str):
    where = {"at": "", "page": ""} | where
    return turn_page(coding, assess(coding, declared_form=COACHING), contested, **where)


@pytest.mark.parametrize(
    ("where", "number"),
    [
        ({}, 1),
        ({"at": "0"}, 1),
        ({"at": "39"}, 1),
        ({"at": "40"}, 2),
        ({"at": "99"}, 3),
        ({"at": "100"}, 1),
        ({"at": "999999"}, 1),
        ({"at": "9999999999999999999999"}, 1),
        ({"at": "-1"}, 1),
        ({"at": "six"}, 1),
        ({"at": "40", "page": "3"}, 2),
        ({"page": "2"}, 2),
        ({"page": "99"}, 3),
        ({"page": "two"}, 1),
    ],
)
def test_turn_page_holds_the_turn_that_is_asked_for(where, number):
    coding = talk(*[ASK, "Well."] * 50)

    assert page(coding, **where).number == number


def test_turn_page_shows_the_turns_of_its_page_only():
    coding = talk(*[ASK, "Well."] * 50)

    assert [row.turn.index for row in page(coding, page="3")] == list(range(80, 100))


def test_a_row_of_the_guide_says_what_was_found():
    coding = talk(ASK, "Well.", [ASK, ADVISE], "I see.")
    advice = coding.turns[2]

    assert list(page(coding, frozenset([2])))[2] == TurnRow(
        turn=advice,
        pieces=(Piece(advice.text),),
        name="Advice",
        also=("Open question",),
        is_departure=True,
        is_contested=True,
    )


def test_a_row_of_the_guide_marks_the_words_that_decided():
    spans = (MoveSpan(Move.ADVISE, 0, 16, ((4, 10), (0, 6))),)
    turn = CodedTurn(0, "guide", "You should rest.", move=Move.ADVISE, confidence=0.9, spans=spans)

    [row] = page(Coding("guide", (turn,)))

    assert row.pieces == (
        Piece("You should", decided=True),
        Piece(" rest."),
    )


def test_a_row_of_the_learner_has_a_question_to_ask_next():
    signals = (SignalSpan(Signal.FIXED_MINDSET, 0, 7), SignalSpan(Signal.FIXED_MINDSET, 0, 7))
    turn = CodedTurn(0, "learner", "I can’t.", signals=signals)

    assert list(page(Coding("guide", (turn,)))) == [
        TurnRow(
            turn, (Piece("I can’t."),), next_questions=(next_question(Signal.FIXED_MINDSET, nth=0),)
        )
    ]


@pytest.mark.parametrize(
    ("query", "shown"),
    [("?turn=46#turn-46", 46), ("?turn=59", 59), ("?turn=600", 0), ("?page=7", 59), ("", 0)],
)
def test_the_page_of_turns_opens_where_a_link_leads(cast, gita, query, shown):
    coded = cast.transcript(cast.pair(), TALK * 6)

    response = gita.get(url("turns", coded) + query)

    assert response.status_code == 200
    assert f'id="turn-{shown}"' in response.text
