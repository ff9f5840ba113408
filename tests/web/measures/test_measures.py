"""Measures at the baseline, midpoint and end, and their summaries."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from fourfold.guidance.measures import Occasion
from fourfold_web.engagements.models import Engagement
from fourfold_web.measures.models import MeasureAnswer
from fourfold_web.measures.queries import Summary, due_for, summaries_in
from tests.cast import person

pytestmark = pytest.mark.django_db


def test_page_keeps_an_answer_that_only_its_author_reads(cast, as_person):
    pair = cast.pair()
    address = reverse("measures:measures", args=[pair.pk])

    answer = as_person(cast.lena).post(address, {"what": "one_question:baseline", "serves": "4"})

    assert answer.status_code == 302
    kept = MeasureAnswer.objects.get()
    assert (kept.person, kept.answers, kept.mean) == (cast.lena, {"serves": "4"}, 4.0)
    assert "Answered" in as_person(cast.lena).get(address).text
    assert "Answered" not in as_person(cast.gita).get(address).text.replace("Not answered", "")


def test_page_weighs_own_areas(cast, as_person):
    address = reverse("measures:measures", args=[cast.pair().pk])
    areas = {"area_1": "Research", "weight_1": "3", "rating_1": "5"}
    more = {"area_2": "Family", "weight_2": "1", "rating_2": "1"}

    as_person(cast.lena).post(address, {"what": "own_areas:baseline", **areas, **more})

    assert MeasureAnswer.objects.get().mean == 4.0


def test_page_refuses_half_an_area_and_keeps_its_words(cast, as_person):
    address = reverse("measures:measures", args=[cast.pair().pk])

    answer = as_person(cast.lena).post(
        address, {"what": "own_areas:baseline", "area_1": "My research year"}
    )

    assert answer.status_code == 422
    assert "My research year" in answer.text


def test_due_for_asks_halfway_after_half_of_the_planned_length(cast):
    pair = cast.pair()

    due = due_for(pair, cast.gita, now=pair.started_at + timedelta(days=80))

    assert [(each.instrument.key, each.occasion) for each in due] == [
        ("one_question", Occasion.BASELINE),
        ("own_areas", Occasion.BASELINE),
        ("one_question", Occasion.MIDPOINT),
        ("own_areas", Occasion.MIDPOINT),
    ]


@pytest.mark.parametrize(("people", "told"), [(4, None), (5, 5), (9, 5), (10, 10)])
def test_summaries_tell_nothing_of_fewer_than_five_people_and_grow_by_five(cast, people, told):
    pair = cast.pair()
    for number in range(people):
        learner = person(f"L{number} Learner")
        Engagement.objects.filter(pk=pair.pk).update(learner=learner)
        MeasureAnswer.objects.create(
            engagement=other_pair(pair, learner),
            person=learner,
            instrument="one_question",
            occasion="baseline",
            answers={},
            mean=4,
        )

    mean = 4.0 if told else None
    assert summaries_in([cast.program]) == [
        Summary("One question", "baseline", "learner", told, mean)
    ]


def other_pair(pair: Engagement, learner) -> Engagement:
    """The same pair again, with another learner."""
    agreement = pair.agreement
    asked = agreement.guidance_request
    asked.pk = agreement.pk = None
    asked.learner = learner
    asked._state.adding = agreement._state.adding = True
    asked.save(force_insert=True)
    agreement.guidance_request = asked
    agreement.save(force_insert=True)
    return Engagement.objects.create(
        agreement=agreement,
        program=pair.program,
        learner=learner,
        guide=pair.guide,
        form_of_guidance=pair.form_of_guidance,
        form_of_guidance_since=pair.started_at,
        started_at=pair.started_at,
    )


def test_load_instrument_asks_who_attests_that_it_may_be_used(tmp_path, cast):
    file = tmp_path / "met.toml"
    file.write_text(
        'key = "met"\ntitle = "MET"\nlicense = "holder\'s permission"\nsource = "S"\n'
        'scale = ["no", "yes"]\n[[items]]\nkey = "a"\nask = "Is it so?"\n'
    )

    with pytest.raises(CommandError, match="does not let everybody use it"):
        call_command("load_instrument", str(file))
    call_command("load_instrument", str(file), attested_by="Dora Diaz")

    due = due_for(cast.pair(), cast.lena, now=cast.program.created_at)
    assert "met" in [each.instrument.key for each in due]


def test_look_back_is_private_until_it_is_shared(cast, as_person):
    pair = cast.ended_pair()
    address = reverse("measures:look_back", args=[pair.pk])

    as_person(cast.lena).post(address, {"changed": "I present in three minutes."})
    before = as_person(cast.gita).get(address).text
    as_person(cast.lena).post(address, {"changed": "I present in three minutes.", "shared": "on"})
    after = as_person(cast.gita).get(address).text

    assert "three minutes" not in before
    assert "three minutes" in after
