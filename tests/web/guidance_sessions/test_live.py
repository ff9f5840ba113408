"""The running session: banner for both, one-tap switch, undo, words put right, end, record."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.engagements import actions as engagement_actions
from fourfold_web.guidance_sessions import actions

MENTORING = FormOfGuidance.MENTORING
TO_MENTORING = {"to_form": "mentoring", "seen": "coaching"}
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def running(cast):
    """A coaching session of Lena and Gita that runs now."""
    return cast.open_session(cast.pair())


def url(name, guidance_session, *more):
    return reverse(f"guidance_sessions:{name}", args=[guidance_session.pk, *more])


def switches(guidance_session):
    """What counts of the session's switches, as plain values."""
    rows = guidance_session.switches.filter(undone_at=None)
    return list(rows.values_list("from_form", "to_form", "spoken_words", "marked_later"))


def back_in_time(guidance_session, minutes):
    """As if the session and all its switches had been that much earlier."""
    earlier = timedelta(minutes=minutes)
    guidance_session.opened_at -= earlier
    guidance_session.save()
    for each in guidance_session.switches.all():
        each.at -= earlier
        each.save()


def test_live_opens_only_for_the_two(running, statuses):
    found = statuses("get", url("live", running))

    assert found == {"lena": 200, "gita": 200, "gus": 404, "dora": 404, "sam": 404, "otto": 404}


def test_live_shows_the_guide_role_scope_and_one_tap_switch(cast, running, as_person):
    text = as_person(cast.gita).get(url("live", running)).content.decode()

    assert "You are coaching" in text
    assert "Switch to mentoring" in text
    assert "My evaluation of Lena." in text
    assert "Call 988, day or night." in text
    assert "easy to slip into mentoring" in text


def test_live_shows_the_learner_the_same_banner_and_no_button_but_for_notes(
    cast, running, as_person
):
    text = as_person(cast.lena).get(url("live", running)).content.decode()

    assert "Gita is coaching" in text
    assert "Present a patient in three minutes." in text
    assert "Call 988, day or night." in text
    main = text.split("<main")[1].split("</main>")[0]
    assert main.count("<form") == main.count('<form class="note"') == 1
    assert "Questions at hand" not in main


def test_live_of_a_planned_meeting_leads_to_the_pair(cast, as_person):
    planned = cast.planned(cast.pair())

    response = as_person(cast.lena).get(url("live", planned))

    assert response.url == reverse("guidance_sessions:pair", args=[planned.engagement_id])


def test_live_needs_as_many_queries_for_three_switches_as_for_one(
    cast, running, as_person, count_queries
):
    client = as_person(cast.gita)
    actions.switch_role(by=cast.gita, guidance_session=running, to_form=MENTORING)

    one = count_queries(lambda: client.get(url("live", running)))
    for form in (FormOfGuidance.COACHING, MENTORING):
        actions.switch_role(by=cast.gita, guidance_session=running, to_form=form)
    three = count_queries(lambda: client.get(url("live", running)))

    assert three == one
    assert one <= 12


def test_switch_is_one_tap_and_shows_the_way_back(cast, running, as_person):
    client = as_person(cast.gita)

    response = client.post(url("switch", running), TO_MENTORING)
    text = client.get(response.url).content.decode()

    assert switches(running) == [("coaching", "mentoring", "I am mentoring you now.", False)]
    assert "You are mentoring" in text
    assert "Back to coaching" in text
    assert "Undo" in text


def test_switch_by_htmx_answers_with_the_fragment_and_the_list(cast, running, as_person):
    response = as_person(cast.gita).post(url("switch", running), TO_MENTORING, **HTMX)

    text = response.content.decode()
    assert response.status_code == 200
    assert "<html" not in text
    assert "You are mentoring" in text
    assert 'hx-swap-oob="true"' in text
    assert "Coaching <span" in text


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_switch_tapped_twice_is_harmless(cast, running, as_person, headers):
    client = as_person(cast.gita)

    client.post(url("switch", running), TO_MENTORING)
    second = client.post(url("switch", running), TO_MENTORING, **headers)

    text = second.content.decode()
    assert second.status_code == 409
    assert "The role had just changed. Now on: Mentoring." in text
    assert "You are mentoring" in text
    assert len(switches(running)) == 1


