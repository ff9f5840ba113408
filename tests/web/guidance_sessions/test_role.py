"""The fragment that both browsers ask for every second."""

import pytest
from django.urls import reverse

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions as engagement_actions
from fourfold_web.guidance_sessions import actions
from tests.web.guidance_sessions.test_live import HTMX, back_in_time, url

MENTORING = FormOfGuidance.MENTORING


@pytest.fixture
def running(cast):
    """A coaching session of Lena and Gita that runs now."""
    return cast.open_session(cast.pair())


@pytest.fixture
def seen_by(as_person):
    """`seen_by(person, session)`: the version that the person's page shows now."""

    def look(person, guidance_session):
        return as_person(person).get(url("live", guidance_session)).context["now"].version

    return look


def ask(client, guidance_session, seen):
    return client.get(url("role", guidance_session), {"seen": seen}, **HTMX)


def test_role_answers_only_the_two(running, statuses):
    found = statuses("get", url("role", running))

    assert found == {"lena": 200, "gita": 200, "gus": 404, "dora": 404, "sam": 404, "otto": 404}


def test_role_answers_204_while_nothing_has_changed(cast, running, as_person, seen_by):
    seen = seen_by(cast.lena, running)

    response = ask(as_person(cast.lena), running, seen)

    assert (response.status_code, response.content) == (204, b"")


def test_role_shows_a_switch_to_the_learner_and_then_rests(cast, running, as_person, seen_by):
    before = seen_by(cast.lena, running)
    actions.switch_role(by=cast.gita, guidance_session=running, to_form=MENTORING)

    news = ask(as_person(cast.lena), running, before)
    again = ask(as_person(cast.lena), running, news.context["now"].version)

    assert news.status_code == 200
    assert "Gita is mentoring" in news.content.decode()
    assert again.status_code == 204


def test_role_shows_an_undone_switch(cast, running, as_person, seen_by):
    switch = actions.switch_role(by=cast.gita, guidance_session=running, to_form=MENTORING)
    switched = seen_by(cast.lena, running)
    actions.undo_switch(by=cast.gita, switch=switch)

    news = ask(as_person(cast.lena), running, switched)

    assert "Gita is coaching" in news.content.decode()


def test_role_takes_the_undo_away_after_its_minute(cast, running, as_person, seen_by):
    actions.switch_role(by=cast.gita, guidance_session=running, to_form=MENTORING)
    fresh = seen_by(cast.gita, running)
    back_in_time(running, minutes=2)

    news = ask(as_person(cast.gita), running, fresh)

    assert news.status_code == 200
    assert 'id="undo-now"' not in news.content.decode()


def test_role_leads_to_the_closing_when_the_session_has_ended(cast, running, as_person):
    actions.end_session(by=cast.gita, guidance_session=running)

    by_htmx = ask(as_person(cast.lena), running, "")
    by_hand = as_person(cast.lena).get(url("role", running))

    assert by_htmx.headers["HX-Redirect"] == url("close", running)
    assert by_hand.url == url("close", running)


def test_role_leads_to_the_record_when_the_pair_has_ended(cast, running, as_person):
    engagement_actions.end_engagement(by=cast.lena, engagement=running.engagement)

    response = ask(as_person(cast.gita), running, "")

    assert response.headers["HX-Redirect"] == url("live", running)


def test_role_costs_the_same_few_queries_whatever_was_switched(
    cast, running, as_person, seen_by, count_queries
):
    client, seen = as_person(cast.lena), seen_by(cast.lena, running)

    none = count_queries(lambda: ask(client, running, seen))
    for form in (MENTORING, FormOfGuidance.COACHING, MENTORING):
        actions.switch_role(by=cast.gita, guidance_session=running, to_form=form)
    seen = seen_by(cast.lena, running)
    three = count_queries(lambda: ask(client, running, seen))

    # The cookie, the person, the session, its switches.
    assert (none, three) == (4, 4)


def test_role_of_a_meeting_that_is_only_planned_leads_on(cast, as_person):
    planned = cast.planned(cast.pair())

    response = as_person(cast.lena).get(url("role", planned), follow=True)

    assert response.redirect_chain[-1][0] == reverse(
        "guidance_sessions:pair", args=[planned.engagement_id]
    )


def test_role_answers_the_signed_out_with_nothing_that_could_take_its_place(running, client):
    response = ask(client, running, "")

    assert (response.status_code, response.content) == (401, b"")
