"""Small numbers stay hidden, also from somebody who compares two reports (B-7)."""

from collections import defaultdict
from itertools import combinations, product
from random import Random

import pytest

from fourfold.confidentiality.small_cells import Parts, coarser, shown, shown_parts

ONE_TO_FOUR = {1, 2, 3, 4}


def test_a_number_goes_out_in_whole_steps_and_not_below_the_first():
    assert [shown(each) for each in (0, 4, 5, 9, 10, 104)] == [None, None, 5, 5, 10, 100]
    assert [shown(each, step=10) for each in (9, 10, 27)] == [None, 10, 20]


def test_many_things_of_few_people_are_not_shown():
    assert shown(240, behind=4) is None
    assert shown(240, behind=5) == 240


def test_steps_of_five_become_steps_of_ten_as_if_counted_so():
    counts = range(60)
    assert [coarser(shown(each), step=10) for each in counts] == [
        shown(each, step=10) for each in counts
    ]


def test_the_group_beside_a_hidden_one_is_hidden_too():
    assert shown_parts([21, 14, 3]) == Parts((None, 10, None), 35)
    assert shown_parts([21, 2, 14]) == Parts((20, None, None), 35)
    assert shown_parts([21, 14]) == Parts((20, 10), 35)
    assert shown_parts([4, 3]) == Parts((None, None), None)
    assert shown_parts([]) == Parts((), None)


@pytest.mark.parametrize(("groups", "most"), [(2, 30), (3, 18)])
def test_nobody_works_out_a_hidden_group_even_with_the_exact_total(groups, most):
    alike = defaultdict(list)
    for counts in product(range(most), repeat=groups):
        if sum(counts) < most:
            alike[shown_parts(counts), sum(counts)].append(counts)

    for (parts, _), fitting in alike.items():
        for place, cell in enumerate(parts.cells):
            could_be = {counts[place] for counts in fitting}
            assert cell is not None or could_be - ONE_TO_FOUR or could_be == ONE_TO_FOUR


def test_two_reports_never_differ_by_one_to_four():
    """Paired queries: the same people on two dates, by two filters, as a total and its parts."""
    random, numbers = Random(7), {0}  # noqa: S311  people of a test
    people = [(random.choice("abc"), random.choice("xy"), random.random()) for _ in range(160)]
    for day in (0.2, 0.21, 0.5, 0.52, 1.0):
        there = [each for each in people if each[2] < day]
        for place, names in ((0, "abc"), (1, "xy")):
            parts = shown_parts([sum(each[place] == name for each in there) for name in names])
            numbers |= {each for each in (*parts.cells, parts.total) if each is not None}

    differences = {abs(one - other) for one, other in combinations(numbers, 2)}
    assert not differences & ONE_TO_FOUR
