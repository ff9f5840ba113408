"""Word cards and their boxes, and what of others' tries may show."""

from datetime import date, timedelta

import pytest

from fourfold.confidentiality.small_cells import shown
from fourfold.learning.cards import Place, placed, to_turn, word_cards
from fourfold.learning.techniques import is_often_sought, tries_in_words

TODAY = date(2026, 5, 4)
BOTH = "10 guides or more have tried it."


def test_a_known_card_goes_further_each_time_and_an_unknown_one_back():
    box, days = None, []
    for _ in range(6):
        place = placed(box, knew=True, today=TODAY)
        box, days = place.box, [*days, (place.due - TODAY).days]

    assert days == [1, 3, 7, 16, 35, 35]
    assert placed(box, knew=False, today=TODAY) == Place(0, TODAY + timedelta(days=1))


def test_cards_that_come_back_are_turned_before_new_ones():
    first, second, third, *_ = word_cards()
    yesterday, tomorrow = TODAY - timedelta(days=1), TODAY + timedelta(days=1)

    due = to_turn(
        {second: Place(1, TODAY), third: Place(0, yesterday), "gone": Place(0, yesterday)}
        | {first: Place(2, tomorrow)},
        today=TODAY,
    )

    assert [card.id for card in due[:2]] == [third, second]
    assert first not in {card.id for card in due}
    assert len(due) == 10


@pytest.mark.parametrize(
    ("helped", "did_not", "says"),
    [
        (4, 0, ""),
        (5, 0, "5 guides or more have tried it. Most say that it helped."),
        (9, 4, "10 guides or more have tried it. Most say that it helped."),
        (2, 8, "10 guides or more have tried it. Most say that it did not."),
        (3, 3, "5 guides or more have tried it."),
        (4, 3, "5 guides or more have tried it."),
        (6, 5, f"{BOTH} It helped 5 or more of them, and 5 or more it did not."),
        (6, 6, f"{BOTH} It helped 5 or more of them, and 5 or more it did not."),
    ],
)
def test_tries_go_in_whole_steps_so_that_no_single_word_shows(helped, did_not, says):
    counts = (helped + did_not, helped, did_not)

    assert tries_in_words(*(shown(each) for each in counts)) == says


def test_often_sought_begins_with_three_learners():
    assert [is_often_sought(number) for number in (2, 3)] == [False, True]
