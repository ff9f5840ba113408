"""What a report draws: lanes, marks, shares and counts as values."""

from dataclasses import replace

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.transcripts.coded import Coding
from fourfold.transcripts.fidelity import assess
from fourfold_web.transcripts.drawing import Count, Mark, Piece, ReportPage, report_page
from tests.core.transcripts.fidelity.hand_coded import (
    ADVISE,
    ASK,
    REFLECT,
    SAY_COACHING,
    SAY_MENTORING,
    STORY,
    talk,
)

COACHING, MENTORING = FormOfGuidance.COACHING, FormOfGuidance.MENTORING
KEPT = talk([SAY_COACHING, ASK], "Rounds.", ASK, "Well.", REFLECT, "Yes.", ASK, "On Monday.")
LEFT = talk(ASK, "Rounds.", ADVISE, "I see.", REFLECT, "Yes.", ASK, "On Monday.")
SWITCHED = talk(ASK, "Rounds.", [SAY_MENTORING, STORY], "I see.")


def drawn(coding: Coding) -> ReportPage:
    return report_page(assess(coding, declared_form=COACHING), coding)


def timed(coding: Coding) -> Coding:
    """The same with ten seconds a turn, and four minutes for the last."""
    turns = [
        replace(turn, start=10.0 * turn.index, end=10.0 * turn.index + 10) for turn in coding.turns
    ]
    return replace(coding, turns=(*turns[:-1], replace(turns[-1], end=300.0)))


def test_a_report_begins_with_the_summary_and_the_other_findings_follow():
    kept, left = drawn(KEPT), drawn(LEFT)

    assert (kept.headline, kept.more) == (kept.judged.summary, ())
    assert left.headline == left.judged.findings[0].message
    assert left.more == left.judged.findings[1:]


def test_a_kept_form_is_one_piece_in_both_lanes():
    page = drawn(KEPT)
    piece = Piece(COACHING, 0.0, 100.0, False, "Coaching, turns 0 to 7")

    assert (page.in_force, page.practiced) == ((piece,), (piece,))
    assert (page.ends, page.forms_shown) == (("turn 0", "turn 7"), [COACHING])


def test_a_departure_is_drawn_in_the_lane_of_what_was_practiced():
    assert drawn(LEFT).lane_rows == [
        (
            Piece(COACHING, 0.0, 25.0, False, "Coaching, turns 0 to 1"),
            Piece(COACHING, 0.0, 25.0, False, "Coaching, turns 0 to 1"),
        ),
        (
            Piece(COACHING, 25.0, 25.0, False, "Coaching, turns 2 to 3"),
            Piece(
                FormOfGuidance.ADVISING, 25.0, 25.0, True, "Advising, turns 2 to 3, not announced"
            ),
        ),
        (
            Piece(COACHING, 50.0, 50.0, False, "Coaching, turns 4 to 7"),
            Piece(COACHING, 50.0, 50.0, False, "Coaching, turns 4 to 7"),
        ),
    ]


def test_an_announced_switch_is_a_mark():
    page = drawn(SWITCHED)

    assert page.marks == (Mark(50.0, 2, MENTORING),)
    assert page.forms_shown == [COACHING, MENTORING]


def test_times_draw_by_the_clock():
    page = drawn(timed(LEFT))

    assert page.ends == ("0:00", "5:00")
    assert [(piece.x, piece.width) for piece in page.practiced] == [
        (0.0, 6.67),
        (6.67, 6.66),
        (13.33, 86.67),
    ]
    assert (page.share_of, page.guide_percent, page.learner_percent) == ("time", 13, 87)


def test_a_talk_without_times_divides_the_words():
    page = drawn(talk(("One two three.", "reflect"), "Four."))

    assert (page.share_of, page.guide_percent, page.learner_percent) == ("words", 75, 25)


def test_counts_are_of_main_moves_the_most_frequent_first():
    assert drawn(LEFT).counts == (
        Count("Open question", 2, 100.0),
        Count("Reflection", 1, 50.0),
        Count("Advice", 1, 50.0),
    )


def test_a_talk_of_nothing_draws_nothing():
    page = drawn(Coding("guide", ()))

    assert (page.in_force, page.practiced, page.marks, page.counts) == ((), (), (), ())
    assert (page.guide_percent, page.learner_percent, page.open_percent) == (None, None, None)
