"""The beginning of a long list."""

import pytest

from fourfold_web.programs.models import Program
from fourfold_web.shared.first_rows import FirstRows, first_rows


@pytest.mark.parametrize(
    ("most", "shown", "are_more"), [(1, 1, True), (2, 2, True), (3, 3, False), (None, 3, False)]
)
def test_first_rows_say_whether_there_are_more(
    db, django_assert_num_queries, most, shown, are_more
):
    programs = [Program.objects.create(name=name) for name in "ABC"]

    with django_assert_num_queries(1):
        found = first_rows(Program.objects.all(), most)

    assert found == FirstRows(programs[:shown], are_more=are_more)
