"""Coding a talk: a move for every sentence and turn, the words that decided, and refusals."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfold.issues import FourfoldError
from fourfold.transcripts.coded import TalkTurn
from fourfold.transcripts.coding import coarse, code, code_turns
from fourfold.transcripts.moves import Move
from fourfold.transcripts.transcript import UNKNOWN_SPEAKER, Transcript, Turn

ROUNDS = [
    TalkTurn("guide", "Good to see you. What would you like to leave with today?", 0.0, 4.0),
    TalkTurn("learner", "My rounds run over every day.", 4.0, 6.0),
    TalkTurn("guide", "That wears you out. What have you tried so far?", 6.0, 9.0),
    TalkTurn("learner", "Nothing really."),
    TalkTurn("guide", "You should see the sickest patients first and write notes as you go."),
    TalkTurn("learner", "Okay."),
    TalkTurn("guide", "When I was a resident I carried a stopwatch for a whole year."),
]
SAID = [
    ("I am mentoring you now.", Move.ANNOUNCE_ROLE),
    ("What would you like to get out of this hour?", Move.SET_AGENDA),
    ("What could you do differently?", Move.ASK_OPEN),
    ("Did you talk to her?", Move.ASK_CLOSED),
    ("So every voice around you says publish.", Move.REFLECT),
    ("That took courage.", Move.AFFIRM),
    ("I noticed that you interrupted the patient three times.", Move.GIVE_FEEDBACK),
    ("The policy allows eight weeks of leave a year.", Move.INFORM),
    ("You should ask for protected time.", Move.ADVISE),
    ("When I was an intern I failed my boards.", Move.SHARE_EXPERIENCE),
    ("I'll introduce you to Priya, she runs the clinic.", Move.CONNECT),
    ("So you'll send me the draft by Friday.", Move.NEXT_STEP),
    ("How was this conversation for you?", Move.SEEK_FEEDBACK),
    ("Good morning, nice to see you.", Move.SOCIAL),
    ("Mm-hmm.", Move.OTHER),
]


def talk(*turns):
    return Transcript(
        "plain",
        tuple(Turn(n, who, None, None, text) for n, (who, text) in enumerate(turns)),
    )


def bare(text):
    return "".join(char for char in text.lower() if char.isalnum() or char == " ")


@pytest.mark.parametrize(("text", "move"), SAID)
def test_each_move_is_heard(text, move):
    assert code_turns([TalkTurn("guide", text)])[0].move is move


def test_a_talk_is_coded_turn_by_turn():
    coded = code_turns(ROUNDS)

    assert [(turn.index, turn.role, turn.move) for turn in coded] == [
        (0, "guide", Move.SET_AGENDA),
        (1, "learner", None),
        (2, "guide", Move.ASK_OPEN),
        (3, "learner", None),
        (4, "guide", Move.ADVISE),
        (5, "learner", None),
        (6, "guide", Move.SHARE_EXPERIENCE),
    ]
    assert [(turn.text, turn.start, turn.end) for turn in coded] == [
        (turn.text, turn.start, turn.end) for turn in ROUNDS
    ]


def test_a_turn_has_a_move_for_each_sentence():
    opening = code_turns(ROUNDS)[0]

    assert [(span.move, opening.text[span.start : span.end]) for span in opening.spans] == [
        (Move.SOCIAL, "Good to see you."),
        (Move.SET_AGENDA, "What would you like to leave with today?"),
    ]


def test_the_words_that_decided_stand_in_their_sentence():
    advice = code_turns(ROUNDS)[4]

    (span,) = advice.spans
    start, end = span.deciding[0]
    assert "You should" in advice.text[start:end]


def test_clear_turns_keep_their_moves_without_marks():
    plain = [TalkTurn(turn.role, bare(turn.text)) for turn in ROUNDS]

    coded = code_turns(plain)

    assert [coded[index].move for index in (0, 4, 6)] == [
        Move.SET_AGENDA,
        Move.ADVISE,
        Move.SHARE_EXPERIENCE,
    ]


def test_sentences_are_found_without_marks():
    (turn,) = code_turns([TalkTurn("guide", "that took courage what would you do next time")])

    assert [turn.text[span.start : span.end] for span in turn.spans] == [
        "that took courage",
        "what would you do next time",
    ]


def test_confidence_below_the_threshold_is_unsure():
    coded = code_turns([TalkTurn("guide", text) for text in ("Blue.", "You should ask her.")])

    assert [(turn.unsure, (turn.confidence or 0) < 0.5) for turn in coded] == [
        (True, True),
        (False, False),
    ]


def test_signals_are_those_of_learners_alone():
    said = "I'm just not a procedures person."
    guide, learner = code_turns([TalkTurn("guide", said), TalkTurn("learner", said)])

    assert guide.signals == ()
    assert [signal.signal for signal in learner.signals] == ["fixed_mindset"]


def test_coarse_classes_are_those_of_published_corpora():
    assert {move.value: coarse(move) for move in (Move.ASK_OPEN, Move.REFLECT, Move.ADVISE)} == {
        "ask_open": "question",
        "reflect": "reflection",
        "advise": "input",
    }


@pytest.mark.parametrize("guide", ["Dr. Ruiz", "dr. ruiz", "Dr. R"])
def test_a_guide_is_found_by_name_case_or_beginning(guide):
    found = code(talk(("Dr. Ruiz", "What happened?"), ("Ana", "I froze.")), guide=guide)

    assert (found.guide, [turn.role for turn in found.turns]) == ("Dr. Ruiz", ["guide", "learner"])


@pytest.mark.parametrize("guide", ["Bo", "A", ""])
def test_a_name_that_means_nobody_or_two_is_refused(guide):
    with pytest.raises(FourfoldError) as refused:
        code(talk(("Ana", "Hello."), ("Anton", "Hi.")), guide=guide)

    assert str(refused.value) == f"Unknown speaker {guide!r}. Choose one of: Ana, Anton."


def test_one_voice_is_refused():
    with pytest.raises(FourfoldError, match="Only 'Ana' speaks in this transcript"):
        code(talk(("Ana", "Hello.")), guide="Ana")


def test_a_transcript_without_speakers_is_refused():
    with pytest.raises(FourfoldError, match="does not say who speaks"):
        code(talk((UNKNOWN_SPEAKER, "Hello.")), guide="Ana")


def test_an_empty_transcript_is_refused():
    with pytest.raises(FourfoldError, match="has no turns"):
        code(talk(), guide="Ana")


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from(["guide", "learner"]), st.text(max_size=80)), max_size=6))
def test_any_talk_can_be_coded(turns):
    coded = code_turns([TalkTurn(role, text) for role, text in turns])

    for turn in coded:
        places = [(span.start, span.end) for span in turn.spans]
        assert places == sorted(places)
        assert all(0 <= start <= end <= len(turn.text) for start, end in places)
        assert (turn.move is None) == (turn.role == "learner")
