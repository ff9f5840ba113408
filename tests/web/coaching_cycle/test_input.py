"""What a supervisor puts in for coaching, and who reads it when."""

import pytest
from django.urls import reverse

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.coaching_cycle.actions import put_in, reply_to_input
from fourfold_web.coaching_cycle.models import SupervisorInput
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.engagements import actions
from fourfold_web.shared.conflict import Conflict
from tests.cast import terms

pytestmark = pytest.mark.django_db
WORDS = "Presentations run over time."


def test_put_in_reaches_both_at_the_same_moment(cast, as_person):
    pair = cast.pair()

    sent = as_person(cast.sam).post(
        reverse("coaching_cycle:put_in", args=[pair.pk]), {"words": WORDS}, follow=True
    )

    assert sent.status_code == 200
    cycle = reverse("coaching_cycle:cycle", args=[pair.pk])
    assert all(WORDS in as_person(each).get(cycle).text for each in (cast.lena, cast.gita))
    told = OutgoingMail.objects.filter(kind="input_arrived")
    assert {each.to for each in told} == {cast.lena, cast.gita}


@pytest.mark.parametrize(
    "form", [each for each in FormOfGuidance if each != FormOfGuidance.COACHING]
)
def test_put_in_is_not_possible_in_other_forms(cast, as_person, form):
    address = reverse("coaching_cycle:put_in", args=[cast.pair(form).pk])

    assert as_person(cast.sam).post(address, {"words": WORDS}).status_code == 404
    assert not SupervisorInput.objects.exists()


def test_put_in_stops_when_the_pair_ends_or_changes_its_form(cast):
    pair = cast.pair()
    agreement = pair.agreement
    actions.propose_agreement(
        by=cast.gita,
        agreement=agreement,
        terms=terms(FormOfGuidance.MENTORING),
        seen_version=1,
    )
    actions.sign_agreement(by=cast.lena, agreement=agreement, seen_version=2)

    with pytest.raises(Conflict):
        put_in(supervisor=cast.sam, engagement=pair, words=WORDS)


def test_put_in_shows_the_supervisor_nothing_afterwards(cast, as_person):
    pair = cast.pair()
    kept = put_in(supervisor=cast.sam, engagement=pair, words=WORDS)
    reply_to_input(learner=cast.lena, supervisor_input=kept, words="I time them now.")

    form = as_person(cast.sam).get(reverse("coaching_cycle:put_in", args=[pair.pk])).text
    overview = as_person(cast.sam).get(reverse("reports:supervision")).text

    assert WORDS not in form + overview
    assert "I time them now." not in form + overview


def test_reply_is_the_learners_alone_and_given_once(cast, as_person):
    kept = put_in(supervisor=cast.sam, engagement=cast.pair(), words=WORDS)
    address = reverse("coaching_cycle:reply", args=[kept.pk])

    first = as_person(cast.lena).post(address, {"words": "I time them now."})
    second = as_person(cast.lena).post(address, {"words": "Once more."})
    others = [as_person(each).post(address, {"words": "No."}) for each in (cast.gita, cast.sam)]

    kept.refresh_from_db()
    assert kept.reply == "I time them now."
    assert [each.status_code for each in (first, second, *others)] == [302, 409, 404, 404]


def test_put_in_tells_a_supervisor_who_comes_too_late_and_shows_the_words(cast, as_person):
    pair = cast.ended_pair()

    answer = as_person(cast.sam).post(
        reverse("coaching_cycle:put_in", args=[pair.pk]), {"words": WORDS}
    )

    assert answer.status_code == 409
    assert WORDS in answer.text


def test_put_in_twice_at_once_is_one_input(cast):
    pair = cast.pair()

    put_in(supervisor=cast.sam, engagement=pair, words=WORDS)
    put_in(supervisor=cast.sam, engagement=pair, words=WORDS)

    assert pair.supervisor_inputs.count() == 1


def test_reply_that_is_too_long_stays_on_the_page(cast, as_person):
    kept = put_in(supervisor=cast.sam, engagement=cast.pair(), words=WORDS)

    answer = as_person(cast.lena).post(
        reverse("coaching_cycle:reply", args=[kept.pk]), {"words": "long " * 1000}
    )

    assert answer.status_code == 422
    assert "long long" in answer.text
