"""Journey 5: from the mail on Monday over the program's page to a request on its way again."""

from datetime import timedelta

from django.utils import timezone

from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.reports import actions
from tests.journeys.walks import latest_mail


def test_director_looks_once_a_week_and_helps_one_request_on_in_six_taps(cast, visit):
    cast.sent(afterwards="program")
    sent = timezone.now() - timedelta(days=9)
    GuidanceRequest.objects.update(sent_at=sent, waits_since=sent)
    monday = actions.monday_of(timezone.now()) + timedelta(weeks=1, hours=15)
    actions.tell_directors(now=monday)
    dora = visit("phone", cast.dora)

    dora.open(latest_mail(cast.dora).path)
    dora.reads("1 thing waits, and longer than planned.")
    dora.tap("See what waits and help", role="link")
    dora.reads("Request without a guide")
    dora.tap("Find a guide", role="link")
    dora.choose("Gus Berg", question="Which guide do you ask?")
    dora.tap("Ask this guide")

    dora.reads("Gus Berg is asked now")
    stuck = GuidanceRequest.objects.get()
    assert (stuck.state, stuck.asked_guide) == ("waiting", cast.gus)
    assert dora.taps <= 6
