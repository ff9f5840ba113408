"""The writes on a program's people that must know their requests and pairs.

Whoever only joins is added by `programs.actions`; leaving and supervising can cut somebody off.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from fourfold.issues import FourfoldError
from fourfold_web.engagements.access import guides_asked
from fourfold_web.engagements.models import Engagement, GuidanceRequest, GuidanceRequestState
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole, Program, Supervision
from fourfold_web.shared.audit import record

State = GuidanceRequestState


@transaction.atomic
def remove_member(*, by: Person, membership: Membership) -> None:
    """Take one role away. Pairs that run go on until one of the two ends them.

    A learner's requests are kept, and cannot be sent any more. Raises FourfoldError for the
    program's last director, and for a guide who settles a guidance request or is the only one who
    could answer it.
    """
    program, person = membership.program, membership.person
    # The lock makes two directors who remove each other at once take turns.
    Program.objects.select_for_update().get(pk=program.pk)
    if membership.role == MembershipRole.DIRECTOR:
        _check_director_can_leave(membership)
    if membership.role == MembershipRole.GUIDE:
        _check_guide_can_leave(membership)
    record(actor=by, verb="remove_member", of=membership, role=membership.role)
    sides = {
        MembershipRole.SUPERVISOR: Q(supervisor=person),
        MembershipRole.LEARNER: Q(learner=person),
    }
    if side := sides.get(MembershipRole(membership.role)):
        program.supervisions.filter(side).delete()
    membership.delete()


@transaction.atomic
def set_supervision(
    *, by: Person, program: Program, supervisor: Person, learner: Person
) -> Supervision:
    """Let a supervisor see that a learner's coaching runs (G-94).

    Raises FourfoldError when one person would stand on both sides, or would judge somebody whom
    they guide or have been asked to guide, in whichever program, since a supervision holds in all
    of them (B-5). Its sentence fits every reason: which it is, is not the director's to know (B-1).
    """
    if supervisor == learner:
        raise FourfoldError(f"{learner.name} cannot supervise their own work. Choose two persons.")
    asked = _held_requests(learner=learner)
    pairs = Engagement.objects.filter(guide=supervisor, learner=learner, ended_at=None)
    if _settles(supervisor, asked) or _is_only_guide(supervisor, asked) or pairs.exists():
        raise FourfoldError(not_their_supervisor(supervisor.name, learner.name))
    supervision, is_new = Supervision.objects.get_or_create(
        program=program, supervisor=supervisor, learner=learner
    )
    if is_new:
        record(actor=by, verb="set_supervision", of=supervision)
    return supervision


def not_their_supervisor(supervisor: str, learner: str) -> str:
    """The sentence of every refusal; both as the director has them, by name or address."""
    return (
        f"{supervisor} cannot be set as the supervisor of {learner} here. A supervisor has that"
        " role in this program, and nobody supervises a learner whom they guide or have been asked"
        f" to guide. Choose another supervisor, or ask {supervisor}."
    )


@transaction.atomic
def unset_supervision(*, by: Person, supervision: Supervision) -> None:
    """End a supervisor's responsibility for a learner; they see nothing more from now on."""
    record(actor=by, verb="unset_supervision", of=supervision)
    supervision.delete()


def _check_director_can_leave(membership: Membership) -> None:
    directors = membership.program.memberships.filter(role=MembershipRole.DIRECTOR)
    if not directors.exclude(pk=membership.pk).exists():
        raise FourfoldError(
            f"{membership.person.name} is the only director. Add another director before you"
            " remove this one."
        )


def _check_guide_can_leave(membership: Membership) -> None:
    guide, asked = membership.person, _held_requests(program=membership.program)
    if _settles(guide, asked):
        raise FourfoldError(
            f"{guide.name} has answered a request that is not settled yet. They and the learner"
            " can agree on the terms, or the learner can look further. Remove them as a guide"
            " after that."
        )
    if _is_only_guide(guide, asked):
        raise FourfoldError(
            f"A request waits that only {guide.name} can answer. Ask them to answer it or pass it"
            " on before you remove them as a guide."
        )


def _held_requests(**of) -> list[GuidanceRequest]:
    """The requests without an agreement, locked, so that no answer comes before the write."""
    unsettled = [State.WAITING, State.OFFERED, State.ACCEPTED]
    return list(GuidanceRequest.objects.select_for_update().filter(state__in=unsettled, **of))


def _settles(guide: Person, asked: Iterable[GuidanceRequest]) -> bool:
    return any(each.guide_id == guide.pk for each in asked)


def _is_only_guide(guide: Person, asked: Iterable[GuidanceRequest]) -> bool:
    """Whether one of these waits, and for nobody but this guide: by name, or as the last one."""
    return any(
        [each.person_id for each in guides_asked(guidance_request)] == [guide.pk]
        for guidance_request in asked
        if guidance_request.state == State.WAITING
    )
