"""What people send about themselves."""

from functools import cache
from itertools import groupby
from zoneinfo import available_timezones

from django import forms

from fourfold_web.people.models import THEMES, Person, check_name


@cache
def time_zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every time zone, grouped by region for a long list."""
    zones = sorted(available_timezones(), key=lambda zone: ("/" not in zone, zone))
    return [
        (region, [(zone, _place(zone)) for zone in group])
        for region, group in groupby(zones, _region)
    ]


def _region(zone: str) -> str:
    return zone.split("/")[0] if "/" in zone else "Other"


def _place(zone: str) -> str:
    return zone.partition("/")[2].replace("_", " ").replace("/", ", ") or zone


class NameField(forms.CharField):
    """What a person is called: something that others can see and read."""

    default_validators = (check_name,)

    def __init__(self, **kwargs) -> None:
        super().__init__(max_length=Person._meta.get_field("name").max_length, **kwargs)


class AddressField(forms.EmailField):
    """The address that a person signs in with, in lower case as it is stored."""

    def __init__(self, **kwargs) -> None:
        super().__init__(max_length=Person._meta.get_field("email").max_length, **kwargs)

    def to_python(self, value):
        # Before the check and not after it: some capitals have no lower case that a mail
        # address may hold.
        return super().to_python(value).lower()


class PreferencesForm(forms.Form):
    """Name, time zone and colors."""

    name = NameField(
        label="Your name",
        help_text="As others in your program see it.",
        error_messages={"required": "Write the name that others should see."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    time_zone = forms.ChoiceField(
        label="Your time zone",
        help_text="Every time on these pages is shown in it.",
        choices=time_zone_choices,
        error_messages={"invalid_choice": "Choose a time zone from the list."},
    )
    theme = forms.ChoiceField(
        label="Colors",
        choices=THEMES,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose how the pages should look.",
            "invalid_choice": "Choose one of the three.",
        },
    )
