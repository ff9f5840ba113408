"""A pair that has met often: the last meetings first, all of them behind a link."""

from django.urls import reverse

from fourfold_web.guidance_sessions.views.pair import MOST

SHOW_ALL = "Show all sessions"


def test_pair_shows_its_last_meetings_and_all_on_demand(cast, as_person):
    pair = cast.pair()
    held = [cast.ended_session(pair) for _ in range(MOST + 1)]
    client, page = as_person(cast.lena), reverse("guidance_sessions:pair", args=[pair.pk])

    short, whole = client.get(page), client.get(page + "?all")

    newest_first = held[::-1]
    assert [each.row for each in short.context["held"]] == newest_first[:MOST]
    assert [each.row for each in whole.context["held"]] == newest_first
    assert [SHOW_ALL in each.text for each in (short, whole)] == [True, False]
