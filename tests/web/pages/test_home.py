"""Home: what is next, and all of a person's own behind a link."""

import pytest
from django.urls import reverse

from fourfold_web.pages.views.home import MOST_OWN

SHOW_ALL = "All your requests and pairs, ended ones too"


def links_to_pairs(text: str) -> int:
    return text.count('href="/pairs/')


def links_to_requests(text: str) -> int:
    return text.count('href="/requests/')


@pytest.mark.parametrize("who", ["lena", "gita"])
def test_home_shows_the_other_of_a_pair(cast, as_person, who):
    pair = cast.pair()
    other = pair.other(getattr(cast, who))

    text = as_person(getattr(cast, who)).get(reverse("home")).text

    assert f'<a href="/pairs/{pair.pk}/">{other.name}</a>' in text
    assert SHOW_ALL in text


def test_home_keeps_a_long_list_of_pairs_behind_a_link(cast, as_person):
    for _ in range(MOST_OWN + 1):
        cast.pair()
    client = as_person(cast.gita)

    short, whole = (client.get(reverse("home") + query).text for query in ("", "?all"))

    assert (links_to_pairs(short), SHOW_ALL in short) == (MOST_OWN, True)
    assert (links_to_pairs(whole), SHOW_ALL in whole) == (MOST_OWN + 1, False)


def test_home_keeps_a_long_list_of_requests_behind_a_link(cast, as_person):
    for _ in range(MOST_OWN + 1):
        cast.sent()
    client = as_person(cast.lena)

    short, whole = (client.get(reverse("home") + query).text for query in ("", "?all"))

    assert (links_to_requests(short), SHOW_ALL in short) == (MOST_OWN, True)
    assert (links_to_requests(whole), SHOW_ALL in whole) == (MOST_OWN + 1, False)


def test_home_finds_an_ended_pair_behind_the_link(cast, as_person):
    ended = cast.ended_pair()
    client = as_person(cast.gita)

    short, whole = (client.get(reverse("home") + query).text for query in ("", "?all"))

    assert (f"/pairs/{ended.pk}/" in short, f"/pairs/{ended.pk}/" in whole) == (False, True)


def test_home_tells_whose_turn_it_is_to_agree(cast, as_person):
    cast.proposed()

    learner, guide = (as_person(who).get(reverse("home")).text for who in (cast.lena, cast.gita))

    assert "Waits for you" in learner
    assert "Waits for the learner" in guide
