"""A need check from its unit to its result, repeated, compared, read by guides."""

from datetime import timedelta

import pytest

from fourfold.programs.need_checklist import questions
from fourfold_web.need_checklist import actions
from fourfold_web.need_checklist.models import NeedCheck

URL = "/program/need/"


def test_three_short_pages_lead_to_a_result_with_a_way_to_set_it_up(cast, as_person):
    dora = as_person(cast.dora)

    first = dora.post(URL, {"unit": "Night team"})
    second = dora.post(first.url, {"skills_soon-answer": "yes"})
    third = dora.post(second.url, {each.id + "-answer": "no" for each in questions()[5:10]})
    result = dora.post(third.url, {"supervisors-answer": "no"}, follow=True).text

    assert NeedCheck.objects.get().answers == {
        "skills_soon": "yes",
        **{each.id: "no" for each in questions()[5:10]},
        "supervisors": "no",
    }
    assert "Coaching is what you need." in result
    assert "the coach knows only half" in result
    assert "for=coaching" in result
    assert "Looks at" in result


def test_a_unit_needs_a_name(cast, as_person):
    response = as_person(cast.dora).post(URL, {"unit": " "})

    assert response.status_code == 422
    assert "Name the organization or unit" in response.text


def test_what_is_begun_goes_on_where_it_was_left(cast, as_person):
    dora = as_person(cast.dora)
    begun = dora.post(URL, {"unit": "Night team"}).url
    dora.post(begun, {"balance-answer": "yes", "new_structure-answer": "no"})

    again = dora.post(URL, {"unit": "night TEAM"}).url

    assert again == begun
    assert "Begun, not finished" in dora.get(URL).text
    assert NeedCheck.objects.get().answers == {"new_structure": "no"}


def test_an_answer_that_does_not_exist_is_refused(cast, as_person):
    dora = as_person(cast.dora)
    begun = dora.post(URL, {"unit": "Night team"}).url

    response = dora.post(begun, {"skills_soon-answer": "perhaps"})

    assert response.status_code == 422
    assert "Choose one of the answers." in response.text


def test_a_second_check_of_a_unit_says_what_differs(cast, as_person):
    before = cast.need_check(skills_soon="yes")
    NeedCheck.objects.filter(pk=before.pk).update(
        finished_at=before.finished_at - timedelta(days=90)
    )
    now = cast.need_check(unit="NIGHT team", skills_soon="yes", balance="yes")

    page = as_person(cast.dora).get(f"{URL}{now.pk}/").text

    assert now.unit == before.unit
    assert "it was: Needs coaching" in page
    assert "1 answer differs" in page
    assert "Then: Not sure. Now: Yes." in page
    assert "You need both" in page


def test_guides_read_results_and_nothing_that_is_under_way(cast, as_person):
    finished = cast.need_check()
    begun = actions.begin_check(by=cast.dora, program=cast.program, unit="Clinic")
    gita = as_person(cast.gita)

    listed, page = gita.get(f"{URL}read/").text, gita.get(f"{URL}{finished.pk}/").text

    assert "Night team" in listed
    assert "Clinic" not in listed
    assert "Delete this check" not in page
    assert gita.get(f"{URL}{begun.pk}/").status_code == 404


def test_a_check_can_be_deleted(cast, as_person):
    check = cast.need_check()

    as_person(cast.dora).post(f"{URL}{check.pk}/delete/")

    assert NeedCheck.objects.count() == 0


@pytest.mark.parametrize("page", [0, 4])
def test_there_are_three_pages(cast, as_person, page):
    check = cast.need_check()

    assert as_person(cast.dora).get(f"{URL}{check.pk}/{page}/").status_code == 404
