"""Every mail's button leads to a page of this site, whatever happened between two people."""

from collections import defaultdict

import pytest
from django.urls import resolve

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.engagements import actions
from fourfold_web.guidance_sessions import actions as session_actions
from fourfold_web.policy import mail_rules
from fourfold_web.programs.actions import add_person
from fourfold_web.programs.models import MembershipRole
from fourfold_web.transcripts import actions as transcript_actions
from tests.cast import Cast


@pytest.fixture
def mailed(cast) -> dict[str, set[str]]:
    """The pages that each kind of mail led to, by URL name, after everything that is mailed."""
    somebody = {"email": "nora@example.org", "name": "Nora Ny", "role": MembershipRole.LEARNER}
    add_person(by=cast.dora, program=cast.program, **somebody)
    take_an_offer(cast)
    actions.withdraw_request(learner=cast.lena, guidance_request=cast.accepted())
    coded = cast.transcript(cast.pair())
    transcript_actions.share_report(by=cast.gita, transcript=coded)
    pair = coded.guidance_session.engagement
    session_actions.call_off_session(by=cast.gita, guidance_session=cast.planned(pair))
    actions.end_engagement(by=cast.lena, engagement=pair)
    pages = defaultdict(set)
    for mail in OutgoingMail.objects.all():
        pages[mail.kind].add(resolve(mail.path).view_name)
    return dict(pages)


def take_an_offer(cast: Cast) -> None:
    offered = actions.offer_form(
        guide=cast.gita,
        guidance_request=cast.sent(),
        form_of_guidance=FormOfGuidance.MENTORING,
        phrase="",
    )
    actions.answer_offer(
        learner=cast.lena, guidance_request=offered, seen_guide=cast.gita.pk, accept=True
    )


def test_mails_of_every_kind_lead_to_the_page_that_they_are_about(mailed):
    assert mailed == {
        "person_added": {"account_login"},
        "request_waiting": {"engagements:guidance_request"},
        "request_answered": {"engagements:guidance_request"},
        "request_withdrawn": {"engagements:queue"},
        "agreement_waiting": {"engagements:agreement"},
        "agreement_settled": {"guidance_sessions:pair"},
        "session_planned": {"guidance_sessions:pair"},
        "session_called_off": {"guidance_sessions:pair"},
        "closing_waiting": {"guidance_sessions:close"},
        "engagement_ended": {"guidance_sessions:pair"},
        "consent_asked": {"transcripts:talk"},
        "report_ready": {"transcripts:report"},
        "report_shared": {"transcripts:shared"},
    }
    assert set(mailed) == set(mail_rules())
