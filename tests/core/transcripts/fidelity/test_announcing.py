"""Examples of announced switches, late announcements and ways back."""

from fourfold.transcripts.fidelity import AnnouncedSwitch, Finding, Stretch, assess
from tests.core.transcripts.fidelity.hand_coded import (
    ADVISE,
    ADVISING,
    AGENDA,
    ASK,
    COACHING,
    MENTORING,
    REFLECT,
    SAY_BACK,
    SAY_COACHING,
    SAY_MENTORING,
    STORY,
    WITH_WISDOM,
    codes,
    drift,
    switches,
    talk,
)


def test_assess_allows_mentoring_after_it_was_announced():
    coding = talk(
        [SAY_COACHING, AGENDA], "Codes.", ASK, "How did you?", [SAY_MENTORING, STORY], "Oh.",
        ADVISE, "Good.", [SAY_BACK, ASK], "The cards.", REFLECT, "Yes.",
    )  # fmt: skip

    found = assess(coding, declared_form=WITH_WISDOM)

    assert found.drift == ()
    assert found.announced_switches == (
        AnnouncedSwitch(4, MENTORING),
        AnnouncedSwitch(8, COACHING),
    )
    assert found.stretches == (
        Stretch(WITH_WISDOM, WITH_WISDOM, 0, 3, None, None),
        Stretch(MENTORING, MENTORING, 4, 7, None, None),
        Stretch(WITH_WISDOM, WITH_WISDOM, 8, 11, None, None),
    )
    assert (found.main_form, found.findings) == (WITH_WISDOM, ())
    assert found.strength.code == "switched_aloud"


def test_assess_finds_mentoring_before_it_was_announced():
    coding = talk(
        ASK, "Hm.", STORY, "Oh.", ADVISE, "Okay.", [SAY_MENTORING, STORY], "Ah.",
        [SAY_BACK, ASK], "Mine.",
    )  # fmt: skip

    found = assess(coding, declared_form=WITH_WISDOM)

    assert [(each.start_turn, each.end_turn) for each in found.drift] == [(2, 4)]
    assert [each.turn for each in found.announced_switches] == [6, 8]
    assert found.findings[0].code == "unannounced_mentoring_said_late"


def test_assess_ends_a_departure_with_a_late_announcement_and_keeps_it():
    coding = talk(ASK, "Hm.", STORY, "Oh.", [SAY_BACK, ASK], "Mine.", ASK, "Well.")

    found = assess(coding, declared_form=COACHING)

    assert [(each.start_turn, each.end_turn) for each in found.drift] == [(2, 2)]
    assert found.announced_switches == (AnnouncedSwitch(4, COACHING),)
    assert found.findings == (
        Finding(
            "unannounced_mentoring_said_late",
            "In turn 2 you answered with your own experience, and said so only in turn 4.",
            (2, 4),
        ),
    )
    assert found.strength.code == "said_it_late"


def test_assess_says_that_an_announced_form_never_ended():
    coding = talk(ASK, "Hm.", ASK, "Hm.", ASK, "Hm.", [SAY_MENTORING, STORY], "Oh.", ADVISE)

    assert codes(coding, COACHING) == ["not_returned"]


def test_assess_takes_no_promise_at_the_start_for_a_switch():
    promise = ("I will say so when I start mentoring.", "announce_role")
    coding = talk([SAY_COACHING, promise, AGENDA], "Rounds.", ASK, "Hm.", ADVISE, "Oh.", ASK)

    assert switches(coding, WITH_WISDOM) == ()
    assert drift(coding, WITH_WISDOM) == [(4, 4, ADVISING)]


def test_assess_tells_an_unnamed_form_by_what_follows():
    step_out = ("Let me say something from the other chair.", "announce_role")
    done = ("So much for that.", "announce_role")
    coding = talk(ASK, "Hm.", step_out, "Yes.", STORY, "Oh.", [done, ASK], "Mine.", ASK)

    assert switches(coding, COACHING) == (
        AnnouncedSwitch(2, MENTORING),
        AnnouncedSwitch(6, COACHING),
    )
    assert drift(coding, COACHING) == []


def test_assess_takes_an_offer_that_nothing_follows_for_no_switch():
    offer = ("I could step out as your mentor for a story; would you care for it?", "announce_role")

    assert switches(talk(ASK, "Hm.", offer, "No.", ASK, "Well.", ASK), COACHING) == ()


def test_assess_takes_an_offer_for_a_switch_when_it_is_taken_up():
    offer = ("Can I be your mentor for a moment?", "announce_role")
    taken = talk(ASK, "Hm.", offer, "Yes.", STORY, "Oh.", [SAY_BACK, ASK], "Mine.", ASK)
    declined = talk(ASK, "Hm.", offer, "No.", ASK, "Well.", ASK, "Hm.", ASK)

    assert switches(taken, COACHING) == (
        AnnouncedSwitch(2, MENTORING),
        AnnouncedSwitch(6, COACHING),
    )
    assert drift(taken, COACHING) == []
    assert switches(declined, COACHING) == ()


def test_assess_takes_naming_the_agreed_form_before_leaving_it_for_a_switch():
    but = ("I am your coach, but let me tell you this.", "announce_role")
    coding = talk(ASK, "Hm.", ASK, "Hm.", [but, ADVISE], "Oh.", ASK, "Well.")

    assert switches(coding, COACHING) == (AnnouncedSwitch(4, ADVISING),)
    assert drift(coding, COACHING) == []


def test_assess_tells_words_that_name_nothing_by_the_turn_that_follows():
    unnamed = ("What comes now is another thing.", "announce_role")

    assert switches(talk(ASK, "Hm.", unnamed, "Yes.", ADVISE, "Oh."), COACHING) == (
        AnnouncedSwitch(2, ADVISING),
    )
    assert switches(talk(ASK, "Hm.", unnamed, "Yes.", ASK, "Oh."), COACHING) == ()


def test_assess_hears_the_end_in_words_that_name_the_mentor():
    voice_off = ("That was the mentor.", "announce_role")
    coding = talk(ASK, "Hm.", [SAY_MENTORING, STORY], "Oh.", [voice_off, ASK], "Mine.", ASK)

    assert switches(coding, COACHING) == (
        AnnouncedSwitch(2, MENTORING),
        AnnouncedSwitch(4, COACHING),
    )


def test_assess_shows_coaching_where_a_guide_went_back_without_saying_so():
    coding = talk(
        ASK, "Hm.", [SAY_MENTORING, STORY], "Oh.", ASK, "Hm.", REFLECT, "Hm.", ASK, "Hm.", ASK
    )

    found = assess(coding, declared_form=WITH_WISDOM)

    assert (found.main_form, [each.code for each in found.findings]) == (
        WITH_WISDOM,
        ["not_returned"],
    )
    assert found.stretches[-1] == Stretch(MENTORING, WITH_WISDOM, 4, 10, None, None)
