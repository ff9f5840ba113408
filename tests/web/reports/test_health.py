"""The director's pages of figures: what they say, hide and let out, and to whom (D1, D5, D8)."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fourfold.programs.redcap import COLUMNS
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.engagements.actions import end_engagement
from fourfold_web.engagements.models import Engagement
from fourfold_web.programs.models import Program
from fourfold_web.reports import actions
from fourfold_web.reports.csv_files import safe_cell
from fourfold_web.reports.models import StudyFile, StudyPair
from fourfold_web.reports.study import newest_final, pairs_of_file
from tests.cast import WORDS
from tests.web.reports.crowd import add_learners, add_pairs, add_sessions

PAGES = ("reports:health", "reports:coverage", "reports:reports")
MONDAY = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)


@pytest.fixture
def full(cast):
    """A program with twelve pairs who met twice in the last months, and its figures."""
    sent = timezone.now() - timedelta(days=70)
    pairs = add_pairs(cast.program, add_learners(cast.program, 12), cast.gita, sent=sent)
    add_sessions(pairs, [sent + timedelta(days=9), sent + timedelta(days=36)], switches=1)
    actions.count_figures(program=cast.program, now=timezone.now())
    return pairs


def studied(cast, *, begins=date(2025, 1, 1), **forms):
    """Pairs that met ten times, ended and said yes, of each form as many; their final half-year."""
    sent = datetime(begins.year, begins.month, 3, 12, tzinfo=UTC)
    for form, number in forms.items():
        learners = add_learners(cast.program, number)
        pairs = add_pairs(cast.program, learners, cast.gita, sent=sent, forms=(form,))
        add_sessions(pairs, [sent + timedelta(days=6 * each) for each in range(3, 13)])
        for pair in pairs:
            for each in (pair.learner, cast.gita):
                actions.answer_research(by=each, engagement=pair, is_yes=True)
    Engagement.objects.filter(program=cast.program).update(ended_at=sent + timedelta(days=80))
    return cast.program.period_figures.create(
        begins=begins, as_of=sent + timedelta(days=300), is_final=True, numbers={}
    )


def rows_of(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_a_look_says_what_waits_and_how_guidance_goes_and_no_content(cast, as_person, full):
    cast.sent()

    page = as_person(cast.dora).get(reverse("reports:health")).text

    assert "1 thing waits, not longer than planned." in page
    assert "Learners closed about 20 of 20 sessions with their feedback." in page
    assert WORDS not in page
    assert "Crowd" not in page
    assert "Lena" not in page


def test_before_the_first_count_the_page_says_when_figures_come(cast, as_person):
    page = as_person(cast.dora).get(reverse("reports:health")).text

    assert "Figures come with the first sessions" in page
    assert "No one waits." in page


def test_pages_ask_the_database_little(cast, as_person, full, django_assert_max_num_queries):
    dora = as_person(cast.dora)

    for name in PAGES:
        dora.get(reverse(name))
        with django_assert_max_num_queries(15):
            dora.get(reverse(name))


def test_an_empty_program_asks_the_database_little(cast, as_person, django_assert_max_num_queries):
    dora = as_person(cast.dora)
    dora.get(reverse("reports:health"))

    with django_assert_max_num_queries(15):
        assert "To set up your program" in dora.get(reverse("reports:health")).text


def test_figures_and_half_years_of_another_program_are_not_there(cast, as_person, full):
    otto, period = as_person(cast.otto), cast.program.period_figures.first()
    asked = [(name, {"program": cast.program.pk}) for name in PAGES]

    answers = [
        otto.get(reverse(name), query).status_code
        for name, query in [*asked, ("reports:coverage", {"period": period.pk})]
    ]

    assert answers == [404, 404, 404, 404]


def test_the_numbers_of_a_page_come_as_a_file_that_runs_nothing(cast, as_person, full):
    dora, period = as_person(cast.dora), cast.program.period_figures.first()

    rows = rows_of(dora.post(reverse("reports:health_csv")))
    dora.post(reverse("reports:coverage_csv"), {"period": period.pk})

    page = dora.get(reverse("reports:reports")).text
    assert "Figures as CSV" in page
    assert f"Who is reached, as CSV, {period.half_year.name}" in page
    assert ["Feedback given", "20", "20", rows[8][3]] in rows
    assert [safe_cell(each) for each in ("=1+1", "-2 x", -2, None, "ok")] == [
        "'=1+1", "'-2 x", "-2", "", "ok",
    ]  # fmt: skip


def test_a_report_is_a_pdf_and_the_page_says_who_took_it_out(cast, as_person, full):
    dora = as_person(cast.dora)

    paper = dora.post(reverse("reports:report_pdf"))

    assert paper.content.startswith(b"%PDF")
    assert b"Guidance in our program" in paper.content
    page = dora.get(reverse("reports:reports")).text
    assert "Report as PDF" in page
    assert "Dora Diaz" in page


def test_a_report_of_an_older_half_year_leaves_the_figures_of_today_out(cast, as_person, full):
    older = cast.program.period_figures.create(
        begins=date(2020, 1, 1), as_of=timezone.now(), is_final=True,
        numbers={"all": dict.fromkeys(("learners", "asked", "guided", "weeks")),
                 "cohort": [], "site": [], "form": []},
    )  # fmt: skip
    dora = as_person(cast.dora)

    newest = rows_of(dora.post(reverse("reports:report_csv")))
    rows = rows_of(dora.post(reverse("reports:report_csv"), {"period": older.pk}))
    paper = dora.post(reverse("reports:report_pdf"), {"period": older.pk})

    assert "Feedback given" in [row[0] for row in newest if row]
    assert rows[0] == ["Half-year", "January to June 2020"]
    assert "Feedback given" not in [row[0] for row in rows if row]
    assert paper.content.startswith(b"%PDF")


def test_until_one_figure_shows_the_page_has_one_empty_state(cast, as_person):
    cast.pair()
    actions.count_figures(program=cast.program, now=timezone.now())

    page = as_person(cast.dora).get(reverse("reports:health")).text

    assert "Too few to show figures yet" in page
    assert "figure-card" not in page
    assert "0 of 3 have done “Four forms of guidance”." in page


def test_of_a_form_with_too_few_pairs_nothing_goes_out(cast, as_person):
    period = studied(cast, coaching=5, mentoring=4)

    kept = actions.take_study_file(by=cast.dora, period=period)

    headings, *rows = kept.rows
    assert headings[:7] == [
        "study_id", "form", "weeks_to_first_session", "weeks_to_last_session", "weeks_to_end",
        "sessions", "role_switches",
    ]  # fmt: skip
    assert [row[1:7] for row in rows] == [[2, 0, 8, 8, 10, 0]] * 5


def test_a_half_year_has_one_file_and_no_pair_stands_in_two(cast, as_person):
    period, dora = studied(cast, coaching=5), as_person(cast.dora)
    first = rows_of(dora.post(reverse("reports:study_rows")))

    gone = Engagement.objects.filter(study_pair__isnull=False).first()
    actions.answer_research(by=gone.learner, engagement=gone, is_yes=False)
    again = rows_of(dora.post(reverse("reports:study_rows")))
    studied(cast, coaching=4, begins=date(2025, 7, 1))

    assert (len(first), first) == (6, again)
    assert actions.take_study_file(by=cast.dora, period=newest_final(cast.program)).pairs == 0
    assert newest_final(cast.program) != period

    actions.forget_study_files(now=timezone.now() + timedelta(weeks=5))
    assert {len(each.rows) for each in StudyFile.objects.all()} == {0}


def test_a_yes_that_was_taken_back_before_the_file_is_made_does_not_go_out(cast):
    period = studied(cast, coaching=6)
    back = Engagement.objects.filter(program=cast.program).first()
    actions.answer_research(by=back.learner, engagement=back, is_yes=False)

    assert actions.take_study_file(by=cast.dora, period=period).pairs == 5
    assert not StudyPair.objects.filter(engagement=back).exists()


def test_a_program_that_asks_for_groups_of_ten_lets_nine_pairs_stay(cast):
    period = {"name": "groups_of_ten", "since": timezone.now().isoformat(), "until": None}
    Program.objects.filter(pk=cast.program.pk).update(narrowing_periods=[period])
    cast.program.refresh_from_db()

    assert pairs_of_file(studied(cast, coaching=9)) == []


def test_the_dictionary_names_every_column_of_the_records(cast, as_person):
    studied(cast, coaching=5)
    dora = as_person(cast.dora)

    dictionary = rows_of(dora.post(reverse("reports:study_dictionary")))
    records = rows_of(dora.post(reverse("reports:study_rows")))

    assert tuple(dictionary[0]) == COLUMNS
    assert [row[0] for row in dictionary[1:]] == records[0]


def test_each_of_the_two_answers_for_themselves_and_may_take_it_back(cast, as_person):
    pair = cast.pair()
    address = reverse("reports:research", args=[pair.pk])
    lena = as_person(cast.lena)

    lena.post(address, {"answer": "yes"})

    assert "You said yes" in lena.get(address).text
    assert "You have not said anything" in as_person(cast.gita).get(address).text
    as_person(cast.lena).post(address, {"answer": "no"})
    assert "You said no" in as_person(cast.lena).get(address).text


def test_after_the_end_a_yes_can_only_be_taken_back(cast, as_person):
    pair = cast.pair()
    actions.answer_research(by=cast.lena, engagement=pair, is_yes=True)
    end_engagement(by=cast.gita, engagement=pair)
    lena, address = as_person(cast.lena), reverse("reports:research", args=[pair.pk])

    lena.post(address, {"answer": "no"})
    too_late = lena.post(address, {"answer": "yes"})

    assert too_late.status_code == 409
    assert not pair.research_consents.get(person=cast.lena).is_yes


def test_directors_hear_on_mondays_once_and_only_if_something_waits(cast):
    assert actions.tell_directors(now=MONDAY) == 0
    cast.sent()

    assert actions.tell_directors(now=MONDAY + timedelta(days=1)) == 0
    for _ in range(2):
        actions.tell_directors(now=MONDAY)

    mail = OutgoingMail.objects.get(kind="director_week")
    assert (mail.to, mail.path, mail.facts) == (
        cast.dora, "/program/health/", {"waiting": 1, "overdue": 0},
    )  # fmt: skip
