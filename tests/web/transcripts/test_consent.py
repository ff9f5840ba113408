"""Consent of both, for each session: without two yeses nothing; a yes taken back deletes (B-12)."""

import pytest

from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.engagements import actions as engagement_actions
from fourfold_web.shared.conflict import Conflict
from fourfold_web.transcripts import actions
from fourfold_web.transcripts.models import Transcript, TranscriptConsent, TranscriptDraft
from fourfold_web.transcripts.queries import consents_of
from tests.web.transcripts.pages import url


@pytest.fixture
def held(cast):
    """A session of Lena and Gita that has just ended."""
    return cast.ended_session(cast.pair())


def test_consent_of_one_is_not_enough_and_asks_the_other(cast, held, as_person):
    as_person(cast.gita).post(url("consent", held), {"answer": "yes"})

    consents = consents_of(held)
    assert (consents.guide.holds, consents.learner, consents.both) == (True, None, False)
    asked = OutgoingMail.objects.get(kind="consent_asked")
    assert (asked.to, asked.path) == (cast.lena, url("talk", held))


def test_consent_of_both_opens_the_upload_for_the_guide_only(cast, held, as_person):
    for person in (cast.gita, cast.lena):
        as_person(person).post(url("consent", held), {"answer": "yes"})

    assert "Read it" in as_person(cast.gita).get(url("talk", held)).text
    assert "Read it" not in as_person(cast.lena).get(url("talk", held)).text


@pytest.mark.parametrize("answer", ["", "maybe"])
def test_consent_takes_nothing_but_yes_or_no(cast, held, as_person, answer):
    response = as_person(cast.lena).post(url("consent", held), {"answer": answer})

    assert response.status_code == 422
    assert TranscriptConsent.objects.count() == 0


def test_consent_is_refused_where_the_agreement_says_no(cast, held, say_no):
    say_no(held)

    with pytest.raises(Conflict, match="Your agreement says no"):
        actions.answer_consent(by=cast.lena, guidance_session=held, is_yes=True)

    assert TranscriptConsent.objects.count() == 0


@pytest.mark.parametrize("who", ["lena", "gita"])
def test_consent_taken_back_deletes_words_and_report(cast, as_person, who):
    transcript = cast.transcript(cast.pair())
    person = getattr(cast, who)

    as_person(person).post(url("withdraw", transcript.guidance_session))

    assert Transcript.objects.count() == 0
    assert not TranscriptConsent.objects.get(person=person).holds


def test_consent_taken_back_deletes_a_draft(cast, as_person):
    draft = cast.transcript_draft(cast.pair())

    as_person(cast.lena).post(url("withdraw", draft.guidance_session))

    assert TranscriptDraft.objects.count() == 0
    assert as_person(cast.gita).get(url("check", draft)).status_code == 404


def test_consent_may_be_taken_back_after_the_pair_has_ended(cast, as_person):
    transcript = cast.transcript(cast.pair())
    engagement_actions.end_engagement(
        by=cast.gita, engagement=transcript.guidance_session.engagement
    )

    as_person(cast.lena).post(url("withdraw", transcript.guidance_session))

    assert Transcript.objects.count() == 0


def test_consent_turned_to_no_deletes_as_well(cast, as_person):
    transcript = cast.transcript(cast.pair())

    as_person(cast.lena).post(url("consent", transcript.guidance_session), {"answer": "no"})

    assert Transcript.objects.count() == 0


def test_bringing_words_in_needs_both_consents_at_that_moment(cast):
    draft = cast.transcript_draft(cast.pair())
    TranscriptConsent.objects.filter(person=cast.lena).update(is_yes=False)

    with pytest.raises(Conflict, match="Both of you"):
        actions.add_transcript(guide=cast.gita, draft=draft, turns=[])

    assert Transcript.objects.count() == 0


def test_consent_taken_back_calls_off_the_mail_that_asks_and_a_new_yes_asks_again(cast, held):
    def asked() -> list[bool]:
        mails = OutgoingMail.objects.filter(kind="consent_asked").order_by("created_at")
        return [each.dropped_at is not None for each in mails]

    for _ in range(2):
        actions.answer_consent(by=cast.gita, guidance_session=held, is_yes=True)
    actions.withdraw_consent(by=cast.gita, guidance_session=held)
    taken_back = asked()
    actions.answer_consent(by=cast.gita, guidance_session=held, is_yes=True)

    assert (taken_back, asked()) == ([True], [True, False])


def test_withdrawing_tells_of_a_deletion_only_when_there_was_a_yes(cast, held, as_person):
    actions.answer_consent(by=cast.lena, guidance_session=held, is_yes=True)
    lena = as_person(cast.lena)

    pages = [lena.post(url("withdraw", held), follow=True).text for _ in range(2)]

    assert ["has been deleted" in page for page in pages] == [True, False]
    assert "There was no yes of yours to take back." in pages[1]
