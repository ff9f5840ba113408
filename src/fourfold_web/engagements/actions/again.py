"""Starting anew with the same words: after a pair has ended, or when no guide was found."""

from django.db import transaction

from fourfold_web.engagements.access import OVER
from fourfold_web.engagements.actions.ask import check_learner, start_request
from fourfold_web.engagements.actions.states import move
from fourfold_web.engagements.conflicts import still_open
from fourfold_web.engagements.models import Engagement, GuidanceRequest, GuidanceRequestState
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record

State = GuidanceRequestState
# Nobody has it in hand, so that starting anew takes it back.
AT_REST = (State.DECLINED, State.NO_GUIDE)


@transaction.atomic
def start_again(*, learner: Person, guidance_request: GuidanceRequest) -> GuidanceRequest:
    """The learner's draft, with the words, answers and form of an earlier request (A-19).

    After an ended pair it leaves its guide out. A draft that holds words already is given back as
    it is, and nothing else changes. `Conflict` while the earlier request is still on its way.
    """
    earlier = GuidanceRequest.objects.select_for_update().get(pk=guidance_request.pk)
    pair = Engagement.objects.filter(agreement__guidance_request=earlier).first()
    has_ended = pair is not None and not pair.is_active
    if not (has_ended or earlier.state in (*OVER, *AT_REST)):
        raise still_open()
    draft = start_request(learner=learner, program=earlier.program)
    check_learner(learner, draft)
    if draft.text.strip():
        return draft
    if earlier.state in AT_REST:
        move(earlier, to=State.WITHDRAWN, when=AT_REST)
    record(actor=learner, verb="start_again", of=draft)
    return move(
        draft,
        to=State.DRAFT,
        when=[State.DRAFT],
        text=earlier.text,
        answers=earlier.answers,
        topic=earlier.topic,
        chosen_form=earlier.chosen_form,
        former_guide=pair.guide if has_ended else earlier.former_guide,
    )
