"""The way of a request: who is asked next, and what happens when nobody is left."""

from collections.abc import Sequence

from django.utils import timezone

from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.engagements.access import free_guides_for, guides_to_tell
from fourfold_web.engagements.actions.states import move, new_wait, without_guide
from fourfold_web.engagements.models import (
    Afterwards,
    GuidanceRequest,
    GuidanceRequestState,
    RequestChoice,
)
from fourfold_web.people.models import Person
from fourfold_web.programs.models import MembershipRole
from fourfold_web.programs.queries import persons_with
from fourfold_web.shared.addresses import address

State = GuidanceRequestState
# Where a request can be when it goes on to somebody else.
ON_ITS_WAY = (State.WAITING, State.OFFERED, State.ACCEPTED)
MOST_CHOICES = 3


def keep_choices(guidance_request: GuidanceRequest, guides: Sequence[Person]) -> None:
    """Remember whom the learner named, each once and at most three, in the order of choice."""
    guidance_request.choices.all().delete()
    named = list(dict.fromkeys(guides))[:MOST_CHOICES]
    RequestChoice.objects.bulk_create(
        RequestChoice(guidance_request=guidance_request, guide=guide, place=place)
        for place, guide in enumerate(named, start=1)
    )


def ask_first(guidance_request: GuidanceRequest) -> GuidanceRequest:
    """A request that was just sent: to the first guide named, else to anyone or the program."""
    if guidance_request.choices.exists():
        return go_on(guidance_request)
    if guidance_request.afterwards == Afterwards.PROGRAM:
        return give_to_program(guidance_request)
    return ask_anyone(guidance_request)


def go_on(guidance_request: GuidanceRequest) -> GuidanceRequest:
    """To the next guide whom the learner named, else to whatever they wanted then."""
    free = free_guides_for(guidance_request).values("person")
    choice = guidance_request.choices.filter(asked_at=None, guide__in=free).first()
    if choice:
        guidance_request.choices.filter(pk=choice.pk).update(asked_at=timezone.now())
        return ask_guide(guidance_request, choice.guide)
    match guidance_request.afterwards:
        case Afterwards.ANYONE:
            return ask_anyone(guidance_request)
        case Afterwards.PROGRAM:
            return give_to_program(guidance_request)
    return give_to_learner(guidance_request)


def give_to_learner(guidance_request: GuidanceRequest) -> GuidanceRequest:
    """The learner chooses how it goes on."""
    return move(
        guidance_request, to=State.DECLINED, when=ON_ITS_WAY, **without_guide(), **new_wait()
    )


def ask_guide(guidance_request: GuidanceRequest, guide: Person) -> GuidanceRequest:
    """Let one guide answer, and mail them."""
    asked = move(
        guidance_request,
        to=State.WAITING,
        when=[*ON_ITS_WAY, State.DECLINED, State.NO_GUIDE],
        asked_guide=guide,
        **without_guide(),
        **new_wait(),
    )
    _mail_guides(asked, [guide])
    return asked


def ask_anyone(guidance_request: GuidanceRequest) -> GuidanceRequest:
    """Let every guide with room answer; without one it waits for the program at once."""
    asked = move(
        guidance_request,
        to=State.WAITING,
        when=ON_ITS_WAY,
        asked_guide=None,
        **without_guide(),
        **new_wait(),
    )
    guides = [each.person for each in guides_to_tell(asked)]
    if not guides:
        return give_to_program(asked)
    _mail_guides(asked, guides)
    return asked


def give_to_program(guidance_request: GuidanceRequest) -> GuidanceRequest:
    """Nobody was found: the program looks for a guide, and is told that one is needed."""
    given = move(
        guidance_request,
        to=State.NO_GUIDE,
        when=[*ON_ITS_WAY, State.DECLINED],
        **without_guide(),
        **new_wait(),
    )
    for director in persons_with(MembershipRole.DIRECTOR, given.program):
        queue_mail(
            to=director,
            kind="request_unguided",
            path=address("reports:waiting"),
            key=_key("request_unguided", given, director),
        )
    return given


def tell_learner(guidance_request: GuidanceRequest, *, answered: bool) -> None:
    """Mail the learner: somebody has `answered`, or the request has moved on without an answer."""
    kind = "request_answered" if answered else "request_moved_on"
    queue_mail(
        to=guidance_request.learner,
        kind=kind,
        path=address("engagements:guidance_request", guidance_request.pk),
        key=_key(kind, guidance_request, guidance_request.learner),
    )


def _mail_guides(guidance_request: GuidanceRequest, guides: Sequence[Person]) -> None:
    for guide in guides:
        queue_mail(
            to=guide,
            kind="request_waiting",
            path=address("engagements:guidance_request", guidance_request.pk),
            key=_key("request_waiting", guidance_request, guide),
            reply_within_days=guidance_request.program.reply_within_days,
        )


def _key(kind: str, guidance_request: GuidanceRequest, person: Person) -> str:
    """One mail of a kind for each wait and person."""
    since = guidance_request.waits_since.isoformat()
    return f"{kind}:{guidance_request.pk}:{person.pk}:{since}"
