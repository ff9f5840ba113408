"""Who may take a request is one rule, whether asked of the request or of the guide."""

import pytest

from fourfold_web.engagements import actions
from fourfold_web.engagements.access import guides_asked, requests_offered_to
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole, Supervision

ROLE = MembershipRole


def also(cast, who: str, role: MembershipRole) -> None:
    Membership.objects.create(program=cast.program, person=getattr(cast, who), role=role)


def lets_go(cast, sent) -> None:
    actions.pass_request_on(guide=cast.gita, guidance_request=sent, phrase="")


def supervised_by_gus(cast, sent) -> None:
    Supervision.objects.create(program=cast.program, supervisor=cast.gus, learner=cast.lena)


BEFORE = {
    "nothing": lambda cast: None,
    "a learner who guides": lambda cast: also(cast, "lena", ROLE.GUIDE),
    "a director who guides": lambda cast: also(cast, "dora", ROLE.GUIDE),
    "a supervisor who guides": lambda cast: also(cast, "sam", ROLE.GUIDE),
    "a guide from elsewhere": lambda cast: also(cast, "otto", ROLE.GUIDE),
}
AFTER = {
    "nothing": lambda cast, sent: None,
    "one lets go": lets_go,
    "one judges": supervised_by_gus,
}


@pytest.mark.parametrize("asked", ["anyone", "gita"])
@pytest.mark.parametrize("after", AFTER)
@pytest.mark.parametrize("before", BEFORE)
def test_request_is_offered_to_whom_it_asks(cast, before, after, asked):
    BEFORE[before](cast)
    sent = cast.sent(asked_guide=None if asked == "anyone" else cast.gita)
    AFTER[after](cast, sent)

    offered_to = {each for each in Person.objects.all() if sent in requests_offered_to(each)}

    sent.refresh_from_db()
    asks = {each.person for each in guides_asked(sent)}
    assert offered_to == (asks if sent.state == "waiting" else set())
