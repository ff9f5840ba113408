"""What people say about mail, and the code of a mail."""

import re
from datetime import time

from django import forms
from django.utils.dates import WEEKDAYS

from fourfold.scheduling.quiet import most_weekly_nudges
from fourfold_web.correspondence.kinds import nudge_kinds
from fourfold_web.correspondence.links import DIGITS
from fourfold_web.people.forms import AddressField


class ClockInput(forms.TimeInput):
    """A time of day, as phones and laptops offer it."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def kind_choices() -> list[tuple[str, str]]:
    """Every kind of reminder that can be switched off."""
    return [(kind.name, kind.what_waits) for kind in nudge_kinds()]


class MailForm(forms.Form):
    """Which reminders may come, when, and how many; and what calendars show."""

    wanted = forms.MultipleChoiceField(
        label="Remind me about",
        help_text="Answers, invitations and sign-in codes come in any case.",
        choices=kind_choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    quiet_from = forms.TimeField(
        label="No reminders from",
        widget=ClockInput,
        error_messages={"required": "Give a time such as 21:00.", "invalid": "Write it as 21:00."},
    )
    quiet_to = forms.TimeField(
        label="Until",
        help_text="The same time twice means no quiet hours.",
        widget=ClockInput,
        error_messages={"required": "Give a time such as 07:00.", "invalid": "Write it as 07:00."},
    )
    quiet_weekends = forms.BooleanField(label="No reminders on Saturday and Sunday", required=False)
    weekly_nudges = forms.IntegerField(
        label="Most reminders in seven days",
        help_text="The rest comes as one list a week. With 0, all of them do.",
        min_value=0,
        max_value=most_weekly_nudges(),
        error_messages={"required": f"Give a number from 0 to {most_weekly_nudges()}."},
    )
    list_day = forms.TypedChoiceField(
        label="Day of the weekly list",
        choices=[(number, str(name)) for number, name in WEEKDAYS.items()],
        coerce=int,
        error_messages={"invalid_choice": "Choose a day of the week."},
    )
    names_partner = forms.BooleanField(
        label="Show in my calendar whom I meet",
        help_text="Otherwise each meeting reads “Fourfold session”. Assistants and colleagues may"
        " see your calendar.",
        required=False,
    )

    def preferences(self) -> dict[str, bool | int | time | list[str]]:
        """What was chosen, for the action; the kinds that are not wanted are stopped."""
        chosen = dict(self.cleaned_data)
        wanted = chosen.pop("wanted")
        return {
            **chosen,
            "stopped_kinds": [
                kind.name for kind in nudge_kinds() if not kind.opt_in and kind.name not in wanted
            ],
            "wanted_kinds": [
                kind.name for kind in nudge_kinds() if kind.opt_in and kind.name in wanted
            ],
        }


class CodeField(forms.RegexField):
    """Six digits from a mail, however they were spaced."""

    def __init__(self, *, help_text: str) -> None:
        super().__init__(
            rf"^\d{{{DIGITS}}}$",
            label="Code",
            help_text=help_text,
            widget=forms.TextInput(
                attrs={
                    "class": "code-input",
                    "inputmode": "numeric",
                    "autocomplete": "one-time-code",
                    "spellcheck": "false",
                }
            ),
            error_messages={
                "required": f"Write the {DIGITS} digits of the mail.",
                "invalid": f"A code has {DIGITS} digits.",
            },
        )

    def to_python(self, value):
        return re.sub(r"[\s-]", "", super().to_python(value))


class CodeForm(forms.Form):
    """The code beside the button of a mail, and the address that the mail went to."""

    email = AddressField(
        label="Email address",
        help_text="The one that the mail went to.",
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": "Write the address that the mail went to."},
    )
    code = CodeField(help_text=f"The {DIGITS} digits in the mail.")
