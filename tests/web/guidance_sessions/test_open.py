"""Opening a meeting: the start fields, filled in, refused by name when one is missing."""

import pytest
from django.urls import reverse

from fourfold.guidance import session as core
from fourfold.guidance.catalog import FormOfGuidance, profiles
from fourfold_web.engagements import actions as engagement_actions
from fourfold_web.guidance_sessions import actions
from fourfold_web.guidance_sessions.models import GuidanceSession
from tests.cast import WORDS, opening

COACHING, MENTORING = FormOfGuidance.COACHING, FormOfGuidance.MENTORING
SAID = {
    "guidance_sought": "Presenting on rounds",
    "goal": "Present a patient in three minutes.",
    "form_of_guidance": "coaching",
    "guide_provides": "I ask, you find the way.",
    "covered": "Presenting on rounds.",
    "not_covered": "My evaluation of Lena.",
}


def page(guidance_session):
    return reverse("guidance_sessions:open", args=[guidance_session.pk])


def test_open_answers_only_the_guide(cast, statuses):
    found = statuses("get", page(cast.planned(cast.pair())))

    assert found == {"lena": 404, "gita": 200, "gus": 404, "dora": 404, "sam": 404, "otto": 404}


def test_open_is_filled_from_request_and_agreement(cast, as_person):
    response = as_person(cast.gita).get(page(cast.planned(cast.pair())))

    assert response.context["form"].initial == {
        "guidance_sought": WORDS,
        "goal": "Present a patient in three minutes.",
        "form_of_guidance": "coaching",
        "guide_provides": profiles()[COACHING].announcement,
        "covered": "Presenting on rounds.",
        "not_covered": "My evaluation of Lena.",
    }


def test_open_starts_the_session_as_said(cast, as_person):
    planned = cast.planned(cast.pair())

    response = as_person(cast.gita).post(page(planned), SAID)

    started = GuidanceSession.objects.get()
    assert response.url == reverse("guidance_sessions:live", args=[planned.pk])
    assert started.opening == core.Opening(**SAID | {"form_of_guidance": COACHING})
    assert started.is_open


@pytest.mark.parametrize("prompt", core.opening_prompts(), ids=lambda prompt: prompt.field)
def test_open_names_each_missing_field_and_keeps_the_rest(cast, as_person, prompt):
    planned = cast.planned(cast.pair())

    response = as_person(cast.gita).post(page(planned), SAID | {prompt.field: ""})

    text = response.content.decode()
    assert response.status_code == 422
    assert response.context["form"].errors.as_data().keys() == {prompt.field}
    assert prompt.missing in text
    assert "<title>Error: " in text
    kept = [
        words for field, words in SAID.items() if field not in (prompt.field, "form_of_guidance")
    ]
    assert all(words in text for words in kept)
    assert GuidanceSession.objects.get().opened_at is None


def test_open_refuses_an_unknown_form_with_the_choices(cast, as_person):
    planned = cast.planned(cast.pair())

    response = as_person(cast.gita).post(page(planned), SAID | {"form_of_guidance": "teaching"})

    assert response.status_code == 422
    assert response.context["form"].errors["form_of_guidance"] == [
        "Choose one of: Advising, Coaching, Coaching with wisdom, Mentoring."
    ]


def test_open_refuses_words_that_announce_another_form(cast, as_person):
    planned = cast.planned(cast.pair())
    words = {"form_of_guidance": "mentoring", "guide_provides": profiles()[COACHING].announcement}

    response = as_person(cast.gita).post(page(planned), SAID | words)

    assert response.status_code == 422
    assert response.context["form"].errors["guide_provides"] == [
        f"These words announce coaching. Say, for example: “{profiles()[MENTORING].announcement}”"
    ]


def test_open_again_is_refused_and_nothing_changes(cast, as_person):
    running = cast.open_session(cast.pair())
    client = as_person(cast.gita)

    seen, sent = client.get(page(running)), client.post(page(running), SAID | {"goal": "Other."})

    assert seen.url == reverse("guidance_sessions:live", args=[running.pk])
    assert sent.status_code == 409
    assert GuidanceSession.objects.get().opening == opening(COACHING)


def test_open_waits_until_the_pairs_other_session_has_ended(cast, as_person):
    pair = cast.pair()
    cast.open_session(pair)
    second = cast.planned(pair)

    response = as_person(cast.gita).post(page(second), SAID)

    second.refresh_from_db()
    assert response.status_code == 409
    assert second.opened_at is None


def test_open_of_a_called_off_meeting_leads_back_to_the_pair(cast, as_person):
    pair = cast.pair()
    planned = cast.planned(pair)
    actions.call_off_session(by=cast.lena, guidance_session=planned)
    client = as_person(cast.gita)

    seen, sent = client.get(page(planned)), client.post(page(planned), SAID)

    assert seen.url == reverse("guidance_sessions:pair", args=[pair.pk])
    assert sent.status_code == 409


def test_open_of_an_ended_pair_leads_to_its_page_and_refuses_with_the_words(
    cast, as_person, statuses
):
    pair = cast.pair()
    planned = cast.planned(pair)
    engagement_actions.end_engagement(by=cast.lena, engagement=pair)

    seen = as_person(cast.gita).get(page(planned))
    sent = as_person(cast.gita).post(page(planned), SAID)

    planned.refresh_from_db()
    assert seen.url == reverse("guidance_sessions:pair", args=[pair.pk])
    assert sent.status_code == 409
    assert "This pair has ended" in sent.text
    assert SAID["goal"] in sent.text
    assert planned.opened_at is None
    others = {"lena": 404, "gus": 404, "dora": 404, "sam": 404, "otto": 404}
    assert statuses("post", page(planned), SAID) == {"gita": 409} | others
