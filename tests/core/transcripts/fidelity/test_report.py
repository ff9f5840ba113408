"""Examples of fidelity over talks that were coded by hand."""

import json

import pytest

from fourfold.issues import FourfoldError
from fourfold.transcripts.coded import CodedTurn, Coding
from fourfold.transcripts.fidelity import Departure, Fidelity, Finding, Stretch, TalkShare, assess
from fourfold.transcripts.moves import Move
from tests.core.transcripts.fidelity.hand_coded import (
    ADVISE,
    ADVISING,
    AGENDA,
    ASK,
    BYE,
    CALL,
    COACHING,
    FACT,
    FOR_YEARS,
    MENTORING,
    NOD,
    OPEN_A_DOOR,
    PRAISE,
    REFLECT,
    SAY_COACHING,
    SEEN,
    STORY,
    WHICH,
    WITH_WISDOM,
    codes,
    drift,
    talk,
)


def test_assess_finds_one_clear_turn_of_advice_in_coaching():
    found = assess(
        talk(AGENDA, "Rounds.", [REFLECT, ASK], "No idea.", ADVISE, "Okay.", ASK, "Write it."),
        declared_form=COACHING,
    )

    assert found.drift == (Departure(4, 4, ADVISING, ADVISE[0]),)
    assert found.findings == (
        Finding(
            "unannounced_advising",
            "In turn 4 you answered with advice without saying so.",
            (4,),
        ),
    )
    assert found.try_next.code == "ask_before_advice"
    assert found.main_form == COACHING


def test_assess_takes_neutral_turns_inside_a_departure_with_it():
    coding = talk(
        ASK, "Hm.", ADVISE, "Yes.", PRAISE, "Thanks.", FACT, "Oh.", WHICH, "Monday.", ADVISE,
        "Okay.", NOD, "Well.", ASK, "Nothing.", ADVISE, "Fine.", BYE,
    )  # fmt: skip

    assert drift(coding, COACHING) == [(2, 10, ADVISING), (16, 16, ADVISING)]


@pytest.mark.parametrize("kept", [FACT, SEEN, PRAISE, WHICH, BYE, [SEEN, ASK], [FACT, ASK]])
def test_assess_leaves_facts_observations_and_rapport_in_coaching(kept):
    assert drift(talk(ASK, "Hm.", kept, "Oh.", ASK, "Well.", kept), COACHING) == []


def test_assess_leaves_help_in_a_crisis_in_every_form():
    help_now = [
        ("The crisis line is open all night.", "inform"),
        ("Please call them before your shift.", "advise"),
    ]

    assert drift(talk(ASK, "I can't.", help_now, "Okay.", ASK, "Dana."), COACHING) == []


def test_assess_does_not_build_on_one_doubtful_sentence():
    unsure = {"says": [CALL], "confidence": 0.55, "unsure": True}
    beside = {"says": [REFLECT, CALL, ASK], "confidence": 0.8}

    assert drift(talk(ASK, "Hm.", unsure, "Oh.", ASK, "Well.", beside), COACHING) == []


def test_assess_adds_up_doubtful_turns_that_follow_each_other():
    doubtful = [{"says": [ADVISE], "confidence": 0.6} for _ in range(2)]

    assert drift(talk(ASK, "Hm.", doubtful[0], "Oh.", doubtful[1]), COACHING) == [(2, 4, ADVISING)]


def test_assess_finds_a_long_story_before_a_question():
    coding = talk(ASK, "Hm.", [STORY, STORY, ASK], "Oh.", ASK, "Well.")

    assert drift(coding, COACHING) == [(2, 2, MENTORING)]


@pytest.mark.parametrize(
    ("told", "to_form"),
    [
        ([ADVISE, STORY], MENTORING),
        ([ADVISE, ADVISE, ADVISE, STORY], ADVISING),
        ([OPEN_A_DOOR], MENTORING),
        ([FACT, ADVISE], ADVISING),
    ],
)
def test_assess_says_where_most_words_of_a_departure_lead(told, to_form):
    assert drift(talk(ASK, "Hm.", told, "Oh.", ASK), COACHING) == [(2, 2, to_form)]


