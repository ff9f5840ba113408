"""Hours of the sample's guides."""

from datetime import timedelta

from fourfold.scheduling.hours import HoursException
from fourfold.scheduling.rules import BookingRules, preset
from fourfold_web.availability import actions
from fourfold_web.people.models import Person
from fourfold_web.sample.clock import Clock


def add_hours(entries: list[dict], *, persons: dict[str, Person], clock: Clock) -> None:
    """Play the entries of `hours` in data.toml, each the week of one guide."""
    today = clock.at(0, "00:00").date()
    for entry in entries:
        guide = persons[entry["guide"]]
        for name in entry["presets"]:
            actions.add_hours(person=guide, hours=preset(name).hours)
        if "rules" in entry:
            actions.set_rules(person=guide, rules=BookingRules(**entry["rules"]))
        for first, last in entry.get("away", []):
            away = HoursException(today + timedelta(days=first), today + timedelta(days=last))
            actions.add_exception(person=guide, exception=away)
        if entry.get("feed"):
            actions.make_feed(person=guide)
