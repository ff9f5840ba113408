"""HTML input about times → core values. Nothing here saves."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from fourfold.guidance.session import PLAN_WITHIN, check_planned
from fourfold_web.programs.models import Membership

# Enough for a page of thought; a pasted file is refused with the limit named.
LONGEST_TEXT = 2_000
LENGTHS = (15, 20, 30, 45, 60, 90)
OFFICE_LENGTHS = (10, 15, 20, 30, 45, 60)
USUAL_OFFICE_LENGTH = 20
# The fields of a proposal.
TIMES = ("time_1", "time_2", "time_3")
CLOCK_CHANGE = (
    "The clocks change just then, so this time is missing or comes twice. Choose another time."
)
PICK_TIME = {"required": "Choose a date and a time.", "invalid": "Choose a date and a time."}


class MomentField(forms.DateTimeField):
    """A moment to meet at, in the person's own time zone, from one date-and-time input."""

    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})

    def to_python(self, value):
        try:
            return super().to_python(value)
        except ValidationError as refusal:
            if refusal.code == "ambiguous_timezone":
                raise ValidationError(CLOCK_CHANGE, code=refusal.code) from refusal
            raise

    def validate(self, value) -> None:
        super().validate(value)
        for issue in check_planned(value, now=timezone.now()) if value else ():
            raise ValidationError(issue.message, code=issue.code)


def minutes_field(usual: int, lengths: Sequence[int] = LENGTHS) -> forms.TypedChoiceField:
    """How long the two meet; `usual` where nothing was chosen."""
    choices = [(each, f"{each} minutes") for each in sorted({*lengths, usual})]
    return forms.TypedChoiceField(
        label="How long",
        choices=choices,
        initial=usual,
        coerce=int,
        empty_value=usual,
        required=False,
        error_messages={"invalid_choice": "Choose one of the lengths in the list."},
    )


class ProposalForm(forms.Form):
    """One to three times for the other side to pick from."""

    time_1 = MomentField(label="First time", error_messages=PICK_TIME)
    time_2 = MomentField(label="Second time", required=False, error_messages=PICK_TIME)
    time_3 = MomentField(label="Third time", required=False, error_messages=PICK_TIME)

    def __init__(
        self, *args, usual_minutes: int, suggested: Sequence[datetime] = (), **kwargs
    ) -> None:
        here = [timezone.localtime(each) for each in suggested]
        super().__init__(*args, initial=dict(zip(TIMES, here, strict=False)), **kwargs)
        self.fields["minutes"] = minutes_field(usual_minutes)

    def to_proposal(self) -> dict:
        """What the proposing action takes."""
        given = self.cleaned_data
        moments = [given[name] for name in TIMES if given.get(name)]
        return {"moments": moments, "minutes": given["minutes"]}


class BookForm(forms.Form):
    """What a learner sends along with a time."""

    words = forms.CharField(
        label="What would you like to ask?",
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OfficeHoursForm(forms.Form):
    """A stretch of time for learners to book parts of."""

    membership = forms.ModelChoiceField(Membership.objects.none(), label="In which program")
    first_day = forms.DateField(
        label="First day",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Choose a day.", "invalid": "Choose a day."},
    )
    is_weekly = forms.BooleanField(label="Every week on this weekday", required=False, initial=True)
    starts = forms.TimeField(
        label="From",
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"required": "Say when they begin.", "invalid": "Say when they begin."},
    )
    ends = forms.TimeField(
        label="Until",
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"required": "Say when they end.", "invalid": "Say when they end."},
    )

    def __init__(self, *args, memberships, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["membership"]
        field.queryset = memberships
        field.label_from_instance = lambda each: each.program.name
        if len(memberships) == 1:
            field.widget, field.initial = forms.HiddenInput(), memberships[0]
        self.fields["minutes"] = minutes_field(USUAL_OFFICE_LENGTH, OFFICE_LENGTHS)
        self.fields["minutes"].label = "Length of one visit"

    def clean_first_day(self) -> date:
        day, today = self.cleaned_data["first_day"], timezone.localdate()
        if day < today:
            raise ValidationError("This day has passed. Choose a later one.")
        if day - today > PLAN_WITHIN:
            raise ValidationError("Choose a day within the next two years.")
        return day

    def to_hours(self) -> dict:
        """What the opening action takes."""
        given = dict(self.cleaned_data)
        return {"day": given.pop("first_day"), **given}

    def clean(self):
        given = super().clean()
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and _minutes(ends) - _minutes(starts) < given.get("minutes", 0):
            self.add_error("ends", "Choose an end that leaves room for at least one visit.")
        return given


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
