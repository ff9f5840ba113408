"""What figures count, what they hide, and when they are counted anew (B-7, G-40)."""

from datetime import UTC, date, datetime, timedelta

from fourfold.confidentiality.small_cells import STEP_OF_SELF_CHECKS
from fourfold_web.reports import actions
from fourfold_web.reports.access import step_of
from fourfold_web.reports.counting import figures_of
from fourfold_web.reports.models import PeriodFigures, ProgramFigures
from fourfold_web.reports.reaching import reached_in
from tests.web.reports.crowd import add_learners, add_pairs, add_sessions

# A Wednesday; figures are as of the Monday before.
NOW = datetime(2026, 10, 14, 15, 0, tzinfo=UTC)
MONDAY = date(2026, 10, 12)
SENT = datetime(2026, 8, 3, 12, 0, tzinfo=UTC)
MEETINGS = [SENT + timedelta(days=10), SENT + timedelta(days=40)]


def crowd(cast, number=12, **what):
    pairs = add_pairs(cast.program, add_learners(cast.program, number), cast.gita, sent=SENT)
    add_sessions(pairs, MEETINGS, **what)
    return pairs


def counted(cast):
    """Who was reached in the half-year, kept as the count of a week keeps it."""
    period, _ = PeriodFigures.objects.get_or_create(
        program=cast.program, begins=date(2026, 7, 1), defaults={"as_of": NOW, "numbers": {}}
    )
    period.numbers = reached_in(period, as_of=actions.monday_of(NOW), step=5)
    period.save()
    return period.numbers


def numbers(cast, **changes):
    return figures_of(cast.program, **{"as_of": actions.monday_of(NOW), "step": 5} | changes)


def test_figures_count_sessions_feedback_and_switches_in_steps(cast):
    crowd(cast, switches=2)

    found = numbers(cast)

    assert found["goals_first"] == [20, 20]
    assert found["feedback"] == [20, 20]
    assert found["switches"] == [20, 45]
    assert found["sessions"][-3:] == [["2026-07-01", None], ["2026-08-01", 10], ["2026-09-01", 10]]


def test_sessions_of_few_pairs_are_not_shown_however_many_they_are(cast):
    pairs = add_pairs(cast.program, add_learners(cast.program, 4), cast.gita, sent=SENT)
    add_sessions(pairs, [SENT + timedelta(days=each) for each in range(10)])

    found = numbers(cast)

    assert found["feedback"] == [None, None]
    assert {number for _, number in found["sessions"]} == {None}


def test_what_was_noted_afterwards_did_not_begin_here(cast):
    crowd(cast, number=8, on_paper=True, feedback=False)

    assert numbers(cast)["goals_first"] == [None, 15]
    assert numbers(cast)["feedback"] == [None, 15]


def test_forms_that_few_ask_for_are_not_shown(cast):
    learners = add_learners(cast.program, 21)
    add_pairs(cast.program, learners, cast.gita, sent=SENT, forms=("advising", "coaching"))

    assert numbers(cast)["forms"] == {
        "advising": [10, 10],
        "coaching": [10, 10],
        "coaching_with_wisdom": [None, None],
        "mentoring": [None, None],
    }


def test_goals_move_with_an_answer_or_a_step(cast):
    pairs = crowd(cast, number=6)
    for place, pair in enumerate(pairs):
        goal = pair.learner.goals.create(shared_with=pair, shared_at=SENT)
        if place < 5:
            goal.steps.create(learner=pair.learner, words="Try it.", done_at=NOW)

    assert numbers(cast)["goals_moving"] == [5, 5]


def test_a_half_year_shows_who_was_reached_and_how_soon(cast):
    cast.program.memberships.filter(person=cast.lena).update(cohort="PGY-1", site="North")
    for cohort, site, number in (
        ("PGY-1", "North", 10),
        ("PGY-2", "South", 8),
        ("PGY-3", "South", 3),
    ):
        learners = add_learners(cast.program, number, cohort=cohort, site=site)
        pairs = add_pairs(cast.program, learners[: number - 1], cast.gita, sent=SENT)
        add_sessions(pairs, MEETINGS)

    found = counted(cast)

    hidden = {"learners": None, "asked": None, "guided": None, "weeks": None}
    assert found["cohort"] == [
        {"name": "PGY-1", **hidden},
        {"name": "PGY-2", "learners": 5, "asked": 5, "guided": 5, "weeks": 2},
        {"name": "PGY-3", **hidden},
    ]
    assert found["site"] == [
        {"name": "North", "learners": 10, "asked": 5, "guided": 5, "weeks": 2},
        {"name": "South", "learners": 10, "asked": 5, "guided": 5, "weeks": 2},
    ]
    assert found["all"] == {"learners": 20, "asked": 15, "guided": 15, "weeks": 2}


def test_a_move_on_the_roster_or_out_of_the_program_changes_no_number(cast):
    for cohort, number in (("PGY-1", 12), ("PGY-2", 6), ("PGY-3", 3)):
        learners = add_learners(cast.program, number, cohort=cohort)
        add_pairs(cast.program, learners, cast.gita, sent=SENT)
    before = counted(cast)

    moved = cast.program.memberships.filter(person__in=learners)
    moved.update(cohort="PGY-2", site="South")
    cast.program.memberships.filter(cohort="PGY-1").delete()
    add_learners(cast.program, 1, cohort="A new cohort")
    after = counted(cast)

    assert after["cohort"][: len(before["cohort"])] == before["cohort"]
    assert after["site"][: len(before["site"])] == before["site"]


def test_two_looks_in_one_week_read_the_same_numbers(cast):
    crowd(cast)
    actions.count_due_figures(now=NOW)
    kept = ProgramFigures.objects.get(program=cast.program).numbers
    crowd(cast, number=9)

    assert actions.count_due_figures(now=NOW + timedelta(days=2)) == 0
    assert ProgramFigures.objects.get(program=cast.program).numbers == kept

    assert actions.count_due_figures(now=NOW + timedelta(days=5)) == 2
    assert ProgramFigures.objects.get(program=cast.program).numbers["feedback"] == [40, 40]


def test_a_half_year_that_is_final_never_changes(cast):
    crowd(cast)
    actions.count_figures(program=cast.program, now=NOW + timedelta(days=150))
    before = PeriodFigures.objects.get(program=cast.program, begins=date(2026, 7, 1))
    crowd(cast)
    actions.count_figures(program=cast.program, now=NOW + timedelta(days=157))

    after = PeriodFigures.objects.get(pk=before.pk)
    assert (before.is_final, after.numbers, after.as_of) == (True, before.numbers, before.as_of)


def test_a_program_that_wished_groups_of_ten_keeps_them_for_that_time(cast):
    program = cast.program
    assert step_of(program, since=SENT) == 5

    until = (SENT + timedelta(days=1)).isoformat()
    program.narrowing_periods = [
        {"name": "groups_of_ten", "since": SENT.isoformat(), "until": until}
    ]

    assert step_of(program, since=SENT) == STEP_OF_SELF_CHECKS
    assert step_of(program, since=SENT + timedelta(days=2)) == 5
