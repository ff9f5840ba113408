"""Figures in words, half-years, and what REDCap reads."""

from datetime import date

import pytest

from fourfold.issues import FourfoldError
from fourfold.programs import redcap
from fourfold.programs.half_years import HalfYear, half_year_of, half_years
from fourfold.programs.health import Share, answers, figure, share_of


def test_a_figure_is_a_sentence_with_one_thing_to_do():
    found = figure("feedback", 45, 60)

    assert found.says == "Learners closed about 45 of 60 sessions with their feedback."
    assert (found.share, found.needs_act) == (Share(75, 75), False)


def test_a_share_of_numbers_in_steps_lies_between_two_bounds():
    assert share_of(400, 500, step=5) == Share(79, 81)
    assert share_of(400, 500, step=5).says == "79 to 81%"
    assert share_of(5, 10, step=5).says == "35 to 90%"
    assert share_of(10, 10, step=5) == Share(71, 100)
    assert share_of(None, 10, step=5) is None


def test_a_figure_with_too_few_behind_it_says_so_and_shows_no_number():
    assert figure("feedback", None, None).says == (
        "Too few sessions yet to tell how often feedback comes."
    )
    assert figure("feedback", None, 60).share is None


def test_what_waits_asks_for_an_act():
    assert figure("waiting", 1, 3).says == "1 thing waits longer than planned, of 3 that wait."
    assert figure("waiting", 1, 1).says == "1 thing waits, and longer than planned."
    assert figure("waiting", 0, 1).says == "1 thing waits, not longer than planned."
    assert figure("waiting", 2, 2).says.startswith("All 2 things that wait")
    assert figure("waiting", 1, 3).needs_act
    assert figure("waiting", 0, 0).says == "No one waits."
    assert not figure("waiting", 0, 3).needs_act


def test_a_counted_figure_asks_for_an_act_only_if_it_is_surely_small():
    assert figure("feedback", 20, 60, step=5).needs_act
    assert figure("feedback", None, 20, step=5).needs_act
    assert not figure("feedback", 45, 60, step=5).needs_act
    assert not figure("feedback", None, None, step=5).needs_act


def test_findings_are_told_with_how_many_documents_hold_them():
    assert figure("documents", 2, 2, among=1).says == (
        "2 findings are open, in 1 of your 2 reviewed documents."
    )
    assert figure("documents", 2, 1, among=1).says == (
        "2 findings are open in your one reviewed document."
    )


def test_an_unknown_figure_is_refused_with_the_choices():
    with pytest.raises(FourfoldError, match="Unknown figure 'mood'"):
        figure("mood", 1, 2)


def test_half_years_follow_each_other_without_overlap():
    found = list(half_years(date(2025, 12, 31), date(2026, 7, 1)))

    assert [each.begins for each in found] == [
        date(2025, 7, 1), date(2026, 1, 1), date(2026, 7, 1),
    ]  # fmt: skip
    assert [each.ends for each in found[:-1]] == [each.begins for each in found[1:]]
    assert half_year_of(date(2026, 6, 30)) == HalfYear(date(2026, 1, 1))
    assert found[0].name == "July to December 2025"


def test_a_dictionary_has_the_eighteen_columns_and_coded_choices():
    form = redcap.Field("form", "Form", choices=((1, "Advising"), (2, "Coaching")))

    headings, row = redcap.dictionary([form], form="pairs")

    assert (len(headings), headings[0], headings[-1]) == (
        18, "Variable / Field Name", "Field Annotation",
    )  # fmt: skip
    assert row == ["form", "pairs", "", "radio", "Form", "1, Advising | 2, Coaching", *[""] * 12]


@pytest.mark.parametrize("name", ["Form", "2nd", "a__b", "a_", "ü", "x" * 27, ""])
def test_a_name_that_redcap_would_refuse_is_refused_here(name):
    with pytest.raises(FourfoldError, match="is no variable name"):
        redcap.Field(name, "Label")


def test_names_from_words_are_valid_and_stay_apart():
    long = [
        redcap.field_name("a_very_long_instrument_name", side, "midpoint")
        for side in ("learner", "guide")
    ]

    assert [redcap.Field(each, "Label").name for each in long] == long
    assert len(set(long)) == 2
    assert redcap.field_name("9 Items!", "guide", "end") == "x_9_items_guide_end"


def test_in_a_record_numbers_stay_numbers_and_what_is_not_known_is_empty():
    fields = [redcap.Field(name, name) for name in ("study_id", "weeks", "change")]
    row = {"study_id": "k3", "weeks": None, "change": -1.5, "name": "Lena"}

    assert redcap.records(fields, [row]) == [["study_id", "weeks", "change"], ["k3", "", -1.5]]


def test_two_variables_of_one_name_are_refused():
    with pytest.raises(FourfoldError, match="'weeks' stands twice"):
        redcap.dictionary([redcap.Field("weeks", "One"), redcap.Field("weeks", "Two")], form="p")


def test_standards_name_the_parts_of_the_report_that_speak_to_them():
    found = {each.standard: each.figures for each in answers()}

    assert found == {
        "LCME 11.1": ("Who was reached", "By form of guidance"),
        "LCME 11.2": ("Who was reached", "By form of guidance", "Goals moving", "Feedback given"),
        "ACGME V.A": ("Begun in Fourfold", "Feedback given"),
        "ACGME VI.C": ("Who was reached",),
    }
