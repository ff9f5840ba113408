"""The mails about an agreed time. Each carries the entry for a calendar, or takes it away."""

from fourfold_web.appointments.models import Appointment, AppointmentKind
from fourfold_web.correspondence.actions import queue_invitation, queue_mail
from fourfold_web.correspondence.invitations import Invitation
from fourfold_web.people.models import Person
from fourfold_web.shared.addresses import address

# What each kind of mail does to the calendar.
METHODS = {
    "session_planned": "REQUEST",
    "session_moved": "REQUEST",
    "session_called_off": "CANCEL",
    "time_freed": "CANCEL",
}


def tell(appointment: Appointment, kind: str, *, by: Person | None) -> None:
    """Tell both, also who did it: their calendar has to follow."""
    for each in (appointment.guide, appointment.learner):
        queue_invitation(
            to=each,
            invitation=_entry(appointment, METHODS[kind], each),
            by_you=int(each == by),
            **_about(appointment, kind, each),
        )


def tell_missed(appointment: Appointment, *, by: Person) -> None:
    """Ask the other side for a new time; a calendar may keep what did not take place."""
    other = appointment.other(by)
    queue_mail(to=other, by_you=0, **_about(appointment, "session_missed", other))


def page_of(appointment: Appointment) -> str:
    """The page of the two, or of the appointment where there is no pair."""
    if appointment.kind == AppointmentKind.SESSION:
        return address("guidance_sessions:pair", appointment.engagement_id)
    return address("appointments:appointment", appointment.pk)


def _about(appointment: Appointment, kind: str, to: Person) -> dict:
    return {
        "kind": kind,
        "path": page_of(appointment),
        "key": f"{kind}:{appointment.pk}:{appointment.sequence}:{to.pk}",
        "starts_at": appointment.starts_at,
    }


def _entry(appointment: Appointment, method: str, to: Person) -> Invitation:
    return Invitation(
        uid=appointment.uid,
        sequence=appointment.sequence,
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
        method=method,
        with_name=appointment.other(to).name,
        path=page_of(appointment),
    )
