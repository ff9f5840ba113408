"""What lies in the confidential columns comes out as it went in."""

import json

from fourfold.confidentiality.screening import Kind
from fourfold.confidentiality.screening.hits import Place
from fourfold.issues import Issue
from fourfold.transcripts.coded import CodedTurn, Coding, MoveSpan, SignalSpan, TalkTurn
from fourfold.transcripts.moves import Move, Signal
from fourfold.transcripts.transcript import Transcript, Turn
from fourfold_web.transcripts import stored

GUIDE = CodedTurn(
    index=0,
    role="guide",
    text="You should. What else?",
    start=0.5,
    end=4.0,
    move=Move.ADVISE,
    confidence=0.61,
    unsure=True,
    spans=(
        MoveSpan(Move.ADVISE, 0, 11, ((4, 10), (0, 3))),
        MoveSpan(Move.ASK_OPEN, 12, 22),
    ),
)
LEARNER = CodedTurn(1, "learner", "I can’t.", signals=(SignalSpan(Signal.FIXED_MINDSET, 0, 7),))
SILENT = CodedTurn(2, "guide", "…")
CODED = (GUIDE, LEARNER, SILENT)


def kept(value: dict) -> dict:
    """As it comes back from the database."""
    return json.loads(json.dumps(value))


def test_a_talk_comes_out_as_it_went_in():
    talk = Transcript(
        "webvtt",
        (Turn(0, "Gita", 0.5, 4.0, "Hello.", True), Turn(1, "Lena", None, None, "Grüß Gott")),
        (Issue("overlap", "It overlaps.", "line 3", "warning"),),
    )

    assert stored.talk_from(kept(stored.talk_to(talk))) == talk


def test_places_come_out_as_they_went_in():
    places = (Place(0, Kind.NAME, 3, 9), Place(4, Kind.AGE_OVER_89, 0, 2))

    assert stored.places_from(kept(stored.places_to(places))) == places


def test_turns_come_out_as_they_went_in():
    turns = (TalkTurn("guide", "Hello.", 0.5, 4.0), TalkTurn("learner", "Hi."))

    assert stored.turns_from(kept(stored.turns_to(turns))) == turns


def test_codes_come_out_as_they_went_in():
    turns = stored.turns_to(
        [TalkTurn(each.role, each.text, each.start, each.end) for each in CODED]
    )

    assert stored.coding_from(kept(turns), kept(stored.codes_to(CODED))) == Coding("guide", CODED)


def test_codes_hold_no_word():
    assert "should" not in json.dumps(stored.codes_to(CODED))


def test_every_shape_says_its_version():
    talk = Transcript("text", ())
    shapes = [stored.talk_to(talk), stored.places_to(()), stored.turns_to(()), stored.codes_to(())]

    assert [each["version"] for each in shapes] == [1, 1, 1, 1]
