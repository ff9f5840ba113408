"""A matching round begins, reminds once, and ends."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold_web.correspondence.actions import queue_mail
from fourfold_web.jobs.rounds import each_alone
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole, Program
from fourfold_web.shared.addresses import address
from fourfold_web.shared.audit import record
from fourfold_web.wishes.models import MatchingRound
from fourfold_web.wishes.queries import persons_of_round, persons_without_wishes, rounds_to_remind

PAGES = {MembershipRole.LEARNER: "wishes:needs", MembershipRole.GUIDE: "wishes:guiding"}


@transaction.atomic
def open_round(
    *,
    by: Person,
    program: Program,
    name: str,
    forms: Collection[FormOfGuidance],
    wishes_until: datetime,
) -> MatchingRound:
    """Begin a round and tell the program's learners and guides, who say what they wish.

    FourfoldError without a name or a form, for a time that has passed, or while a round is open.
    """
    if not name.strip() or not forms:
        raise FourfoldError("A round needs a name and at least one form of guidance.")
    if wishes_until <= timezone.now():
        raise FourfoldError("People need time to say what they wish. Choose a later day.")
    matching_round = _create(by, program, name.strip(), forms, wishes_until)
    record(actor=by, verb="open_round", of=matching_round, forms=len(forms))
    _tell("round_opened", matching_round, persons_of_round(matching_round))
    return matching_round


@transaction.atomic
def close_round(*, by: Person, matching_round: MatchingRound) -> None:
    """End a round: nobody writes in it any more. A second call changes nothing."""
    rows = MatchingRound.objects.filter(pk=matching_round.pk, closed_at=None)
    if rows.update(closed_at=timezone.now()):
        record(actor=by, verb="close_round", of=matching_round)


def remind_of_wishes(*, now: datetime) -> None:
    """Once a round, shortly before its day, remind those who have not said what they wish."""
    each_alone(rounds_to_remind(now), lambda round_id: _remind(round_id, now))


def _remind(round_id: UUID, now: datetime) -> None:
    due = MatchingRound.objects.select_for_update().filter(pk=round_id, reminded_at=None)
    matching_round = due.first()
    if matching_round is None or not matching_round.is_open:
        return
    due.update(reminded_at=now)
    _tell("round_ends_soon", matching_round, persons_without_wishes(matching_round))
    record(actor=None, verb="remind_of_wishes", of=matching_round)


def _create(by: Person, program: Program, name: str, forms, until: datetime) -> MatchingRound:
    try:
        with transaction.atomic():
            return MatchingRound.objects.create(
                program=program,
                name=name,
                forms=[form.value for form in FormOfGuidance if form in forms],
                wishes_until=until,
                opened_by=by,
            )
    except IntegrityError:
        raise FourfoldError(
            f"A round is open in {program.name} already. Close it before you open another."
        ) from None


def _tell(kind: str, matching_round: MatchingRound, places: Iterable[Membership]) -> None:
    """One mail a person; who both learns and guides reads the learners' page first."""
    pages: dict[Person, str] = {}
    for place in places:
        pages.setdefault(place.person, PAGES[MembershipRole(place.role)])
    for person, page in pages.items():
        queue_mail(
            to=person,
            kind=kind,
            path=address(page),
            key=f"{kind}:{matching_round.pk}:{person.pk}",
            wishes_until=matching_round.wishes_until,
        )
