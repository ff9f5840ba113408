"""News goes by mail to those who asked for it, and to nobody else (G-117)."""

import pytest
from django.core import mail

from fourfold_web.correspondence.actions import deliver_mail
from fourfold_web.correspondence.links import stop_token
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.correspondence.queries import preferences_of
from fourfold_web.library import actions

pytestmark = pytest.mark.django_db
NEWS = {"title": "A day off", "words": "Sleep first. Then write."}


def follows(person) -> bool:
    return actions.NEWS in preferences_of(person).wanted_kinds


def test_news_is_read_by_the_program_and_mailed_only_to_who_asked(cast, as_person):
    as_person(cast.lena).post("/library/news/", {"do": "follow"})

    as_person(cast.dora).post("/library/news/write/", NEWS)

    assert [each.to for each in OutgoingMail.objects.filter(kind=actions.NEWS)] == [cast.lena]
    assert NEWS["words"] in as_person(cast.gita).get("/library/news/").text
    assert NEWS["words"] not in as_person(cast.otto).get("/library/news/").text


def test_news_stops_by_one_tap_also_for_a_mail_that_waits(cast, client):
    actions.follow_news(person=cast.lena)
    actions.write_news(by=cast.dora, program=cast.program, **NEWS)
    waiting = OutgoingMail.objects.get(kind=actions.NEWS)

    client.post(f"/mail/stop/{stop_token(waiting)}/")
    deliver_mail(mail_id=waiting.pk)

    waiting.refresh_from_db()
    assert (follows(cast.lena), waiting.dropped_because, mail.outbox) == (False, "stopped", [])


def test_news_is_off_at_first_on_the_settings_page_and_is_switched_there(cast, as_person):
    lena = as_person(cast.lena)
    page = lena.get("/mail/")
    shown = page.context["form"].initial

    lena.post("/mail/", {**shown, "wanted": [*shown["wanted"], actions.NEWS]})

    assert actions.NEWS not in shown["wanted"]
    assert "goal_check_in" in shown["wanted"]
    assert follows(cast.lena)


def test_news_refuses_what_may_point_to_a_patient_until_somebody_looked(cast, as_person):
    dora, words = as_person(cast.dora), "He called from 4471209, MRN 88123456."

    refused = dora.post("/library/news/write/", {**NEWS, "words": words})
    looked = dora.post("/library/news/write/", {**NEWS, "words": words, "not_a_patient": "on"})

    assert (refused.status_code, words in refused.text) == (422, True)
    assert looked.status_code == 302


def test_news_pressed_twice_is_one_and_mailed_once(cast, as_person):
    actions.follow_news(person=cast.lena)
    dora = as_person(cast.dora)

    for _ in range(2):
        dora.post("/library/news/write/", NEWS)

    assert cast.program.news.count() == 1
    assert OutgoingMail.objects.filter(kind=actions.NEWS).count() == 1


def test_news_is_removed_by_who_directs_its_program(cast, as_person):
    item = actions.write_news(by=cast.dora, program=cast.program, **NEWS)

    done = as_person(cast.dora).post(f"/library/news/{item.pk}/remove/", follow=True)

    assert ("Removed." in done.text, cast.program.news.count()) == (True, 0)
