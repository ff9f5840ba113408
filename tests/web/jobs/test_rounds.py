"""A round over many rows."""

import pytest

from fourfold_web.jobs.rounds import each_alone

pytestmark = pytest.mark.django_db


def test_each_alone_goes_on_behind_a_row_that_fails_and_tells_of_it():
    done = []

    def act(row: int) -> None:
        if row == 2:
            raise LookupError("row 2")
        done.append(row)

    with pytest.raises(LookupError):
        each_alone([1, 2, 3], act)

    assert done == [1, 3]
