"""Times of the sample: what guides open, what learners booked, and what is still on the table."""

from datetime import time, timedelta

from fourfold_web.appointments import actions
from fourfold_web.appointments.models import AppointmentKind
from fourfold_web.appointments.slots import times_of_kind
from fourfold_web.engagements.models import Engagement
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole, Program
from fourfold_web.sample.clock import Clock

Persons = dict[str, Person]


def add_times(entries: list[dict], *, program: Program, persons: Persons, clock: Clock) -> None:
    """Play the entries of `times` in data.toml, each the times of one guide."""
    for entry in entries:
        place = Membership.objects.select_related("person").get(
            program=program, person=persons[entry["guide"]], role=MembershipRole.GUIDE
        )
        _open(entry, place, clock)
        for visit in entry.get("visits", []):
            _book(visit, place, persons[visit["learner"]])
        if "proposes" in entry:
            _propose(entry["proposes"], place.person, persons, clock)


def _open(entry: dict, place: Membership, clock: Clock) -> None:
    if "first_talk" in entry:
        actions.offer_discovery(guide=place.person, membership=place, offers=True)
    if hours := entry.get("office_hours"):
        actions.open_office_hours(
            guide=place.person,
            membership=place,
            day=clock.at(hours["day"], hours["starts"]).date(),
            is_weekly=True,
            starts=time.fromisoformat(hours["starts"]),
            ends=time.fromisoformat(hours["ends"]),
            minutes=hours["minutes"],
        )


def _book(visit: dict, place: Membership, learner: Person) -> None:
    kind = AppointmentKind(visit["kind"])
    free = times_of_kind(place, learner, kind)
    if free:
        actions.book_with_guide(
            learner=learner,
            membership=place,
            kind=kind,
            starts_at=free[visit["nth"]].start,
            words=visit["words"],
        )


def _propose(entry: dict, guide: Person, persons: Persons, clock: Clock) -> None:
    pair = Engagement.objects.get(guide=guide, learner=persons[entry["to"]], ended_at=None)
    first = clock.at(entry["day"], entry["at"])
    actions.propose_times(
        by=guide,
        engagement=pair,
        moments=[first + timedelta(days=2 * each) for each in range(3)],
        minutes=entry["minutes"],
    )
