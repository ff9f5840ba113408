"""Journey 5: from the mail to the director to a request that is on its way again."""

from fourfold_web.engagements.models import GuidanceRequest
from tests.journeys.walks import latest_mail


def test_director_clears_a_stuck_request_with_at_most_six_taps(cast, visit):
    cast.sent(afterwards="program")
    dora = visit("phone", cast.dora)

    dora.open(latest_mail(cast.dora).path)
    dora.reads("Request without a guide")
    dora.tap("Find a guide", role="link")
    dora.choose("Gus Berg", question="Which guide do you ask?")
    dora.tap("Ask this guide")

    dora.reads("Gus Berg is asked now")
    stuck = GuidanceRequest.objects.get()
    assert (stuck.state, stuck.asked_guide) == ("waiting", cast.gus)
    assert dora.taps <= 6


def test_learner_ends_and_looks_for_someone_else_in_two_taps(cast, visit):
    pair = cast.pair()
    lena = visit("phone", cast.lena)

    lena.open(f"/pairs/{pair.pk}/")
    lena.tap("End working together", role="link")
    lena.tap("End it and find someone else")

    lena.reads("Here are your words again.")
    pair.refresh_from_db()
    assert (pair.is_active, lena.taps) == (False, 2)
