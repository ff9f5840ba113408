"""What pages read: three talks take no more queries than one, and words only where shown."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fourfold_web.transcripts import actions
from fourfold_web.transcripts.models import Transcript
from tests.web.transcripts.pages import url

PAGES = {
    "talk": lambda coded: url("talk", coded.guidance_session),
    "report": lambda coded: url("report", coded),
    "turns": lambda coded: url("turns", coded),
    "over time": lambda coded: reverse("transcripts:over_time"),
    "home": lambda coded: reverse("home"),
}


@pytest.mark.parametrize("page", PAGES)
def test_pages_take_as_many_queries_for_three_talks_as_for_one(
    cast, coded, gita, count_queries, page
):
    address = PAGES[page](coded)
    gita.get(address)
    one = count_queries(lambda: gita.get(address))
    for _ in range(2):
        cast.transcript(coded.guidance_session.engagement)

    three = count_queries(lambda: gita.get(address))

    assert three == one


WITHOUT_WORDS = {
    "progress": ("get", lambda coded: url("progress", coded)),
    "delete": ("get", lambda coded: url("delete", coded)),
    "talk": ("get", lambda coded: url("talk", coded.guidance_session)),
    "share": ("post", lambda coded: url("share", coded)),
    "stop sharing": ("post", lambda coded: url("stop_sharing", coded)),
    "again": ("post", lambda coded: url("again", coded)),
    "deletion": ("post", lambda coded: url("delete", coded)),
    "withdrawal": ("post", lambda coded: url("withdraw", coded.guidance_session)),
}


@pytest.mark.parametrize("step", WITHOUT_WORDS)
def test_steps_without_words_read_none(coded, gita, step):
    method, address = WITHOUT_WORDS[step]
    if step in ("progress", "again"):
        Transcript.objects.update(coded_at=None)
    where = address(coded)

    with CaptureQueriesContext(connection) as seen:
        response = getattr(gita, method)(where)

    assert response.status_code in (200, 302)
    words = ('"transcripts_transcript"."turns"', '"transcripts_transcript"."codes"')
    assert [each["sql"] for each in seen if any(word in each["sql"] for word in words)] == []


def test_home_shows_a_report_until_it_is_opened(cast, coded, gita):
    link = f'<a href="{url("report", coded)}">Your report: with Lena Lind</a>'
    before = gita.get(reverse("home")).text
    gita.get(url("report", coded))
    first = Transcript.objects.get().seen_at
    gita.get(url("report", coded))

    assert (link in before, link in gita.get(reverse("home")).text) == (True, False)
    assert Transcript.objects.get().seen_at == first


def test_home_of_the_learner_shows_no_report(cast, coded, as_person):
    assert "Your report" not in as_person(cast.lena).get(reverse("home")).text


def test_home_asks_for_a_yes_until_it_is_given(cast, as_person):
    held = cast.ended_session(cast.pair())
    actions.answer_consent(by=cast.gita, guidance_session=held, is_yes=True)
    asks = f'<a href="{url("talk", held)}">May your session with Gita Rao be written down?</a>'
    lena = as_person(cast.lena)
    before = lena.get(reverse("home")).text

    actions.answer_consent(by=cast.lena, guidance_session=held, is_yes=False)

    assert (asks in before, asks in lena.get(reverse("home")).text) == (True, False)
