"""What a supervisor sees: coaching only, and of it form, start and count."""

import pytest
from django.urls import reverse

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions
from fourfold_web.reports.queries import coaching_of_supervised
from tests.cast import Cast, terms


def row(cast: Cast, engagement, held: int) -> dict:
    return {
        "pk": engagement.pk,
        "learner__name": "Lena Lind",
        "program": cast.program.pk,
        "program__name": "Medicine",
        "form_of_guidance": "coaching",
        "form_of_guidance_since": engagement.form_of_guidance_since,
        "held": held,
    }


def test_coaching_of_supervised_counts_the_sessions_that_were_held(cast):
    engagement = cast.pair()
    cast.ended_session(engagement)
    cast.ended_session(engagement)
    cast.planned(engagement)

    assert list(coaching_of_supervised(cast.sam)) == [row(cast, engagement, held=2)]


@pytest.mark.parametrize("form", sorted(set(FormOfGuidance) - {FormOfGuidance.COACHING}))
def test_coaching_of_supervised_knows_no_other_form(cast, form):
    cast.ended_session(cast.pair(form))

    assert list(coaching_of_supervised(cast.sam)) == []


def settle(cast: Cast, engagement, form: FormOfGuidance) -> None:
    """New terms that both agree to; the pair as it stands then."""
    newest = engagement.agreement.versions.count()
    change = {"agreement": engagement.agreement, "seen_version": newest}
    actions.propose_agreement(by=cast.gita, terms=terms(form), **change)
    actions.sign_agreement(by=cast.lena, **{**change, "seen_version": newest + 1})
    engagement.refresh_from_db()


def test_coaching_of_supervised_shows_nothing_from_an_earlier_form(cast):
    engagement = cast.pair(FormOfGuidance.MENTORING)
    cast.ended_session(engagement)
    mentoring_began = engagement.started_at
    settle(cast, engagement, FormOfGuidance.COACHING)

    seen = list(coaching_of_supervised(cast.sam))

    assert seen == [row(cast, engagement, held=0)]
    assert seen[0]["form_of_guidance_since"] > mentoring_began


def test_coaching_of_supervised_counts_from_the_last_change_of_form(cast):
    engagement = cast.pair()
    cast.ended_session(engagement)
    settle(cast, engagement, FormOfGuidance.MENTORING)
    settle(cast, engagement, FormOfGuidance.COACHING)
    cast.ended_session(engagement)

    assert list(coaching_of_supervised(cast.sam)) == [row(cast, engagement, held=1)]


def test_coaching_of_supervised_runs_on_when_only_the_words_change(cast):
    engagement = cast.pair()
    cast.ended_session(engagement)
    coaching_began = engagement.started_at
    settle(cast, engagement, FormOfGuidance.COACHING)

    seen = list(coaching_of_supervised(cast.sam))

    assert seen == [row(cast, engagement, held=1)]
    assert seen[0]["form_of_guidance_since"] == coaching_began


def test_coaching_of_supervised_forgets_a_pair_that_has_ended(cast):
    cast.ended_pair()

    assert list(coaching_of_supervised(cast.sam)) == []


def test_coaching_of_supervised_is_empty_for_a_supervisor_of_others(cast):
    cast.pair()

    assert list(coaching_of_supervised(cast.otto)) == []


def test_supervision_page_shows_coaching(cast, as_person):
    cast.pair()

    page = as_person(cast.sam).get(reverse("reports:supervision"))

    assert page.status_code == 200
    assert "Lena Lind" in page.text
    assert "Gita" not in page.text


def test_supervision_page_shows_no_trace_of_mentoring(cast, as_person):
    engagement = cast.pair(FormOfGuidance.MENTORING)

    page = as_person(cast.sam).get(reverse("reports:supervision"))

    assert "Nothing to see here now" in page.text
    # Every learner whom Sam supervises can be written to, with a mentor or without.
    assert "Gita" not in page.text
    assert str(engagement.pk) not in page.text


@pytest.mark.parametrize("who", ["lena", "gita", "dora"])
def test_supervision_page_is_not_there_for_others(cast, as_person, who):
    assert as_person(getattr(cast, who)).get(reverse("reports:supervision")).status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_supervision_page_asks_as_often_for_many_rows(
    cast, as_person, django_assert_num_queries, rows
):
    for _ in range(rows):
        cast.pair()
    client = as_person(cast.sam)

    # The session, the person, the role, the supervisions, the rows, the learners, and what every
    # page asks.
    with django_assert_num_queries(7):
        client.get(reverse("reports:supervision"))