def test_assess_takes_no_observation_of_the_learner_for_a_story():
    observed = ("I read your notes, and you left out the plan in six of them.", "share_experience")

    assert drift(talk(ASK, "Hm.", observed, "Oh.", ASK), COACHING) == []


def test_assess_leaves_advice_and_questions_in_advising():
    coding = talk(AGENDA, "A form.", [WHICH, ASK], "Monday.", [FACT, ADVISE], "Okay.", REFLECT)

    assert (drift(coding, ADVISING), codes(coding, ADVISING)) == ([], [])


@pytest.mark.parametrize("told", [STORY, OPEN_A_DOOR, FOR_YEARS])
def test_assess_finds_stories_doors_and_years_in_advising(told):
    coding = talk(AGENDA, "A form.", FACT, "Ah.", told, "Kind.", ADVISE, "Good.")

    assert drift(coding, ADVISING) == [(4, 4, MENTORING)]


def test_assess_leaves_a_clause_about_oneself_in_advising():
    clause = ("I did it as a resident myself.", "share_experience")

    assert drift(talk(AGENDA, "A form.", [FACT, clause], "Ah.", clause, "Oh."), ADVISING) == []


def test_assess_finds_a_mentor_who_only_asks_back():
    coding = talk(
        BYE, "How did you decide?", ASK, "But what did you do?", [REFLECT, ASK], "Well.",
        STORY, "Thank you.",
    )  # fmt: skip

    found = assess(coding, declared_form=MENTORING)

    assert found.drift == (Departure(2, 4, COACHING, ASK[0]),)
    assert found.findings[0].message == (
        "In turns 2 to 4 you asked questions although the learner had asked for your own "
        "experience."
    )


def test_assess_lets_a_mentor_ask_once_before_the_answer():
    coding = talk(BYE, "How did you decide?", ASK, "I am torn.", STORY, "Oh.", ASK, "Hm.", ASK)

    assert drift(coding, MENTORING) == []


def test_assess_tells_which_form_the_whole_talk_was():
    told = talk(SAY_COACHING, "Hi.", ADVISE, "Ok.", ADVISE, "Ok.", [STORY, ADVISE], "Ok.", ADVISE)
    asked = talk(AGENDA, "Hm.", ASK, "Hm.", REFLECT, "Hm.", ASK, "Hm.", ASK, "Hm.", REFLECT)

    assert assess(told, declared_form=COACHING).main_form == ADVISING
    assert codes(told, COACHING)[0] == "another_form"
    assert assess(asked, declared_form=ADVISING).main_form == COACHING
    assert assess(asked, declared_form=WITH_WISDOM).main_form == WITH_WISDOM


def test_assess_counts_turns_shares_and_moves():
    found = assess(talk(ASK, "one two", [REFLECT, WHICH], "three", NOD), declared_form=COACHING)

    counted = {move: count for move, count in found.counts.items() if count}
    assert counted == {Move.ASK_OPEN: 1, Move.ASK_CLOSED: 1, Move.OTHER: 1}
    assert found.moves_by_form == {
        COACHING: {Move.ASK_OPEN: (0,), Move.ASK_CLOSED: (2,), Move.OTHER: (4,)}
    }
    assert (found.open_share, found.reflections_to_questions) == (0.5, 0.5)
    assert found.talk_share == TalkShare(23 / 26, 1 - 23 / 26)
    assert found.talk_seconds == TalkShare(None, None)


def test_assess_divides_seconds_where_the_file_has_times():
    turns = (
        CodedTurn(0, "guide", "What?", 0.0, 3.0, move=Move.ASK_OPEN),
        CodedTurn(1, "learner", "Rounds.", 3.0, 12.0),
    )

    found = assess(Coding("Dr. Ruiz", turns), declared_form=COACHING)

    assert found.talk_seconds == TalkShare(0.25, 0.75)
    assert found.stretches == (Stretch(COACHING, COACHING, 0, 1, 0.0, 12.0),)


