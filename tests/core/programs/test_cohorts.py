"""What becomes of a cohort at the end of a year."""

import pytest

from fourfold.programs.cohorts import next_cohort


@pytest.mark.parametrize(
    ("cohort", "following"),
    [("PGY-1", "PGY-2"), ("PGY-3", None), ("MS 4", None), ("Class of 2027", "Class of 2027")],
)
def test_cohorts_move_up_and_the_highest_of_a_kind_leaves(cohort, following):
    others = ["PGY-1", "PGY-2", "PGY-3", "MS 4", "Class of 2027"]

    assert next_cohort(cohort, others) == following
