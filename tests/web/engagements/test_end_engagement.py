"""Either side ends the pair, without a reason."""

import pytest

from fourfold_web.engagements import actions
from tests.web.engagements.traces import audited, mailed


@pytest.mark.parametrize(("who", "told"), [("lena", "Gita"), ("gita", "Lena")])
def test_end_engagement_ends_it_for_both_and_tells_the_other(cast, who, told):
    engagement = cast.pair()

    actions.end_engagement(by=getattr(cast, who), engagement=engagement)

    engagement.refresh_from_db()
    assert not engagement.is_active
    assert audited("end_engagement") == [(getattr(cast, who).pk, "engagement", engagement.pk, {})]
    assert mailed("engagement_ended") == [(told, f"/pairs/{engagement.pk}/", {})]


def test_end_engagement_twice_changes_nothing(cast):
    engagement = cast.ended_pair()
    ended_at = engagement.ended_at

    actions.end_engagement(by=cast.gita, engagement=engagement)

    engagement.refresh_from_db()
    assert engagement.ended_at == ended_at
    assert len(audited("end_engagement")) == len(mailed("engagement_ended")) == 1
