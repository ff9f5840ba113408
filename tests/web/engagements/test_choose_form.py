"""The learner's own choice of form, kept with the draft."""

import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements import actions
from fourfold_web.shared.conflict import Conflict
from tests.web.engagements.traces import all_mails, audited


@pytest.mark.parametrize("form", FormOfGuidance)
def test_choose_form_keeps_any_of_the_four_without_sending(cast, form):
    draft = cast.draft()

    actions.choose_form(learner=cast.lena, guidance_request=draft, chosen=form)

    draft.refresh_from_db()
    assert (draft.state, draft.form_of_guidance, draft.recommendation) == ("draft", form, None)
    assert audited("choose_form") == [
        (cast.lena.pk, "guidancerequest", draft.pk, {"chosen": form.value})
    ]
    assert all_mails() == []


def test_choose_form_refuses_once_the_request_is_sent(cast):
    sent = cast.sent(FormOfGuidance.COACHING)

    with pytest.raises(Conflict):
        actions.choose_form(
            learner=cast.lena, guidance_request=sent, chosen=FormOfGuidance.MENTORING
        )

    sent.refresh_from_db()
    assert sent.form_of_guidance is FormOfGuidance.COACHING
