"""Questions at hand: three openers for each form, three families in the form's own order."""

import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.prompts import families, first_meeting, openers
from fourfold.issues import FourfoldError


@pytest.mark.parametrize("form", FormOfGuidance)
def test_openers_are_three_different_questions(form):
    found = openers(form)

    assert len(set(found)) == 3
    assert all(each.endswith("?") for each in found)


def test_openers_refuse_a_form_that_does_not_exist():
    with pytest.raises(FourfoldError, match="advising"):
        openers("teaching")


@pytest.mark.parametrize(
    ("form", "order"),
    [
        ("coaching", ["grow", "r2c2", "growth"]),
        ("coaching_with_wisdom", ["grow", "r2c2", "growth"]),
        ("advising", ["r2c2", "grow", "growth"]),
        ("mentoring", ["growth", "grow", "r2c2"]),
    ],
)
def test_families_begin_with_what_fits_the_form(form, order):
    assert [family.id for family in families(form)] == order


def test_families_name_the_four_phases_of_r2c2():
    [r2c2] = [family for family in families("coaching") if family.id == "r2c2"]

    assert [phase.name for phase in r2c2.phases] == [
        "Relationship",
        "Reaction",
        "Content",
        "Coaching",
    ]


def test_first_meeting_ends_with_the_next_one():
    assert first_meeting()[-1].title == "Set the next one"
