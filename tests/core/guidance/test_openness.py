"""What stands between learner, guide and supervisor: the same words, and what the policy grants."""

import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.openness import Triangle, three_way, three_ways, triangle_words

COACHING, MENTORING = FormOfGuidance.COACHING, FormOfGuidance.MENTORING
THREE = Triangle(learner="Lena Lind", guide="Gita Rao", supervisors=["Sam Osei"])


def test_three_way_speaks_of_every_form_but_advising():
    assert [each.form for each in three_ways()] == ["coaching", "coaching_with_wisdom", "mentoring"]
    assert three_way(FormOfGuidance.ADVISING) is None
    assert len(three_way(COACHING).rows) == 4


def test_triangle_of_a_coaching_names_all_three_and_what_the_supervisor_sees():
    assert triangle_words(COACHING, THREE) == (
        "Lena Lind, Gita Rao and Sam Osei work in one program, so each has an effect on the other"
        " two. Sam Osei is responsible for Lena Lind’s daily work. Sam Osei may say how the work"
        " goes and which skills are missing; both of you read it at the same moment. Sam Osei sees"
        " at most that this coaching takes place, since when, how often you met, and shared goals"
        " about work. What is said and noted here stays between the two of you."
    )


def test_triangle_of_coaching_with_wisdom_keeps_the_supervisor_out():
    words = triangle_words(FormOfGuidance.COACHING_WITH_WISDOM, THREE)

    assert "learns nothing of it here, not even that it takes place" in words


def test_triangle_names_a_guide_who_supervises_others():
    alone = Triangle(learner="Lena Lind", guide="Gita Rao", guide_supervises_others=True)

    assert triangle_words(COACHING, alone) == (
        "Gita Rao supervises others in this program, and nothing that is said here is used there."
    )


@pytest.mark.parametrize("form", [MENTORING, FormOfGuidance.ADVISING])
def test_triangle_is_not_named_where_a_supervisor_has_no_part(form):
    assert triangle_words(form, THREE) == ""


def test_triangle_is_empty_where_nobody_stands_beside_the_two():
    assert triangle_words(COACHING, Triangle(learner="Lena Lind", guide="Gita Rao")) == ""
