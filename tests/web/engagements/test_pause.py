"""A pair rests: either side may, without a reason, and either goes on."""

from datetime import timedelta
from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone

from fourfold_web.engagements import actions
from fourfold_web.shared.conflict import Conflict
from tests.web.engagements.test_at_once import at_once, signed_in
from tests.web.engagements.traces import audited, mailed


def page_of(pair) -> str:
    return reverse("engagements:pause", args=[pair.pk])


@pytest.mark.parametrize(("who", "told"), [("lena", "Gita"), ("gita", "Lena")])
def test_pause_by_either_side_lasts_until_the_day(cast, as_person, who, told):
    pair, today = cast.pair(), timezone.localdate()

    as_person(getattr(cast, who)).post(page_of(pair), {"until": str(today + timedelta(days=20))})

    pair.refresh_from_db()
    now = timezone.now()
    rests = [pair.is_paused(now + timedelta(days=days)) for days in (0, 18, 21)]
    assert rests == [True, True, False]
    assert mailed("engagement_paused") == [(told, f"/pairs/{pair.pk}/", {})]


def test_go_on_ends_a_pause_without_an_end(cast, as_person):
    pair, client = cast.pair(), as_person(cast.lena)
    client.post(page_of(pair), {"until": ""})
    shown = as_person(cast.gita).get(page_of(pair)).text

    as_person(cast.gita).post(page_of(pair), {"go_on": "1"})

    pair.refresh_from_db()
    assert "You and Lena Lind pause since" in shown
    assert (pair.paused_at, pair.is_paused(timezone.now())) == (None, False)
    assert [who for who, _, _ in mailed("engagement_resumed")] == ["Lena"]
    assert len(audited("resume_engagement")) == 1


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_pause_refuses_a_day_that_cannot_be(cast, as_person, days):
    pair, day = cast.pair(), timezone.localdate() + timedelta(days=days)

    page = as_person(cast.lena).post(page_of(pair), {"until": str(day)})

    pair.refresh_from_db()
    assert (page.status_code, pair.paused_at) == (422, None)
    assert str(day) in page.text


@pytest.mark.parametrize(
    "act", [partial(actions.pause_engagement, until=None), actions.resume_engagement]
)
def test_pause_of_what_has_ended_is_refused(cast, act):
    pair = cast.ended_pair()

    with pytest.raises(Conflict, match="This pair has ended"):
        act(by=cast.gita, engagement=pair)


@pytest.mark.django_db(transaction=True)
def test_two_who_go_on_at_once_make_one_mail(cast):
    pair = cast.pair()
    actions.pause_engagement(by=cast.lena, engagement=pair, until=None)

    at_once(*((signed_in(cast.gita), page_of(pair), {"go_on": "1"}) for _ in range(4)))

    assert len(mailed("engagement_resumed")) == len(audited("resume_engagement")) == 1
