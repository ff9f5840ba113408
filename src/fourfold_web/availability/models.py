"""When a person can be met: a guide's hours, what is busy, and the person's own calendar feed."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fourfold.scheduling import hours as core
from fourfold.scheduling import rules
from fourfold_web.people.models import Person
from fourfold_web.shared.fields import ConfidentialText
from fourfold_web.shared.models import UUIDModel

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class WeeklyHours(UUIDModel):
    """Hours of every week on a guide's own clock; 00:00 as their end is the end of the day."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="weekly_hours")
    weekday = models.PositiveSmallIntegerField(choices=list(enumerate(WEEKDAYS)))
    start = models.TimeField()
    end = models.TimeField()

    class Meta:
        ordering = ["weekday", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "weekday", "start", "end"], name="same_hours_once"
            ),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="hours_on_a_weekday"),
        ]

    def __str__(self) -> str:
        return f"weekly hours {self.pk}"

    def to_core(self) -> core.WeeklyHours:
        """The hours as the core reckons with them."""
        return core.WeeklyHours(self.weekday, self.start, self.end)


class HoursException(UUIDModel):
    """Days away, or extra hours on a day when `start` and `end` are there."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="hours_exceptions")
    first = models.DateField()
    last = models.DateField()
    start = models.TimeField(null=True)
    end = models.TimeField(null=True)

    class Meta:
        ordering = ["first", "start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")), name="exception_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return f"hours exception {self.pk}"

    def to_core(self) -> core.HoursException:
        """The exception as the core reckons with it."""
        return core.HoursException(self.first, self.last, self.start, self.end)


class BookingRules(UUIDModel):
    """How a guide can be booked; a guide without a row has the usual rules."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="booking_rules")
    minutes = models.PositiveSmallIntegerField()
    gap_minutes = models.PositiveSmallIntegerField()
    notice_hours = models.PositiveSmallIntegerField()
    paused = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"booking rules {self.pk}"

    def to_core(self) -> rules.BookingRules:
        """The rules as the core reckons with them."""
        return rules.BookingRules(
            self.minutes, self.gap_minutes, self.notice_hours, paused=self.paused
        )


class CalendarSource(UUIDModel):
    """A calendar that a person publishes elsewhere; only its busy times are read."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="calendar_sources")
    # Whoever knows the address can read the whole calendar.
    url = ConfidentialText(datum="availability")
    # What tells two sources apart where the address is not shown.
    host = models.CharField(max_length=253)
    etag = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    # The last look, whatever came of it.
    tried_at = models.DateTimeField(default=timezone.now)
    # The last look that reached the calendar, and the last that read it anew.
    reached_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(default=timezone.now)
    # Why the last look came to nothing: a `fetching.Problem`, empty when it did not.
    problem = models.CharField(max_length=24, blank=True)

    class Meta:
        ordering = ["created_at"]
        indexes = [models.Index(fields=["tried_at"], name="calendar_by_last_look")]

    def __str__(self) -> str:
        return f"calendar source {self.pk}"


class CalendarReading(UUIDModel):
    """Whether one of a person's calendars is being read right now, by whichever process."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_reading")
    reading_since = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"calendar reading of {self.person_id}"


class BusyTime(models.Model):
    """A stretch of time that one calendar marks as busy. Never what fills it."""

    source = models.ForeignKey(CalendarSource, models.CASCADE, related_name="busy_times")
    person = models.ForeignKey(Person, models.CASCADE, related_name="busy_times")
    start = models.DateTimeField()
    end = models.DateTimeField()

    class Meta:
        ordering = ["start"]
        indexes = [models.Index(fields=["person", "end"], name="busy_by_person")]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="busy_ends_after_start")
        ]

    def __str__(self) -> str:
        return f"busy time {self.pk}"


class CalendarFeed(UUIDModel):
    """The secret address at which a person's own calendar program reads their meetings."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_feed")
    # Shown again on the person's own page; looked up by its hash, never by itself.
    secret = ConfidentialText(datum="availability")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"calendar feed {self.pk}"
