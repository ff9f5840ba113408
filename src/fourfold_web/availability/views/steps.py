"""What a person can do on the page of their times: each step's form, and what it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import pluralize

from fourfold_web.availability import actions, forms
from fourfold_web.availability.models import CalendarSource
from fourfold_web.availability.queries import booking_rules_of
from fourfold_web.people.models import Person


def _nothing(person: Person) -> dict:
    return {}


@dataclass(frozen=True)
class Step:
    """One thing to do: its form, and what happens with valid input."""

    name: str
    form: type[forms.TimesForm]
    act: Callable[[Person, Any], str]
    of_guides: bool = True
    # What the form needs beside the person.
    needs: Callable[[Person], dict] = _nothing

    def form_of(self, person: Person, sent: Mapping | None = None) -> forms.TimesForm:
        """The step's form, with what was sent."""
        return self.form(sent, person=person, prefix=self.name, **self.needs(person))


def _add_hours(person: Person, hours: Any) -> str:
    actions.add_hours(person=person, hours=hours)
    return "Added to your week."


def _remove_hours(person: Person, row: Any) -> str:
    actions.remove_hours(person=person, hours=row)
    return "Taken out of your week. What is booked there stays booked."


def _add_exception(person: Person, exception: Any) -> str:
    actions.add_exception(person=person, exception=exception)
    return "Noted."


def _remove_exception(person: Person, row: Any) -> str:
    actions.remove_exception(person=person, exception=row)
    return "Removed."


def _set_rules(person: Person, rules: Any) -> str:
    actions.set_rules(person=person, rules=rules)
    return "New bookings are paused." if rules.paused else "Saved."


def _add_calendar(person: Person, url: str) -> str:
    return _found(actions.add_calendar(person=person, url=url))


def _look_again(person: Person, source: CalendarSource) -> str:
    actions.refresh_calendar(source_id=source.pk, by=person)
    source.refresh_from_db()
    return "It could not be read; below stands why." if source.problem else _found(source)


def _found(source: CalendarSource) -> str:
    count, last = source.busy_times.count(), source.busy_times.order_by("end").last()
    if last is None:
        return "The calendar was read. Nothing in it is busy in the coming year."
    until = last.end.astimezone(source.person.zone)
    return f"Found {count} busy time{pluralize(count)}, until {until:%b} {until.day}, {until.year}."


def _remove_calendar(person: Person, source: CalendarSource) -> str:
    actions.remove_calendar(person=person, source=source)
    return "The calendar and its busy times are deleted here."


def _make_feed(person: Person, _: None) -> str:
    actions.make_feed(person=person)
    return "This is your new address. One that was here before no longer works."


def _remove_feed(person: Person, _: None) -> str:
    actions.remove_feed(person=person)
    return "The address no longer works."


def _rules(person: Person) -> dict:
    return {"rules": booking_rules_of(person)}


def _rows(name: str) -> Callable[[Person], dict]:
    return lambda person: {"rows": getattr(person, name).all()}


def _of_everybody(
    name: str, form: type[forms.TimesForm], act: Callable[[Person, Any], str]
) -> Step:
    """A step that learners have as well."""
    needs = _rows("calendar_sources") if form is forms.RowForm else _nothing
    return Step(name, form, act, of_guides=False, needs=needs)


STEPS = {
    step.name: step
    for step in (
        Step("preset", forms.PresetForm, _add_hours),
        Step("hours", forms.HoursForm, _add_hours),
        Step("remove_hours", forms.RowForm, _remove_hours, needs=_rows("weekly_hours")),
        Step("away", forms.AwayForm, _add_exception),
        Step("extra", forms.ExtraForm, _add_exception),
        Step("remove_exception", forms.RowForm, _remove_exception, needs=_rows("hours_exceptions")),
        Step("rules", forms.RulesForm, _set_rules, needs=_rules),
        _of_everybody("calendar", forms.CalendarForm, _add_calendar),
        _of_everybody("look_again", forms.RowForm, _look_again),
        _of_everybody("remove_calendar", forms.RowForm, _remove_calendar),
        _of_everybody("make_feed", forms.PlainForm, _make_feed),
        _of_everybody("remove_feed", forms.PlainForm, _remove_feed),
    )
}
# The others are one button each.
SHOWN = ("hours", "away", "extra", "rules", "calendar")
