"""From “9 days ago” and “in 5 days at 18:00” to moments."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models
from django.utils import timezone


@dataclass(frozen=True)
class Clock:
    """Moments seen from the moment of loading, in the zone of the site."""

    now: datetime

    def ago(self, days: int) -> datetime:
        """So many days ago, a little earlier, so that it was at least that long ago."""
        return self.now - timedelta(days=days, minutes=5)

    def at(self, day: int, clock: str) -> datetime:
        """A local time on a day counted from today."""
        zone = timezone.get_default_timezone()
        on: date = self.now.astimezone(zone).date() + timedelta(days=day)
        return datetime.combine(on, time.fromisoformat(clock), tzinfo=zone)


def date_back(row: models.Model, **moments: datetime | None) -> None:
    """Set moments that the actions stamp by themselves; the given row learns them too."""
    type(row).objects.filter(pk=row.pk).update(**moments)
    for name, moment in moments.items():
        setattr(row, name, moment)