def test_switch_of_two_devices_at_once_lets_exactly_one_win(cast, running, as_person):
    client = as_person(cast.gita)

    phone = client.post(url("switch", running), TO_MENTORING)
    laptop = client.post(url("switch", running), {"to_form": "advising", "seen": "coaching"})

    assert (phone.status_code, laptop.status_code) == (302, 409)
    assert switches(running) == [("coaching", "mentoring", "I am mentoring you now.", False)]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_switch_to_an_unknown_form_offers_the_choices(cast, running, as_person, headers):
    response = as_person(cast.gita).post(url("switch", running), {"to_form": "no"}, **headers)

    assert response.status_code == 422
    assert (
        "Choose one of: Advising, Coaching, Coaching with wisdom, Mentoring."
        in response.content.decode()
    )
    assert switches(running) == []


def test_writes_of_the_guide_are_not_there_for_anybody_else(cast, running, statuses):
    switch = actions.switch_role(by=cast.gita, guidance_session=running, to_form=MENTORING)
    writes = {
        url("switch", running): TO_MENTORING,
        url("undo", running): {"switch": str(switch.pk)},
        url("mark", running, switch.pk): {"spoken_words": "No."},
        url("end", running): {},
    }

    for address, sent in writes.items():
        found = statuses("post", address, sent)
        assert {found[who] for who in ("lena", "gus", "dora", "sam", "otto")} == {404}
        assert found["gita"] != 404


def test_undo_takes_back_the_last_switch(cast, running, as_person):
    switch = actions.switch_role(by=cast.gita, guidance_session=running, to_form=MENTORING)

    response = as_person(cast.gita).post(url("undo", running), {"switch": str(switch.pk)}, **HTMX)

    assert "You are coaching" in response.content.decode()
    assert switches(running) == []
    assert running.switches.get().undone_at is not None


def test_undo_tapped_twice_leaves_the_switch_before(cast, running, as_person):
    actions.switch_role(by=cast.gita, guidance_session=running, to_form=MENTORING)
    last = actions.switch_role(
        by=cast.gita, guidance_session=running, to_form=FormOfGuidance.ADVISING
    )
    client = as_person(cast.gita)

    sent = [client.post(url("undo", running), {"switch": str(last.pk)}) for _ in range(2)]

    assert [each.status_code for each in sent] == [302, 409]
    assert switches(running) == [("coaching", "mentoring", "I am mentoring you now.", False)]


def test_undo_is_offered_for_a_minute_and_refused_afterwards(cast, running, as_person):
    switch = actions.switch_role(by=cast.gita, guidance_session=running, to_form=MENTORING)
    back_in_time(running, minutes=2)
    client = as_person(cast.gita)

    text = client.get(url("live", running)).content.decode()
    response = client.post(url("undo", running), {"switch": str(switch.pk)})

    assert 'id="undo-now"' not in text
    assert "You have been mentoring for 2 min." in text
    assert response.status_code == 409
    assert "too old to undo" in response.content.decode()
    assert len(switches(running)) == 1


def test_undo_without_a_switch_says_what_is_missing(cast, running, as_person):
    response = as_person(cast.gita).post(url("undo", running))

    assert response.status_code == 422
    assert "Nothing was undone. Choose the switch to take back." in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (
            "Let me speak as a mentor.",
            ("coaching", "mentoring", "Let me speak as a mentor.", False),
        ),
        (" ", ("coaching", "mentoring", "", True)),
    ],
    ids=["words", "later"],
)
def test_mark_puts_the_words_right(cast, running, as_person, typed, kept):
    switch = actions.switch_role(by=cast.gita, guidance_session=running, to_form=MENTORING)

    response = as_person(cast.gita).post(url("mark", running, switch.pk), {"spoken_words": typed})

    assert response.url == url("live", running)
    assert switches(running) == [kept]


def test_mark_refuses_too_many_words_and_keeps_them_typed(cast, running, as_person):
    switch = actions.switch_role(by=cast.gita, guidance_session=running, to_form=MENTORING)
    long = "word " * 70

    response = as_person(cast.gita).post(url("mark", running, switch.pk), {"spoken_words": long})

    assert response.status_code == 422
    assert long in response.content.decode()
    assert switches(running) == [("coaching", "mentoring", "I am mentoring you now.", False)]


