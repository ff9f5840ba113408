"""Examples of turns cut where words decided."""

from hypothesis import given
from hypothesis import strategies as st

from fourfold.transcripts.coded import CodedTurn, MoveSpan
from fourfold.transcripts.moves import Move
from fourfold.transcripts.pieces import Piece, pieces, sentence_pieces

TEXT = "So they sigh. What then?"


def turn(*deciding, text=TEXT):
    return CodedTurn(0, "guide", text, spans=(MoveSpan(Move.ASK_OPEN, 0, len(text), deciding),))


def test_pieces_mark_the_words_that_decided_in_their_order():
    assert pieces(turn((14, 18), (0, 2))) == (
        Piece("So", decided=True),
        Piece(" they sigh. "),
        Piece("What", decided=True),
        Piece(" then?"),
    )


def test_pieces_join_words_that_overlap_or_touch():
    assert pieces(turn((0, 7), (3, 5), (5, 12), (12, 13))) == (
        Piece("So they sigh.", decided=True),
        Piece(" What then?"),
    )


def test_pieces_of_a_turn_without_deciding_words_are_its_text():
    assert pieces(CodedTurn(0, "learner", TEXT)) == (Piece(TEXT),)
    assert pieces(CodedTurn(0, "learner", "")) == ()


def test_pieces_gather_the_words_of_every_sentence():
    spans = (MoveSpan(Move.REFLECT, 0, 13, ((0, 2),)), MoveSpan(Move.ASK_OPEN, 14, 24, ((14, 18),)))
    coded = CodedTurn(0, "guide", TEXT, spans=spans)

    assert [each.text for each in pieces(coded) if each.decided] == ["So", "What"]
    assert sentence_pieces(coded, spans[1]) == (Piece("What", decided=True), Piece(" then?"))


def test_sentence_pieces_leave_out_what_lies_beyond_the_sentence():
    span = MoveSpan(Move.REFLECT, 0, 13, ((8, 18), (20, 22)))

    assert sentence_pieces(CodedTurn(0, "guide", TEXT), span) == (
        Piece("So they "),
        Piece("sigh.", decided=True),
    )


@given(st.text(max_size=12), st.lists(st.tuples(st.integers(-2, 14), st.integers(-2, 14))))
def test_pieces_put_together_are_the_text(text, deciding):
    assert "".join(each.text for each in pieces(turn(*deciding, text=text))) == text
