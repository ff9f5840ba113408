"""What calendars answer to invitations, as far as it is about one of ours."""

from django.db import transaction
from django.utils import timezone

from fourfold_web.correspondence.models import CalendarAnswer, CalendarEntry
from fourfold_web.correspondence.replies import Reply
from fourfold_web.shared.audit import record


@transaction.atomic
def keep_reply(*, reply: Reply) -> bool:
    """Keep the answer of the one who was invited; anything else is left aside.

    The latest answer counts. One to an older time of the meeting says nothing about its new time.
    """
    sent = CalendarEntry.objects.filter(uid=reply.uid, mail__to__email=reply.sender)
    entry = sent.select_related("mail__to").order_by("-sequence").first()
    if entry is None or reply.sequence != entry.sequence or entry.method != "REQUEST":
        return False
    person = entry.mail.to
    answer, _ = CalendarAnswer.objects.update_or_create(
        uid=reply.uid,
        person=person,
        defaults={
            "answer": reply.answer,
            "sequence": reply.sequence,
            "answered_at": timezone.now(),
        },
    )
    record(actor=person, verb="answer_invitation", of=answer, answer=reply.answer)
    return True
