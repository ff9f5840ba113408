"""A guide's own talks over time: figures and places of the small drawings."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.transcripts.fidelity import assess
from fourfold.transcripts.fidelity.talk_share import TalkShare
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.transcripts.models import Transcript
from fourfold_web.transcripts.queries import trends_of
from fourfold_web.transcripts.trends import Point, trend_of
from tests.core.transcripts.fidelity.hand_coded import ADVISE, ASK, talk
from tests.web.transcripts.pages import url

COACHING = FormOfGuidance.COACHING
JUDGED = assess(talk(ASK, "Rounds.", ADVISE, "I see."), declared_form=COACHING)


def row(number: int) -> Transcript:
    held = GuidanceSession(opened_at=datetime(2026, 5, number, tzinfo=UTC))
    return Transcript(pk=UUID(int=number), guidance_session=held)


def figures(*judged):
    return trend_of(COACHING, [(row(number), each) for number, each in enumerate(judged, 1)])


def test_each_figure_says_last_and_median():
    half = replace(JUDGED, talk_share=TalkShare(0.5, 0.5), open_share=0.25)
    most = replace(JUDGED, talk_share=TalkShare(0.8, 0.2), open_share=0.75, drift=())

    trend = figures(half, most, half)

    assert [(each.title, each.says) for each in trend.multiples] == [
        ("Unannounced departures", "Last 1; median of your talks 1."),
        ("Your share of the talk", "Last 50 %; median of your talks 50 %."),
        ("Open among your questions", "Last 25 %; median of your talks 25 %."),
        ("Reflections for each question", "Last 0.0; median of your talks 0.0."),
    ]
    assert (trend.talks, trend.latest) == (3, UUID(int=3))


def test_points_lie_between_the_edges_by_talk_and_value():
    shares = [replace(JUDGED, talk_share=TalkShare(part, 1 - part)) for part in (0.4, 0.8)]

    points = figures(*shares).multiples[1].points

    title = "Your share of the talk"
    assert points == (
        Point(title, UUID(int=1), row(1).guidance_session.opened_at, 40.0, "40 %", 6.0, 20.0),
        Point(title, UUID(int=2), row(2).guidance_session.opened_at, 80.0, "80 %", 94.0, 6.0),
    )


def test_a_talk_without_the_figure_has_a_dash():
    asked_nothing = replace(JUDGED, open_share=None)

    trend = figures(asked_nothing)

    multiple = trend.multiples[2]
    assert (multiple.points[0].value, multiple.points[0].shown) == (None, "–")
    assert multiple.says == "No figure yet."


def test_rows_are_by_talk_the_newest_first():
    trend = figures(JUDGED, JUDGED)

    assert [[point.transcript_id.int for point in each] for each in trend.rows] == [
        [2] * 4,
        [1] * 4,
    ]


def test_trends_are_the_guides_own(cast, coded):
    assert [(each.form_of_guidance, each.latest) for each in trends_of(cast.gita)] == [
        (COACHING, coded.pk)
    ]
    assert (trends_of(cast.lena), trends_of(cast.gus)) == ([], [])


def test_trends_leave_out_what_is_not_coded_yet(cast, coded):
    Transcript.objects.update(coded_at=None, codes=None)

    assert trends_of(cast.gita) == []


def test_over_time_waits_for_three_talks(cast, coded, gita):
    pair = coded.guidance_session.engagement
    cast.transcript(pair)
    address = "/transcripts/over-time/"
    before = gita.get(address).text
    third = cast.transcript(pair)

    after = gita.get(address).text

    assert "A course shows from 3 talks on." in before
    assert "A course shows from 3 talks on." not in after
    assert url("report", third) in after
