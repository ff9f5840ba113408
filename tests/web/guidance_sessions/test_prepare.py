"""The minute before a meeting: steps, what was agreed, how to begin, what the learner wants."""

from django.urls import reverse

from fourfold.guidance.prompts import openers
from fourfold_web.goals.actions import add_step
from fourfold_web.guidance_sessions import actions
from tests.web.guidance_sessions.test_live import url


def step(cast, pair, owner=None):
    return add_step(
        by=cast.gita, learner=cast.lena, text="Read it aloud.", owner=owner, engagement=pair
    )


def test_prepare_shows_the_guide_steps_terms_and_three_openers(cast, as_person):
    pair = cast.pair()
    planned = cast.planned(pair)
    step(cast, pair)

    text = as_person(cast.gita).get(url("prepare", planned)).text

    assert "Read it aloud." in text
    assert "Presenting on rounds." in text
    assert all(each in text for each in openers(pair.form))
    assert reverse("guidance_sessions:open", args=[planned.pk]) in text


def test_prepare_shows_the_script_of_a_first_meeting_only_once(cast, as_person):
    pair = cast.pair()
    client, first = as_person(cast.gita), cast.planned(pair)

    before = client.get(url("prepare", first)).text
    cast.ended_session(pair)
    after = client.get(url("prepare", cast.planned(pair))).text

    assert ["Your first meeting" in text for text in (before, after)] == [True, False]


def test_prepare_keeps_what_the_learner_wants_and_fills_the_start_with_it(cast, as_person):
    planned = cast.planned(cast.pair())

    as_person(cast.lena).post(url("prepare", planned), {"goal": "A plan for Monday."})

    guide = as_person(cast.gita)
    assert "Lena wants to leave with" in guide.get(url("prepare", planned)).text
    opening = guide.get(url("open", planned)).context["form"]
    assert opening["goal"].value() == "A plan for Monday."


def test_prepare_refuses_nothing_and_a_guide_in_the_learners_place(cast, as_person):
    planned = cast.planned(cast.pair())

    empty = as_person(cast.lena).post(url("prepare", planned), {"goal": " "})
    guide = as_person(cast.gita).post(url("prepare", planned), {"goal": "Mine."})

    assert (empty.status_code, guide.status_code) == (422, 404)
    assert "Write in a sentence" in empty.text


def test_prepare_reports_a_step_with_one_tap_to_its_owner_alone(cast, as_person):
    pair = cast.pair()
    planned, hers = cast.planned(pair), step(cast, pair)
    address = url("prepare", planned)

    guide = as_person(cast.gita).post(address, {"step": hers.pk})
    learner = as_person(cast.lena).post(address, {"step": hers.pk})

    hers.refresh_from_db()
    assert (guide.status_code, learner.url, hers.is_open) == (404, address, False)


def test_prepare_leads_on_when_the_meeting_runs_or_is_off(cast, as_person):
    pair = cast.pair()
    off = cast.planned(pair)
    actions.call_off_session(by=cast.lena, guidance_session=off)
    client, running = as_person(cast.lena), cast.open_session(pair)

    found = [client.get(url("prepare", each)).url for each in (running, off)]

    to_pair = reverse("guidance_sessions:pair", args=[pair.pk])
    assert found == [url("live", running), to_pair]
    assert client.post(url("prepare", off), {"goal": "Kept on screen."}).status_code == 409
