"""What people send about when they can be met → core values. Nothing here saves."""

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from fourfold.issues import FourfoldError
from fourfold.scheduling.hours import HoursException, WeeklyHours
from fourfold.scheduling.rules import BookingRules, choices, preset, presets, usual_rules
from fourfold_web.availability.models import WEEKDAYS
from fourfold_web.people.models import Person

NOT_HERE = "This entry is no longer there. Look at the list again."
DAYS_ON = [str(day) for day in range(5)]


class ClockField(forms.TimeField):
    """A time of a wall clock, to the minute."""

    def __init__(self, *, what: str, **kwargs) -> None:
        says = f"Choose {what}, such as 12:00."
        super().__init__(
            widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            error_messages={"required": says, "invalid": says},
            **kwargs,
        )

    def clean(self, value):
        found = super().clean(value)
        return found.replace(second=0, microsecond=0) if found else found


class DayField(forms.DateField):
    """A day of the calendar."""

    def __init__(self, *, what: str, **kwargs) -> None:
        says = f"Choose {what}."
        super().__init__(
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"required": says, "invalid": says},
            **kwargs,
        )


class TimesForm(forms.Form):
    """A form about one person's times; `value` is what it says, once it is valid."""

    value: object = None

    def __init__(self, *args, person: Person, **kwargs) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean(self) -> dict:
        """Let the core judge what the fields by themselves cannot."""
        data = super().clean()
        if not self.errors:
            try:
                self.value = self.to_core(data)
            except FourfoldError as refusal:
                self.add_error(None, str(refusal))
        return data

    def to_core(self, data: dict) -> object:
        """The core's value of what was sent. FourfoldError when there is none."""
        raise NotImplementedError


class HoursForm(TimesForm):
    """Hours on one or more days of the week."""

    weekdays = forms.MultipleChoiceField(
        label="Days",
        choices=[(str(number), name) for number, name in enumerate(WEEKDAYS)],
        initial=DAYS_ON,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one day.",
            "invalid_choice": "Choose days of the week.",
        },
    )
    start = ClockField(label="From", what="when the hours begin")
    end = ClockField(
        label="To", what="when the hours end", help_text="00:00 is the end of the day."
    )

    def to_core(self, data: dict) -> tuple[WeeklyHours, ...]:
        """The same hours on each of the days."""
        return tuple(WeeklyHours(int(day), data["start"], data["end"]) for day in data["weekdays"])


class PresetForm(TimesForm):
    """Usual hours, taken with one tap."""

    preset = forms.ChoiceField(
        choices=[(each.name, each.says) for each in presets()],
        error_messages={
            "required": "Choose hours from the list.",
            "invalid_choice": "Choose hours from the list.",
        },
    )

    def to_core(self, data: dict) -> tuple[WeeklyHours, ...]:
        """The hours of the preset."""
        return preset(data["preset"]).hours


class AwayForm(TimesForm):
    """Days on which nobody can book."""

    first = DayField(label="First day away", what="the first day away")
    last = DayField(
        label="Last day away",
        what="the last day away",
        required=False,
        help_text="Leave it open for a single day.",
    )

    def to_core(self, data: dict) -> HoursException:
        """The days away."""
        return _to_come(HoursException(data["first"], data["last"] or data["first"]), self.person)


class ExtraForm(TimesForm):
    """Hours on one day beyond those of the week."""

    on = DayField(label="Day", what="a day")
    start = ClockField(label="From", what="when the hours begin")
    end = ClockField(label="To", what="when the hours end")

    def to_core(self, data: dict) -> HoursException:
        """The extra hours."""
        return _to_come(
            HoursException(data["on"], data["on"], data["start"], data["end"]), self.person
        )


def _to_come(exception: HoursException, person: Person) -> HoursException:
    if exception.last < timezone.localdate(timezone=person.zone):
        raise FourfoldError("This day is over. Choose one that is to come.")
    return exception


class RulesForm(TimesForm):
    """How a guide can be booked."""

    minutes = forms.TypedChoiceField(
        label="A meeting takes",
        coerce=int,
        choices=[(number, f"{number} minutes") for number in choices("minutes")],
    )
    gap_minutes = forms.TypedChoiceField(
        label="Time to yourself between two meetings",
        coerce=int,
        choices=[
            (number, f"{number} minutes" if number else "None") for number in choices("gap_minutes")
        ],
    )
    notice_hours = forms.TypedChoiceField(
        label="Book ahead at least",
        coerce=int,
        choices=[
            (hours, f"{hours} hours" if hours < 48 else f"{hours // 24} days")
            for hours in choices("notice_hours")
        ],
    )
    paused = forms.BooleanField(
        label="Pause new bookings",
        help_text="What is booked stays. Nobody can book anything new until you take this away.",
        required=False,
    )

    def __init__(self, *args, rules: BookingRules | None = None, **kwargs) -> None:
        rules = rules or usual_rules()
        initial = {name: getattr(rules, name) for name in self.base_fields}
        super().__init__(*args, initial=initial, **kwargs)

    def to_core(self, data: dict) -> BookingRules:
        """The rules."""
        return BookingRules(**data)


class CalendarForm(TimesForm):
    """The address of a published calendar."""

    url = forms.CharField(
        label="Address of your published calendar",
        help_text="It starts with https:// or webcal:// and often ends with .ics.",
        max_length=2_000,
        error_messages={"required": "Paste the address of your published calendar."},
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )

    def to_core(self, data: dict) -> str:
        """The address as it came; the reader says what is wrong with it."""
        return data["url"]


class RowForm(TimesForm):
    """One of the person's own rows, to take away or to look at again."""

    row = forms.ModelChoiceField(
        queryset=None, error_messages={"required": NOT_HERE, "invalid_choice": NOT_HERE}
    )

    def __init__(self, *args, rows: QuerySet, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["row"].queryset = rows

    def to_core(self, data: dict) -> object:
        """The row."""
        return data["row"]


class PlainForm(TimesForm):
    """A button and nothing else."""

    def to_core(self, data: dict) -> None:
        """Nothing: the press is all that is said."""
