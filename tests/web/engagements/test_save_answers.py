"""What the learner has said so far is kept with the draft."""

import pytest

from fourfold.guidance.intake import Intake
from fourfold_web.engagements import actions
from fourfold_web.shared.conflict import Conflict
from tests.cast import WORDS
from tests.web.engagements.traces import audited

INTAKE = Intake(answers={"focus": "career", "topic": "scholarship"}, text="Where do I go?")


def test_save_answers_keeps_words_answers_and_topic(cast):
    draft = actions.start_request(learner=cast.lena, program=cast.program)

    actions.save_answers(learner=cast.lena, guidance_request=draft, intake=INTAKE)

    draft.refresh_from_db()
    assert draft.to_core() == INTAKE
    assert (draft.state, draft.topic) == ("draft", "scholarship")


def test_save_answers_tells_the_audit_trail_how_many_and_not_which(cast):
    draft = actions.start_request(learner=cast.lena, program=cast.program)

    actions.save_answers(learner=cast.lena, guidance_request=draft, intake=INTAKE)

    assert audited("save_answers") == [(cast.lena.pk, "guidancerequest", draft.pk, {"answered": 2})]


def test_save_answers_refuses_once_the_request_is_sent(cast):
    sent = cast.sent()

    with pytest.raises(Conflict, match="Somebody was a moment quicker"):
        actions.save_answers(learner=cast.lena, guidance_request=sent, intake=INTAKE)

    sent.refresh_from_db()
    assert sent.text == WORDS
