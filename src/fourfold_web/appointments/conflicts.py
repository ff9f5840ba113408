"""What a person hears whose time is gone, or whose step came too late; each a `Conflict`.

Nobody else is named: a time is simply not free.
"""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from fourfold_web.people.models import Person
from fourfold_web.shared.conflict import Conflict


class TimeTaken(Conflict):
    """The time is not free for both; a page that offers times shows the free ones again."""


class SeriesClash(Conflict):
    """Some times of a series are not free; the page offers to leave these out."""

    def __init__(self, clashing: Sequence[datetime]) -> None:
        super().__init__(
            "Not all of these times are free",
            f"Not free: {in_words(clashing)}. Nothing was booked yet.",
        )
        self.clashing = tuple(clashing)


def taken(free: Sequence[datetime]) -> TimeTaken:
    """What a person hears whose time went to somebody else; `free` are the next ones for both."""
    instead = f" Free next: {in_words(free)}." if free else " Choose another one."
    return TimeTaken("This time is no longer free", f"Nothing was booked.{instead}")


def no_longer_stands() -> Conflict:
    """What a person hears who changes an appointment that is off or over."""
    return Conflict(
        "This meeting no longer stands",
        "It was cancelled, or has taken place. Set a new time from its page.",
    )


def not_yet() -> Conflict:
    """What a person hears who says that a meeting did not take place before it could."""
    return Conflict("This meeting is still to come", "If you cannot make it, cancel or move it.")


def already_settled() -> Conflict:
    """What a person hears who answers a proposal of times a second time."""
    return Conflict(
        "These times have been answered",
        "One of them was taken, or others were proposed. The page shows where it stands.",
    )


def in_words(moments: Sequence[datetime]) -> str:
    """“Mon, Jun 1, 14:00; Tue, Jun 2, 9:00 (America/Chicago)”, in the zone of who reads it."""
    here = [timezone.localtime(each) for each in moments]
    zone = timezone.get_current_timezone_name().replace("_", " ")
    listed = "; ".join(f"{each:%a, %b} {each.day}, {each:%H:%M}" for each in here)
    return f"{listed} ({zone})"


def has_a_time(guide: Person) -> Conflict:
    """What a learner hears who books a second time with a guide before the first has passed."""
    return Conflict(
        f"You have a time with {guide.first_name} already",
        "It stands on your page. Move or cancel that one if another suits you better.",
    )
