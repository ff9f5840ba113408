"""What a person hears whose step came too late, or who may no longer take it; each a `Conflict`.

Everything typed is shown again by the page that tells it.
"""

from uuid import UUID

from fourfold_web.engagements.access import (
    answered_request,
    called_off_while_settling,
    has_ended_with,
    has_let_go,
    went_on_from,
)
from fourfold_web.engagements.models import GuidanceRequestState
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.shared.conflict import Conflict

TOLD = {
    GuidanceRequestState.WAITING: "It is waiting for a guide again.",
    GuidanceRequestState.OFFERED: "Another guide has answered it.",
    GuidanceRequestState.ACCEPTED: "Another guide has accepted it, so the learner is cared for.",
    GuidanceRequestState.AGREED: "The learner and a guide have already agreed.",
    GuidanceRequestState.DECLINED: "It has been declined in the meantime.",
    GuidanceRequestState.NO_GUIDE: "The program now looks for a guide.",
    GuidanceRequestState.WITHDRAWN: "The learner has withdrawn it.",
    GuidanceRequestState.CLOSED: "The program has closed it.",
}


def answered_before(state: str | None) -> Conflict:
    """What a person hears whose step came second; `state` is where the request stands now."""
    told = TOLD.get(state, "It is no longer there.")
    return Conflict("Somebody was a moment quicker", f"{told} Nothing was counted twice.")


def already_answered() -> Conflict:
    """What a guide hears who answers a second time."""
    return Conflict("You have already answered this", "Your first answer stands.")


def no_longer_a_draft() -> Conflict:
    """What a learner hears who writes on in a request that they sent from another page."""
    return Conflict(
        "This is no longer a draft",
        "You have sent it or taken it back in the meantime. You find it on your page.",
    )


def no_longer_a_learner(program: Program) -> Conflict:
    """What a person hears who goes on with a request after the program took them off its list."""
    return Conflict(
        f"You are no longer a learner of {program}",
        "So this request cannot be sent. It is kept as it is, and you can go on as soon as the"
        " program director adds you again.",
    )


def went_on() -> Conflict:
    """What a guide hears who comes after the request went on to somebody else."""
    return Conflict(
        "This request has gone on",
        "It could not wait any longer, so somebody else is asked now. There is nothing you need"
        " to do.",
    )


def no_room(capacity: int) -> Conflict:
    """What a guide hears who has as many people as they said they can guide."""
    return Conflict(
        "You have no room for one more",
        f"You said that you guide at most {capacity} at a time, and you do. End a pair, raise your"
        " number under “Waiting for you”, or pass this request on.",
    )


def not_to_hand_over() -> Conflict:
    """What a director hears whose pick cannot take the request any more."""
    return Conflict(
        "This guide cannot take it",
        "They have no room now, or may not guide this learner. Choose somebody else.",
    )


def still_open() -> Conflict:
    """What a learner hears who starts anew what is still on its way."""
    return Conflict(
        "This request is still on its way",
        "Somebody is asked right now. Withdraw it first if you would rather start anew.",
    )


def may_not_take() -> Conflict:
    """What a guide hears whose roles changed after they opened the request."""
    return Conflict(
        "This request is not for you to take",
        "Your roles have changed since you opened it. A supervisor is no guide of their own"
        " learner, and only guides of the program take its requests.",
    )


def may_not_begin() -> Conflict:
    """What both hear when the roles of the guide changed before the last yes."""
    return Conflict(
        "This pair cannot begin",
        "The guide has left the list of guides or become the learner's supervisor. The learner can"
        " withdraw the request and ask another guide.",
    )


def agreement_changed() -> Conflict:
    """What a person hears who answers to older words than the newest."""
    return Conflict(
        "The agreement changed while you were reading",
        "The other side has proposed new words since you opened the page. Look at the difference,"
        " then agree or propose again.",
    )


def pair_has_ended() -> Conflict:
    """What a person hears who changes the terms of a pair that the other has ended."""
    return Conflict(
        "This pair has ended",
        "What you both wrote stays readable, and nobody can add to it."
        " A new start needs a new request.",
    )


def tell_if_answered(person: Person, request_id: UUID) -> None:
    """Raise `Conflict` when a guide follows a mail to a request that somebody else answered.

    They were asked, so they may hear how it went on; everyone else gets the 404 of a stranger.
    """
    if went_on_from(person, request_id):
        raise went_on()
    answered = answered_request(person, request_id)
    if answered and answered.guide_id == person.pk:
        raise already_answered()
    if answered:
        raise answered_before(answered.state)


def tell_if_let_go(person: Person, request_id: UUID) -> None:
    """Raise `Conflict` when a guide sends an answer after their no, as a second tap does."""
    if has_let_go(person, request_id):
        raise already_answered()


def tell_if_over(person: Person, request_id: UUID) -> None:
    """Raise `Conflict` when terms are sent for what was withdrawn or has ended meanwhile.

    Only the two who settled them hear it, so that an hour of writing does not end in a 404.
    """
    if went_on_from(person, request_id):
        raise went_on()
    if over := called_off_while_settling(person, request_id):
        raise answered_before(over)
    if has_ended_with(person, request_id):
        raise pair_has_ended()
