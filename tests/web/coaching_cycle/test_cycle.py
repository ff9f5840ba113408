"""Rounds of a coaching pair, step by step."""

import pytest
from django.urls import reverse

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.cycle import CycleStep, steps
from fourfold_web.coaching_cycle.actions import write_step
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.goals.queries import open_steps_of
from fourfold_web.shared.conflict import Conflict
from fourfold_web.shared.typed import CONTROLS
from tests.cast import Cast

pytestmark = pytest.mark.django_db
WORDS = {
    CycleStep.REFLECTION: {"strengths": "I know my patients.", "goal": "Three minutes."},
    CycleStep.OBSERVATION: {
        "looked_at": "Rounds on Tuesday",
        "observed": "Six minutes, two digressions.",
    },
    CycleStep.REFLECTION_ON_PERFORMANCE: {"went": "I lost it at the labs."},
    CycleStep.FEEDBACK: {"on_performance": "Your opening was clear."},
    CycleStep.NEXT_STEPS: {"next_step": "Write the one line first."},
}


def write(cast: Cast, pair, step: CycleStep, number: int = 1):
    by = cast.gita if step in (CycleStep.OBSERVATION, CycleStep.FEEDBACK) else cast.lena
    return write_step(by=by, engagement=pair, number=number, step=step, answers=WORDS[step])


def test_write_step_goes_round_and_opens_the_next_round(cast, as_person):
    pair = cast.pair()

    for step in CycleStep:
        write(cast, pair, step)
    write(cast, pair, CycleStep.REFLECTION, number=2)

    assert [(each.number, len(each.done)) for each in pair.rounds.all()] == [(1, 5), (2, 1)]
    assert [each.words for each in open_steps_of(pair)] == ["Write the one line first."]
    page = as_person(cast.gita).get(reverse("coaching_cycle:cycle", args=[pair.pk])).text
    assert page.index("Round 2") < page.index("Round 1")
    assert "Your turn: observation" in page


def test_write_step_tells_the_one_whose_turn_comes(cast):
    pair = cast.pair()

    write(cast, pair, CycleStep.REFLECTION)
    write(cast, pair, CycleStep.OBSERVATION)

    told = OutgoingMail.objects.filter(kind="cycle_turn").order_by("created_at")
    assert [each.to for each in told] == [cast.gita, cast.lena]


def test_write_step_lets_no_feedback_come_before_the_learners_reflection(cast):
    pair = cast.pair()
    write(cast, pair, CycleStep.REFLECTION)
    write(cast, pair, CycleStep.OBSERVATION)

    with pytest.raises(Conflict):
        write(cast, pair, CycleStep.FEEDBACK)

    assert pair.rounds.get().done == {CycleStep.REFLECTION, CycleStep.OBSERVATION}


def test_write_step_begins_no_round_beside_an_open_one(cast):
    pair = cast.pair()
    write(cast, pair, CycleStep.REFLECTION)

    with pytest.raises(Conflict):
        write(cast, pair, CycleStep.REFLECTION, number=2)


def test_page_keeps_the_words_that_come_too_late(cast, as_person):
    pair = cast.pair()
    for step in (CycleStep.REFLECTION, CycleStep.OBSERVATION):
        write(cast, pair, step)
    late = {"number": "1", "turn": "reflection", "strengths": "Typed on the train."}

    answer = as_person(cast.lena).post(reverse("coaching_cycle:write", args=[pair.pk]), late)

    assert answer.status_code == 409
    assert "Typed on the train." in answer.text


def test_page_asks_for_something_before_it_keeps_a_step(cast, as_person):
    pair = cast.pair()

    answer = as_person(cast.lena).post(
        reverse("coaching_cycle:write", args=[pair.pk]), {"number": "1", "turn": "reflection"}
    )

    assert answer.status_code == 422
    assert "Write something here" in answer.text
    assert not pair.rounds.exists()


def test_cycle_is_not_there_in_forms_without_coaching(cast, as_person):
    pair = cast.pair(FormOfGuidance.MENTORING)

    address = reverse("coaching_cycle:cycle", args=[pair.pk])

    assert as_person(cast.lena).get(address).status_code == 404


def test_page_posts_what_it_shows_until_the_round_is_complete(cast, as_person):
    pair = cast.pair()
    address = reverse("coaching_cycle:write", args=[pair.pk])

    for step in CycleStep:
        by = cast.gita if step in (CycleStep.OBSERVATION, CycleStep.FEEDBACK) else cast.lena
        page = as_person(by).get(reverse("coaching_cycle:cycle", args=[pair.pk])).text
        assert f'name="turn" value="{step}"' in page
        as_person(by).post(address, {"number": "1", "turn": step, **WORDS[step]})

    assert pair.rounds.get().done == set(CycleStep)


def test_no_question_has_the_name_of_a_control():
    keys = {each.key for entry in steps().values() for each in entry.questions}

    assert keys & CONTROLS == set()


def test_write_step_keeps_the_next_step_that_the_other_wrote_first(cast):
    pair = cast.pair()
    for step in CycleStep:
        write(cast, pair, step)

    with pytest.raises(Conflict):
        write_step(
            by=cast.gita,
            engagement=pair,
            number=1,
            step=CycleStep.NEXT_STEPS,
            answers={"next_step": "Something else."},
        )

    assert [each.words for each in open_steps_of(pair)] == ["Write the one line first."]
