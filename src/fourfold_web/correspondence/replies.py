"""Reading a reply to an invitation out of a mail that anybody may have written."""

from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.utils import parseaddr

from icalendar import Calendar, Event, vCalAddress

# A reply has a few kB; what is larger is something else.
LARGEST_REPLY = 256 * 1024
MOST_PARTS = 20
ANSWERS = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative"}
# What the two parsers raise on what no mail or calendar program writes.
UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Reply:
    """One person's answer to one invitation. `sender` is an address in lower case."""

    uid: str
    sequence: int
    sender: str
    answer: str


def read_reply(raw: bytes) -> Reply | None:
    """The reply in a mail; None for any other mail, and for what cannot be read.

    The mail must come from the very person who answers: an assistant's answer is left aside.
    """
    if len(raw) > LARGEST_REPLY:
        return None
    try:
        message = message_from_bytes(raw)
        return _reply(parseaddr(str(message["From"]))[1].lower(), _calendar_part(message))
    except UNREADABLE:
        return None


def _calendar_part(message: Message) -> bytes:
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            break
        if part.get_content_type() == "text/calendar":
            found = part.get_payload(decode=True)
            return found if isinstance(found, bytes) else b""
    return b""


def _reply(sender: str, text: bytes) -> Reply | None:
    if not text.strip():
        return None
    calendar = Calendar.from_ical(text)
    events = calendar.walk("VEVENT")
    if str(calendar.get("METHOD", "")).upper() != "REPLY" or len(events) != 1:
        return None
    return _answer_of(sender, events[0])


def _answer_of(sender: str, event: Event) -> Reply | None:
    attendees = event.get("ATTENDEE", [])
    for attendee in attendees if isinstance(attendees, list) else [attendees]:
        answer = ANSWERS.get(str(attendee.params.get("PARTSTAT", "")).upper())
        if answer and _address(attendee) == sender:
            reply = Reply(str(event["UID"]), int(event.get("SEQUENCE", 0)), sender, answer)
            return reply if _can_be_ours(reply) else None
    return None


def _can_be_ours(reply: Reply) -> bool:
    """No database row of ours has a NUL in its text or a number like that."""
    return "\0" not in reply.uid + reply.sender and 0 <= reply.sequence < 2**31


def _address(attendee: vCalAddress) -> str:
    return str(attendee).partition(":")[2].lower()
