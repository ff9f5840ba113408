"""What may point to a patient: placed, gathered by text, and screened as was chosen."""

from fourfold.confidentiality.screening import Identifier, Kind
from fourfold.confidentiality.screening.hits import (
    REMOVED,
    Group,
    Hit,
    Place,
    Words,
    by_turn,
    grouped,
    hits_of,
    places_in,
    screened,
    words_around,
)

TALK = ("How was Okonkwo on March 3?", "OKONKWO")
NAME = Hit(Kind.NAME, "okonkwo", (Place(0, Kind.NAME, 8, 15), Place(1, Kind.NAME, 0, 7)))
DATE = Hit(Kind.DATE, "march 3", (Place(0, Kind.DATE, 19, 26),))
PLACES = (NAME.places[0], DATE.places[0], NAME.places[1])


def test_by_turn_cuts_what_stands_over_two_turns():
    texts = ["call 555", "010 4477 now"]

    found = list(by_turn([Identifier(Kind.PHONE, 5, 17)], texts))

    assert found == [Place(0, Kind.PHONE, 5, 8), Place(1, Kind.PHONE, 0, 8)]


def test_by_turn_passes_over_a_turn_without_words():
    assert list(by_turn([Identifier(Kind.NAME, 0, 5)], ["ab", "", "cd"])) == [
        Place(0, Kind.NAME, 0, 2),
        Place(2, Kind.NAME, 0, 1),
    ]


def test_places_in_passes_over_the_two_themselves():
    talk = ("Lena, how was Mrs. Okonkwo?",)

    assert places_in(talk, people=("Gita Rao", "Lena Lind")) == (Place(0, Kind.NAME, 19, 26),)


def test_hits_of_gathers_a_text_whatever_its_capitals():
    assert hits_of(TALK, PLACES) == (NAME, DATE)


def test_a_key_tells_texts_and_kinds_apart_and_stays():
    again = Hit(Kind.NAME, "okonkwo", ())
    other_kind = Hit(Kind.DATE, "okonkwo", ())

    assert NAME.key == again.key == "8d789671957fd289"
    assert len({NAME.key, DATE.key, other_kind.key}) == 3


def test_grouped_is_by_kind():
    assert grouped([NAME, DATE]) == (Group(Kind.NAME, (NAME,)), Group(Kind.DATE, (DATE,)))


def test_words_around_shows_the_first_place():
    assert words_around(TALK, NAME) == Words("How was ", "Okonkwo", " on March 3?")


def test_screened_masks_removes_and_keeps():
    chosen = {NAME.key: "remove", DATE.key: "mask"}

    assert screened(TALK, [NAME, DATE], chosen) == {0: "How was on [date]?", 1: REMOVED}
    assert screened(TALK, [NAME], {NAME.key: "keep"}) == {}
