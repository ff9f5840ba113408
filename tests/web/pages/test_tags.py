"""Template tags and filters."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold_web.shared.templatetags import fourfold as tags


def _moment(*, days: int):
    return timezone.localtime().replace(hour=14, minute=5) + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today 14:05"),
        (-1, "yesterday 14:05"),
        (1, "tomorrow 14:05"),
        (-3, "3 days ago"),
        (2, "in 2 days"),
    ],
)
def test_ago_counts_days_as_people_do(days, words):
    assert tags.ago(_moment(days=days)) == words


def test_ago_gives_the_date_beyond_a_month():
    moment = _moment(days=-400)

    assert tags.ago(moment) == f"{moment:%b} {moment.day}, {moment.year}"


def test_moments_are_written_as_days_times_and_attributes():
    moment = datetime(2026, 5, 3, 14, 5, tzinfo=ZoneInfo("America/Chicago"))

    written = [filter_(moment) for filter_ in (tags.day, tags.day_and_time, tags.iso)]

    assert written == ["May 3, 2026", "May 3, 2026, 14:05", "2026-05-03T14:05:00-05:00"]


def test_moments_that_did_not_come_are_left_out():
    assert [filter_(None) for filter_ in (tags.day, tags.day_and_time, tags.iso)] == ["", "", ""]


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(minutes=25, seconds=59), "25 min"),
        (timedelta(hours=1, minutes=5), "1 h 5 min"),
        (timedelta(seconds=-1), "0 min"),
        (None, ""),
    ],
)
def test_duration_is_in_hours_and_minutes(length, words):
    assert tags.duration(length) == words


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Lena Ortiz", "LO"),
        ("Gita Rao, MD (she/her)", "GR"),
        ("Jean-Luc van den Berg", "JB"),
        ("Cher", "C"),
        ("", ""),
    ],
)
def test_initials_take_first_and_last_name(name, letters):
    assert tags.initials(name) == letters


def test_form_name_and_guide_name_come_from_the_catalog():
    form_of_guidance = FormOfGuidance.COACHING_WITH_WISDOM

    assert tags.form_name(form_of_guidance) == "Coaching with wisdom"
    assert tags.form_guide_name(form_of_guidance) == "your coach with wisdom"


def test_names_wait_until_a_form_is_chosen():
    assert (tags.form_name(None), tags.form_guide_name("")) == ("", "your guide")


def test_form_icon_refuses_an_unknown_form():
    with pytest.raises(ValueError, match="tutoring"):
        tags.form_icon("tutoring")


def test_role_line_refuses_an_unknown_form_with_the_choices():
    with pytest.raises(FourfoldError, match="advising, coaching"):
        tags.role_line("tutoring")


def test_answer_words_give_the_label_of_a_tick_and_the_words_of_a_text():
    assert tags.answer_words("wants=answer") == "An answer, or clear advice"
    assert tags.answer_words("words: “what do I write”") == "“what do I write”"
