"""Examples of agreements: what is asked, what is missing, how one reads, what changed."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.guidance.agreement import (
    AgreementTerms,
    Change,
    changes,
    check_terms,
    clauses,
    default_terms,
    in_form,
    in_words,
    is_single_session,
    one_line,
)
from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.intake import question
from fourfold.issues import FourfoldError, Issue

ADVISING = FormOfGuidance.ADVISING
COACHING = FormOfGuidance.COACHING
MENTORING = FormOfGuidance.MENTORING


def settled(form):
    return replace(
        default_terms(form, session_goal="Lead a family meeting"),
        covered="Talking with families",
        not_covered="My exam",
    )


def test_clauses_cover_every_term_in_reading_order():
    names = [field.name for field in fields(AgreementTerms)]

    assert [*(clause.field for clause in clauses(COACHING)), "program_clauses"] == names


def test_clauses_ask_for_everything_but_interests_and_the_cadence_of_advising():
    optional = {form: [c.field for c in clauses(form) if not c.required] for form in FormOfGuidance}

    assert optional == {
        "advising": ["cadence", "interests", "triangle"],
        "coaching": ["interests", "triangle"],
        "coaching_with_wisdom": ["interests", "triangle"],
        "mentoring": ["interests", "triangle"],
    }


def test_clauses_offer_the_leaders_that_the_intake_knows():
    choices = {clause.field: clause.choices for clause in clauses(COACHING)}

    assert choices["who_leads"] == (
        ("guide", "The guide leads"),
        ("guide_with_exchange", "The guide leads, with much back and forth"),
        ("mostly_me", "Mostly the learner leads"),
        ("me", "The learner leads"),
    )
    assert {value for value, _ in choices["who_leads"]} == {
        choice.value for choice in question("lead").choices
    }


@pytest.mark.parametrize(
    ("form", "who_leads", "time_frame", "cadence"),
    [
        ("advising", "guide", "one session", "once"),
        ("coaching", "me", "six sessions in three to six months", "every two to four weeks"),
        (
            "coaching_with_wisdom",
            "mostly_me",
            "six sessions in three to six months",
            "every two to four weeks",
        ),
        (
            "mentoring",
            "guide_with_exchange",
            "one year, then we look at it again together",
            "at least every three months",
        ),
    ],
)
def test_default_terms_follow_the_form(form, who_leads, time_frame, cadence):
    terms = default_terms(FormOfGuidance(form), session_goal="Write my thesis")

    assert (terms.who_leads, terms.time_frame, terms.cadence) == (who_leads, time_frame, cadence)
    assert (terms.session_goal, terms.covered, terms.not_covered) == ("Write my thesis", "", "")
    assert (terms.transcripts, terms.no_fault_exit) == (False, True)


@pytest.mark.parametrize("form", FormOfGuidance)
def test_in_form_takes_what_is_usual_there_and_keeps_the_own_words(form):
    agreed = replace(settled(ADVISING), time_frame="Two talks", feedback="A line by mail")

    assert in_form(agreed, form) == settled(form)


@pytest.mark.parametrize("form", FormOfGuidance)
def test_check_terms_of_the_defaults_asks_only_for_what_people_must_settle(form):
    issues = check_terms(default_terms(form, session_goal="Write my thesis"))

    assert tuple(each for each in issues if each.severity == "error") == (
        Issue("missing", "Write what you will help with.", "covered"),
        Issue("missing", "Write what you will not help with.", "not_covered"),
    )


@pytest.mark.parametrize("form", FormOfGuidance)
def test_check_terms_finds_nothing_when_all_is_settled(form):
    assert check_terms(replace(settled(form), interests="None")) == ()


def test_check_terms_names_every_field_of_empty_terms():
    issues = check_terms(AgreementTerms())

    names = [field.name for field in fields(AgreementTerms)]
    optional = {"interests", "triangle", "program_clauses"}
    assert [issue.where for issue in issues] == [name for name in names if name not in optional]
    assert {issue.code for issue in issues} == {"missing"}


def test_check_terms_takes_spaces_for_nothing():
    terms = replace(settled(COACHING), covered="  \n ")

    assert check_terms(terms) == (Issue("missing", "Write what you will help with.", "covered"),)


def test_check_terms_needs_a_cadence_in_coaching_but_not_in_advising():
    cadence = "Write how often you will meet, for example “every two to four weeks”."

    assert check_terms(replace(settled(ADVISING), cadence="")) == ()
    assert check_terms(replace(settled(COACHING), cadence="")) == (
        Issue("missing", cadence, "cadence"),
    )


def test_check_terms_does_not_call_a_missing_time_frame_long():
    assert [each.code for each in check_terms(replace(settled(ADVISING), time_frame=""))] == [
        "missing"
    ]


def test_check_terms_accepts_a_no_to_transcripts_but_not_silence():
    assert check_terms(replace(settled(COACHING), transcripts=False)) == ()
    assert check_terms(replace(settled(COACHING), transcripts=None)) == (
        Issue("missing", "Choose yes or no for transcripts.", "transcripts"),
    )


def test_check_terms_insists_on_ending_without_a_reason():
    issues = check_terms(replace(settled(COACHING), no_fault_exit=False))

    assert issues == (
        Issue(
            "missing", "Confirm that either of you can end this without a reason.", "no_fault_exit"
        ),
    )


def test_check_terms_refuses_the_same_words_on_both_sides_of_the_scope():
    issues = check_terms(replace(settled(COACHING), covered="My exam", not_covered=" my exam "))

    assert [(issue.code, issue.where) for issue in issues] == [("contradiction", "not_covered")]


def test_check_terms_refuses_an_unknown_leader_and_offers_the_choices():
    issues = check_terms(replace(settled(COACHING), who_leads="the dean"))

    assert issues == (
        Issue(
            "unknown",
            "Unknown leader 'the dean'. Choose one of: guide, guide_with_exchange, mostly_me, me.",
            "who_leads",
        ),
    )


@pytest.mark.parametrize(
    ("terms", "code", "where"),
    [
        (replace(settled(ADVISING), time_frame="six months"), "long_advising", "time_frame"),
        (
            replace(settled(ADVISING), time_frame="one session a month"),
            "long_advising",
            "time_frame",
        ),
        (
            replace(settled(MENTORING), time_frame="One session", interests="None"),
            "single_mentoring",
            "time_frame",
        ),
        (settled(MENTORING), "undeclared_interest", "interests"),
        (replace(settled(COACHING), who_leads="guide"), "unusual_lead", "who_leads"),
    ],
)
def test_check_terms_warns_where_the_terms_do_not_fit_the_form(terms, code, where):
    issues = check_terms(terms)

    assert [(each.code, each.where, each.severity) for each in issues] == [(code, where, "warning")]


@pytest.mark.parametrize(
    ("time_frame", "single"),
    [
        ("one session", True),
        ("A single meeting of 30 minutes next week", True),
        ("once", True),
        ("one session each month", False),
        ("once a week", False),
        ("one session, then we see", False),
        ("six sessions", False),
        ("", False),
    ],
)
def test_is_single_session_reads_the_time_frame_of_advising(time_frame, single):
    assert is_single_session(replace(settled(ADVISING), time_frame=time_frame)) is single
    assert not is_single_session(replace(settled(COACHING), time_frame=time_frame))


def test_one_line_holds_the_whole_agreement_of_one_advising_session():
    terms = AgreementTerms(
        form_of_guidance=ADVISING,
        session_goal="my appeal letter",
        covered="Wording of the letter.",
        not_covered="The hearing",
        who_leads="guide",
        time_frame="one session",
        confidentiality="Between us",
        transcripts=False,
        feedback="At the end",
        no_fault_exit=True,
    )

    assert one_line(terms) == (
        "One advising session on “my appeal letter”. Covered: Wording of the letter. "
        "Not covered: The hearing. Who leads: The guide leads. "
        "Confidentiality and its limits: Between us. Transcripts: No. Feedback: At the end. "
        "Ending without a reason: Yes."
    )


def test_one_line_says_gaps_aloud():
    assert one_line(AgreementTerms(form_of_guidance=COACHING)).startswith(
        "Coaching. Covered: Not settled yet. Not covered: Not settled yet. Who leads: Not settled"
    )


def test_changes_tells_both_versions_in_words():
    before = settled(COACHING)
    after = replace(
        before, not_covered="My exam and my thesis", who_leads="guide", transcripts=True
    )

    assert changes(before, after) == (
        Change("not_covered", "Not covered", "My exam", "My exam and my thesis"),
        Change("who_leads", "Who leads", "The learner leads", "The guide leads"),
        Change("transcripts", "Transcripts", "No", "Yes"),
    )


def test_changes_of_the_same_terms_are_none():
    assert changes(settled(MENTORING), settled(MENTORING)) == ()


def test_in_words_refuses_an_unknown_field():
    with pytest.raises(FourfoldError, match="Unknown term of an agreement 'price'"):
        in_words(AgreementTerms(), "price")


@given(
    st.builds(
        AgreementTerms,
        form_of_guidance=st.none() | st.sampled_from(FormOfGuidance),
        session_goal=st.text(),
        covered=st.text(),
        not_covered=st.text(),
        who_leads=st.text(),
        time_frame=st.text(),
        cadence=st.text(),
        confidentiality=st.text(),
        transcripts=st.none() | st.booleans(),
        feedback=st.text(),
        no_fault_exit=st.booleans(),
    )
)
def test_any_terms_survive_json_and_every_check(terms):
    check_terms(terms)
    one_line(terms)

    assert AgreementTerms.from_json(terms.to_json()) == terms


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"price": "10"}, "Unknown term of an agreement 'price'"),
        ({"form_of_guidance": "tutoring"}, "Unknown form of guidance 'tutoring'"),
        ({"form_of_guidance": 3}, "The term 'form_of_guidance' cannot be 3."),
        ({"covered": None}, "The term 'covered' cannot be None."),
        ({"transcripts": "no"}, "The term 'transcripts' cannot be 'no'."),
        ({"no_fault_exit": None}, "The term 'no_fault_exit' cannot be None."),
        ([], "must be an object"),
    ],
)
def test_from_json_refuses_by_name(data, says):
    with pytest.raises(FourfoldError, match=says):
        AgreementTerms.from_json(data)
