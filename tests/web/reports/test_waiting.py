"""A director's list of what waits."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from fourfold.guidance import session as core
from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions
from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.guidance_sessions import actions as session_actions
from fourfold_web.programs.models import Membership, MembershipRole
from fourfold_web.reports.queries import Awaited, Waiting, waiting_in
from fourfold_web.shared.fields import Confidential
from tests.cast import WORDS, Cast, terms

ANY = Awaited("Any guide")
LENA = Awaited("Lena Lind", "lena@example.org")
GITA = Awaited("Gita Rao", "gita@example.org")
TOPIC = "How I do my work and reach my milestones"
# The session, the person, the programs, three for the rows, one for the pairs that do not meet, and
# what every page asks for its frame.
QUERIES = 7


def waits(cast: Cast) -> list[Waiting]:
    return waiting_in([cast.program], now=timezone.now())


def shown(cast: Cast) -> list[tuple]:
    return [(each.kind, each.topic, each.awaited) for each in waits(cast)]


def test_waiting_in_tells_that_a_request_waits_for_any_guide(cast):
    sent = cast.sent()
    sent_at = timezone.now() - timedelta(days=9, hours=2)
    GuidanceRequest.objects.filter(pk=sent.pk).update(waits_since=sent_at)

    assert waits(cast) == [
        Waiting(
            kind="guidance_request",
            program="Medicine",
            since=sent_at,
            days=9,
            is_overdue=True,
            awaited=(ANY,),
            topic=TOPIC,
            request_id=sent.pk,
        )
    ]


def test_waiting_in_tells_whom_a_learner_asked(cast):
    cast.sent(asked_guide=cast.gita)

    assert shown(cast) == [("guidance_request", TOPIC, (GITA,))]


def test_waiting_in_leaves_out_a_topic_that_is_not_said_yet(cast):
    draft = cast.draft(focus="career")
    actions.open_request(
        learner=cast.lena,
        guidance_request=draft,
        chosen=FormOfGuidance.MENTORING,
        asked_guide=None,
    )

    assert shown(cast) == [("guidance_request", "", (ANY,))]


def test_waiting_in_does_not_name_the_learner_whom_an_offer_waits_for(cast):
    actions.offer_form(
        guide=cast.gita,
        guidance_request=cast.sent(),
        form_of_guidance=FormOfGuidance.MENTORING,
        phrase="Let us take longer.",
    )

    assert shown(cast) == [("offer", TOPIC, (Awaited("The learner"),))]


def test_waiting_in_waits_for_the_guide_to_write_the_terms(cast):
    cast.accepted()

    assert shown(cast) == [("agreement", "", (GITA,))]


def test_waiting_in_waits_for_the_learner_after_the_guide_proposed(cast):
    cast.proposed()

    assert shown(cast) == [("agreement", "", (LENA,))]


def test_waiting_in_waits_for_the_guide_after_the_learner_proposed(cast):
    proposed = cast.proposed()
    actions.propose_agreement(
        by=cast.lena,
        agreement=proposed.agreement,
        terms=terms(FormOfGuidance.COACHING),
        seen_version=1,
    )

    assert shown(cast) == [("agreement", "", (GITA,))]


def test_waiting_in_tells_nothing_of_a_settled_pair(cast):
    cast.planned(cast.pair())

    assert shown(cast) == []


def test_waiting_in_tells_that_a_running_pair_changes_its_terms(cast):
    engagement = cast.pair()
    actions.propose_agreement(
        by=cast.gita,
        agreement=engagement.agreement,
        terms=terms(FormOfGuidance.MENTORING),
        seen_version=1,
    )

    assert shown(cast) == [("agreement", "", (LENA,))]


@pytest.mark.parametrize("state", ["draft", "withdrawn", "closed"])
def test_waiting_in_tells_nothing_of_a_request_that_nobody_waits_with(cast, state):
    cast.sent()
    GuidanceRequest.objects.update(state=state)

    assert shown(cast) == []


def test_waiting_in_waits_for_the_program_when_every_guide_has_let_a_request_go(cast):
    sent = cast.sent()
    for guide in (cast.gita, cast.gus):
        actions.pass_request_on(guide=guide, guidance_request=sent, phrase="I have no time.")

    assert shown(cast) == [("unguided", TOPIC, (Awaited("The program"),))]


def test_waiting_in_waits_for_the_program_when_nobody_guides(cast):
    Membership.objects.filter(program=cast.program, role=MembershipRole.GUIDE).delete()
    cast.sent()

    assert shown(cast) == [("unguided", TOPIC, (Awaited("The program"),))]


def test_waiting_in_waits_for_the_program_when_only_the_supervisor_guides(cast):
    Membership.objects.filter(program=cast.program, role=MembershipRole.GUIDE).delete()
    Membership.objects.create(program=cast.program, person=cast.sam, role=MembershipRole.GUIDE)
    cast.sent()

    assert shown(cast) == [("unguided", TOPIC, (Awaited("The program"),))]


def test_waiting_in_waits_for_the_learner_after_a_no_while_others_can_be_asked(cast):
    sent = cast.sent(asked_guide=cast.gita)
    actions.decline_request(guide=cast.gita, guidance_request=sent, phrase="I have no time.")

    assert shown(cast) == [("choice", TOPIC, (Awaited("The learner"),))]
    assert [each.noes for each in waits(cast)] == [1]


def test_waiting_in_waits_for_the_program_until_somebody_is_asked(cast):
    Membership.objects.filter(program=cast.program, role=MembershipRole.GUIDE).delete()
    cast.sent()
    Membership.objects.create(program=cast.program, person=cast.gita, role=MembershipRole.GUIDE)
    before = [each.kind for each in waits(cast)]

    actions.hand_over_request(
        by=cast.dora, guidance_request=GuidanceRequest.objects.get(), guide=cast.gita
    )

    assert (before, shown(cast)) == (["unguided"], [("guidance_request", TOPIC, (GITA,))])


def test_waiting_page_says_that_a_request_has_no_guide(cast, as_person):
    Membership.objects.filter(program=cast.program, role=MembershipRole.GUIDE).delete()
    cast.sent()

    page = as_person(cast.dora).get(reverse("reports:waiting"))

    assert "Request without a guide" in page.text
    assert "to find a guide who can take it" in page.text
    assert "Lena" not in page.text


def test_waiting_in_waits_for_both_after_a_session(cast):
    cast.ended_session(cast.pair())

    assert shown(cast) == [("guidance_session", "", (LENA, GITA))]


def test_waiting_in_waits_for_whoever_has_not_closed(cast):
    held = cast.ended_session(cast.pair())
    session_actions.give_reflection(
        guide=cast.gita,
        guidance_session=held,
        reflection=core.GuideReflection(stayed_in_role=4),
    )

    assert shown(cast) == [("guidance_session", "", (LENA,))]


def test_waiting_in_waits_for_both_to_set_the_next_meeting(cast):
    held = cast.ended_session(cast.pair())
    closed(cast, held)

    assert shown(cast) == [("guidance_session", "", (LENA, GITA))]


def test_waiting_in_waits_for_the_guide_to_say_the_words_of_a_switch(cast):
    held = cast.open_session(cast.pair())
    session_actions.switch_role(
        by=cast.gita, guidance_session=held, to_form=FormOfGuidance.MENTORING
    )
    held.switches.update(spoken_words="")
    session_actions.end_session(by=cast.gita, guidance_session=held)
    closed(cast, held)
    session_actions.set_next_meeting(
        by=cast.gita, guidance_session=held, next_meeting=core.NextMeeting(none_planned=True)
    )

    assert shown(cast) == [("guidance_session", "", (GITA,))]


def test_waiting_in_tells_nothing_of_a_closed_session(cast):
    held = cast.ended_session(cast.pair())
    closed(cast, held)
    session_actions.set_next_meeting(
        by=cast.gita, guidance_session=held, next_meeting=core.NextMeeting(none_planned=True)
    )

    assert shown(cast) == []


def test_waiting_in_tells_nothing_of_a_pair_that_has_ended(cast):
    engagement = cast.pair()
    cast.ended_session(engagement)
    actions.end_engagement(by=cast.lena, engagement=engagement)

    assert shown(cast) == []


def test_waiting_in_puts_the_oldest_first(cast):
    cast.sent()
    cast.accepted()
    GuidanceRequest.objects.filter(state="waiting").update(
        waits_since=timezone.now() - timedelta(days=3)
    )

    assert [(each.kind, each.days) for each in waits(cast)] == [
        ("guidance_request", 3),
        ("agreement", 0),
    ]


def test_waiting_page_selects_no_confidential_column(cast, as_person):
    every_kind(cast)
    names = {
        f'"{model._meta.db_table}"."{field.column}"'
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, Confidential)
    }
    client = as_person(cast.dora)

    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("reports:waiting"))

    assert names != set()
    assert [name for name in names for query in queries if name in query["sql"]] == []


def test_waiting_page_shows_ages_and_topics_and_no_words(cast, as_person):
    every_kind(cast)

    page = as_person(cast.dora).get(reverse("reports:waiting"))

    assert page.status_code == 200
    assert "4 things wait." in page.text
    assert TOPIC in page.text
    assert WORDS not in page.text
    assert "Coaching" not in page.text


def test_waiting_page_says_that_no_one_waits(cast, as_person):
    page = as_person(cast.dora).get(reverse("reports:waiting"))

    assert "No one waits" in page.text


def test_waiting_page_marks_what_waits_too_long(cast, as_person):
    cast.sent()
    GuidanceRequest.objects.update(waits_since=timezone.now() - timedelta(days=8))

    page = as_person(cast.dora).get(reverse("reports:waiting"))

    assert "1 thing waits, <strong>and longer than planned</strong>." in page.text
    assert "Too long" in page.text


def test_closings_stand_in_one_row_below_what_the_program_can_help_on(cast, as_person):
    pair = cast.pair()
    for days in (30, 20):
        held = cast.ended_session(pair)
        ended = timezone.now() - timedelta(days=days)
        type(held).objects.filter(pk=held.pk).update(opened_at=ended, ended_at=ended)
    cast.sent()
    GuidanceRequest.objects.filter(state="waiting").update(
        waits_since=timezone.now() - timedelta(days=8)
    )
    dora = as_person(cast.dora)

    page = dora.get(reverse("reports:waiting")).text
    closings = dora.get(reverse("reports:waiting"), {"kind": "closings"}).text

    assert "All of them longer than planned." in page
    assert page.index("Find a guide") < page.index("2 sessions are not closed")
    assert "Gita Rao" not in page
    assert (closings.count("Closing of a session"), "Find a guide" in closings) == (2, False)
    assert dora.get(reverse("reports:waiting"), {"kind": "people"}).status_code == 404


def test_waiting_page_tells_nothing_of_another_program(cast, as_person):
    every_kind(cast)

    page = as_person(cast.otto).get(reverse("reports:waiting"))

    assert "No one waits" in page.text


@pytest.mark.parametrize("who", ["lena", "gita", "sam"])
def test_waiting_page_is_not_there_for_others(cast, as_person, who):
    assert as_person(getattr(cast, who)).get(reverse("reports:waiting")).status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_waiting_page_asks_as_often_for_many_rows(cast, as_person, rows):
    for _ in range(rows):
        cast.sent()
    client = as_person(cast.dora)
    client.get(reverse("reports:waiting"))

    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("reports:waiting"))

    assert len(queries) == QUERIES


def test_waiting_page_names_the_program_when_there_are_two(cast, as_person):
    Membership.objects.create(
        program=cast.otto.memberships.first().program,
        person=cast.dora,
        role=MembershipRole.DIRECTOR,
    )
    cast.sent()

    page = as_person(cast.dora).get(reverse("reports:waiting"))

    assert '<span class="cell-label">Program</span>Medicine' in page.text


def closed(cast: Cast, held) -> None:
    """Both sides' minute, without the next meeting."""
    session_actions.give_closing_feedback(
        learner=cast.lena,
        guidance_session=held,
        feedback=core.ClosingFeedback(usefulness=4, stayed_in_role=5),
        words="",
        open_reply=False,
    )
    session_actions.give_reflection(
        guide=cast.gita,
        guidance_session=held,
        reflection=core.GuideReflection(stayed_in_role=4),
    )


def every_kind(cast: Cast) -> None:
    """One of each kind that can wait."""
    cast.ended_session(cast.pair())
    cast.proposed()
    actions.offer_form(
        guide=cast.gita,
        guidance_request=cast.sent(),
        form_of_guidance=FormOfGuidance.MENTORING,
        phrase="Let us take longer.",
    )
    cast.sent()