def test_end_mails_the_learner_leads_the_guide_on_and_ending_twice_changes_nothing(
    cast, running, as_person
):
    client = as_person(cast.gita)

    first = client.post(url("end", running))
    running.refresh_from_db()
    ended_at = running.ended_at
    second = client.post(url("end", running))
    running.refresh_from_db()

    assert first.url == second.url == url("close", running)
    assert running.ended_at == ended_at
    mails = OutgoingMail.objects.filter(kind="closing_waiting")
    assert [(each.to, each.path) for each in mails] == [(cast.lena, url("close", running))]


def test_live_after_the_end_is_the_record_for_both(cast, running, as_person):
    actions.switch_role(by=cast.gita, guidance_session=running, to_form=MENTORING)
    actions.end_session(by=cast.gita, guidance_session=running)

    texts = [
        as_person(each).get(url("live", running)).content.decode()
        for each in (cast.lena, cast.gita)
    ]

    assert ["I am mentoring you now." in text for text in texts] == [True, True]
    assert ["Change the words of a switch" in text for text in texts] == [False, True]


def test_live_of_an_ended_pair_is_read_only_and_its_session_ended_with_it(
    cast, running, as_person, statuses
):
    actions.switch_role(by=cast.gita, guidance_session=running, to_form=MENTORING)
    back_in_time(running, minutes=30)
    engagement_actions.end_engagement(by=cast.lena, engagement=running.engagement)
    running.engagement.refresh_from_db()

    response = as_person(cast.gita).get(url("live", running))

    meeting = response.context["meeting"]
    assert (meeting.state, meeting.ended_at) == ("closing", running.engagement.ended_at)
    assert timedelta(minutes=30) < meeting.length < timedelta(minutes=31)
    assert meeting.stretches[-1].end == meeting.ended_at
    assert "until your work together ended" in response.text
    assert "<form" not in response.text.split("<main")[1].split("</main>")[0]


def test_writes_after_the_end_of_the_pair_are_refused_to_the_guide_alone(cast, running, statuses):
    switch = actions.switch_role(by=cast.gita, guidance_session=running, to_form=MENTORING)
    engagement_actions.end_engagement(by=cast.lena, engagement=running.engagement)
    writes = {
        url("switch", running): TO_MENTORING,
        url("undo", running): {"switch": str(switch.pk)},
        url("mark", running, switch.pk): {"spoken_words": "No."},
        url("end", running): {},
    }

    for address, sent in writes.items():
        found = statuses("post", address, sent)
        assert {found[who] for who in ("lena", "gus", "dora", "sam", "otto")} == {404}
        assert found["gita"] == 409
    assert switches(running) == [("coaching", "mentoring", "I am mentoring you now.", False)]


def test_switch_by_htmx_after_the_end_of_the_pair_leads_to_the_record(cast, running, as_person):
    engagement_actions.end_engagement(by=cast.lena, engagement=running.engagement)

    response = as_person(cast.gita).post(url("switch", running), TO_MENTORING, **HTMX)

    assert response.headers["HX-Redirect"] == url("live", running)
    assert switches(running) == []


def test_mark_after_the_end_of_the_pair_shows_the_words(cast, running, as_person):
    switch = actions.switch_role(by=cast.gita, guidance_session=running, to_form=MENTORING)
    engagement_actions.end_engagement(by=cast.lena, engagement=running.engagement)

    response = as_person(cast.gita).post(
        url("mark", running, switch.pk), {"spoken_words": "Let me speak as a mentor."}
    )

    assert response.status_code == 409
    assert "This pair has ended" in response.text
    assert "Let me speak as a mentor." in response.text


def test_live_after_a_switch_elsewhere_shows_when_it_was(cast, running, as_person):
    switch = actions.switch_role(by=cast.gita, guidance_session=running, to_form=MENTORING)

    text = as_person(cast.lena).get(url("live", running)).content.decode()

    assert f"{timezone.localtime(switch.at):%H:%M}" in text
    assert "Gita is mentoring" in text