def test_assess_says_little_about_a_short_talk():
    found = assess(talk(ASK, "Hm."), declared_form=COACHING)

    assert found.summary == (
        "You spoke 6 words in 1 turn here: too little to say how the form was kept."
    )
    assert [each.code for each in found.findings] == ["too_little_to_say"]
    assert (found.strength, found.try_next) == (None, None)


def test_assess_survives_a_talk_without_a_guide():
    found = assess(Coding("Dr. Ruiz", (CodedTurn(0, "learner", ""),)), declared_form=MENTORING)

    assert (found.main_form, found.stretches, found.drift) == (MENTORING, (), ())
    assert (found.talk_share, found.open_share) == (TalkShare(None, None), None)


def test_assess_says_when_the_reading_is_unsure():
    unsure = [{"says": [ASK], "unsure": True} for _ in range(4)]
    coding = talk(unsure[0], "Hm.", unsure[1], "Hm.", unsure[2], "Hm.", REFLECT, "Hm.", unsure[3])

    found = assess(coding, declared_form=COACHING).findings

    assert found == (
        Finding(
            "many_unsure",
            "The reading is unsure in 4 of 5 turns; look at these yourself.",
            (0, 2, 4, 8),
        ),
    )


def test_assess_never_scores():
    told = talk(SAY_COACHING, "Hi.", ADVISE, "Ok.", ADVISE, "Ok.", STORY, "Ok.", ADVISE)
    said = json.dumps(assess(told, declared_form=COACHING).to_json()).lower()

    assert [word for word in ("score", "rank", "pass", "fail", "grade") if word in said] == []


def test_assess_gives_the_same_report_for_the_same_talk():
    coding = talk(ASK, "Hm.", ADVISE, "Oh.", ASK)

    assert assess(coding, declared_form="coaching") == assess(coding, declared_form=COACHING)


def test_assess_refuses_an_unknown_form():
    with pytest.raises(FourfoldError, match=r"Unknown form of guidance 'coach'. Choose one of: ad"):
        assess(talk(ASK), declared_form="coach")


def test_assess_counts_a_main_move_that_no_sentence_has():
    turn = {"says": [REFLECT], "move": "advise"}

    assert drift(talk(ASK, "Hm.", turn, "Oh.", ASK), COACHING) == [(2, 2, ADVISING)]


def test_assess_cuts_a_long_quote_between_words():
    told = " ".join(["You should call the sickest patient first."] * 9)
    coding = talk(ASK, "Hm.", (told, "advise"), "Oh.", ASK)

    quote = assess(coding, declared_form=COACHING).drift[0].quote

    assert (quote[-2:], len(quote) <= 162, told.startswith(quote[:-1])) == (" …", True, True)


def test_assess_names_every_departing_move_with_a_fair_part_of_the_words():
    said = [ADVISE, STORY, ("I'll ask Priya.", "connect")]
    found = assess(talk(ASK, "Hm.", ASK, "Hm.", said, "Oh.", ASK), declared_form=COACHING)

    assert found.findings[0].message == (
        "In turn 4 you answered with your own experience and advice without saying so."
    )


def test_stretches_json_names_both_lanes():
    found = assess(talk(ASK, "Hm.", ADVISE, "Oh."), declared_form=COACHING).to_json()

    assert found["stretches"] == [
        {
            "in_force": "coaching",
            "practiced": practiced,
            "start_turn": start,
            "end_turn": end,
            "start": None,
            "end": None,
        }
        for practiced, start, end in (("coaching", 0, 1), ("advising", 2, 3))
    ]


def test_fidelity_json_keeps_the_contract():
    found = assess(talk(ASK, "Hm.", ADVISE, "Oh.", ASK), declared_form=COACHING)

    assert isinstance(found, Fidelity)
    given = json.loads(json.dumps(found.to_json()))
    assert list(given)[:9] == [
        "declared_form",
        "main_form",
        "drift",
        "announced_switches",
        "counts",
        "talk_share",
        "open_share",
        "reflections_to_questions",
        "findings",
    ]
    assert given["drift"] == [
        {"start_turn": 2, "end_turn": 2, "to_form": "advising", "quote": ADVISE[0]}
    ]
