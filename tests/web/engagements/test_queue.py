"""What waits for a guide."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions
from fourfold_web.engagements.models import GuidanceRequest
from tests.cast import WORDS

QUEUE = reverse("engagements:queue")


def waiting(client) -> list[GuidanceRequest]:
    return [each for each, _ in client.get(QUEUE).context["waiting"]]


def test_queue_shows_who_asks_for_what_in_their_words(cast, as_person):
    sent = cast.sent()

    page = as_person(cast.gita).get(QUEUE)

    assert (
        f'href="{reverse("engagements:guidance_request", args=[sent.pk])}">Lena Lind' in page.text
    )
    assert WORDS in page.text
    assert "Coaching" in page.text
    assert "Asks for you" not in page.text


def test_queue_puts_the_longest_waiting_first(cast, as_person):
    young, old = cast.sent(), cast.sent(words="I have waited long.")
    GuidanceRequest.objects.filter(pk=old.pk).update(waits_since=timezone.now() - timedelta(days=3))

    assert waiting(as_person(cast.gita)) == [old, young]


def test_queue_shows_a_request_to_one_guide_to_that_guide_only(cast, as_person):
    sent = cast.sent(asked_guide=cast.gita)

    assert waiting(as_person(cast.gita)) == [sent]
    assert "Asks for you" in as_person(cast.gita).get(QUEUE).text
    assert waiting(as_person(cast.gus)) == []


def test_queue_holds_no_drafts_and_nothing_that_was_answered_or_withdrawn(cast, as_person):
    cast.draft()
    cast.accepted()
    actions.withdraw_request(learner=cast.lena, guidance_request=cast.sent())

    assert waiting(as_person(cast.gus)) == []


def test_queue_holds_nothing_of_another_program(cast, as_person):
    cast.sent()

    assert waiting(as_person(cast.otto)) == []


def test_queue_says_that_no_one_waits(cast, as_person):
    assert "No one is waiting" in as_person(cast.gita).get(QUEUE).text


def test_queue_says_whose_turn_it_is_to_settle_terms(cast, as_person):
    cast.accepted()
    to_write = as_person(cast.gita).get(QUEUE).text
    GuidanceRequest.objects.all().delete()
    cast.proposed()

    to_agree = as_person(cast.gita).get(QUEUE).text

    assert ("Waits for you" in to_write, "Waits for the learner" in to_write) == (True, False)
    assert ("Waits for you" in to_agree, "Waits for the learner" in to_agree) == (False, True)


def test_queue_shows_an_offer_that_waits_for_the_learner(cast, as_person):
    actions.offer_form(
        guide=cast.gita,
        guidance_request=cast.sent(),
        form_of_guidance=FormOfGuidance.MENTORING,
        phrase="",
    )

    page = as_person(cast.gita).get(QUEUE)

    assert "Mentoring offered" in page.text
    assert "Waits for the learner" in page.text
