"""HTML input of the session pages → core values. Nothing here saves."""

from datetime import datetime

from django import forms
from django.utils import timezone

from fourfold.guidance import session as core
from fourfold.guidance.catalog import FormOfGuidance, profile, profiles
from fourfold.scheduling.repeat import repeats
from fourfold_web.appointments.forms import PICK_TIME, MomentField, minutes_field
from fourfold_web.engagements.forms import form_choices
from fourfold_web.goals.forms import DayField
from fourfold_web.guidance_sessions.notes import PRIVATE, SHARED

# Enough for a page of thought; a pasted file is refused with the limit named.
LONGEST_TEXT = 2_000
LONGEST_LINE = 300
LONGEST_NOTE = 20_000
# What a column for a count holds.
HIGHEST_COUNT = 2**31 - 1
ONE_TO_FIVE = [(str(number), str(number)) for number in range(1, 6)]
EVERY_WEEKS = (1, 2, 4, 8, 12)
TIMES = tuple(range(2, 13))
PICK_NUMBER = {"required": "Choose a number from 1 to 5.", "invalid_choice": "Choose 1 to 5."}


def unknown_form() -> str:
    """What refuses a form of guidance that does not exist."""
    return f"Choose one of: {', '.join(each.name for each in profiles().values())}."


class ScaleField(forms.ChoiceField):
    """One tap from 1 to 5, with words at both ends."""

    widget = forms.RadioSelect

    def __init__(self, *, low: str, high: str, **kwargs) -> None:
        super().__init__(choices=ONE_TO_FIVE, error_messages=PICK_NUMBER, **kwargs)
        self.low, self.high = low, high

    def validate(self, value: str) -> None:
        """Name the question, since several stand on one page and the summary lists them all."""
        if not value and self.required:
            raise forms.ValidationError(f"{self.label} Choose a number from 1 to 5.")
        super().validate(value)


class PlanForm(forms.Form):
    """When the two meet next: once, or again and again; `move` names the meeting to move."""

    planned_for = MomentField(label="Date and time", error_messages=PICK_TIME)
    every_weeks = forms.TypedChoiceField(
        label="Again",
        choices=[
            (0, "Just this once"),
            *((each, f"Every {f'{each} weeks' if each > 1 else 'week'}") for each in EVERY_WEEKS),
        ],
        coerce=int,
        empty_value=0,
        required=False,
    )
    times = forms.TypedChoiceField(
        label="How many times, if it repeats",
        choices=[(each, f"{each} times") for each in TIMES],
        initial=6,
        coerce=int,
        empty_value=6,
        required=False,
    )
    skip_taken = forms.BooleanField(label="Leave out the times that are not free", required=False)
    move = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, usual_minutes: int = 30, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minutes"] = minutes_field(usual_minutes)

    def clean(self):
        given = super().clean()
        if not self.errors and self.repeats:
            for issue in core.check_planned(self.to_moments()[-1], now=timezone.now()):
                self.add_error("times", f"The last one is too far ahead. {issue.message}")
        return given

    @property
    def repeats(self) -> bool:
        """Whether more than one meeting was asked for."""
        return bool(self.cleaned_data.get("every_weeks")) and not self.cleaned_data.get("move")

    def to_moments(self) -> tuple[datetime, ...]:
        """Every moment of the series, at the same time of day where the person is."""
        given = self.cleaned_data
        return repeats(
            given["planned_for"],
            every_weeks=given["every_weeks"],
            times=given["times"],
            zone=timezone.get_current_timezone(),
        )


class OpeningForm(forms.Form):
    """The start fields, worded in data/session.toml; the core says which are missing (A-1)."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for prompt in core.opening_prompts():
            self.fields[prompt.field] = _opening_field(prompt)

    def to_opening(self) -> core.Opening:
        """The start as typed."""
        said = {each.field: self.cleaned_data.get(each.field) for each in core.opening_prompts()}
        form = said.pop("form_of_guidance")
        words = {field: text or "" for field, text in said.items()}
        return core.Opening(form_of_guidance=FormOfGuidance(form) if form else None, **words)

    def clean(self):
        given = super().clean()
        said = self.to_opening()
        for issue in core.missing_to_open(said) + core.check_announcement(said):
            if issue.where not in self.errors:
                self.add_error(issue.where, issue.message)
        return given


class SwitchForm(forms.Form):
    """One tap: to which form, and which one was on the screen."""

    to_form = forms.ChoiceField(choices=form_choices)
    seen = forms.ChoiceField(choices=form_choices, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages = {"required": unknown_form(), "invalid_choice": unknown_form()}

    def to_switch(self) -> dict[str, FormOfGuidance | None]:
        """What the switch action takes."""
        seen = self.cleaned_data["seen"]
        return {
            "to_form": FormOfGuidance(self.cleaned_data["to_form"]),
            "seen": FormOfGuidance(seen) if seen else None,
        }


class UndoForm(forms.Form):
    """Which switch the person saw as the last one."""

    switch = forms.UUIDField(
        error_messages={
            "required": "Nothing was undone. Choose the switch to take back.",
            "invalid": "Nothing was undone. There is no such switch.",
        }
    )


class MarkForm(forms.Form):
    """The words of one switch, put right; empty words mean that it was said later."""

    spoken_words = forms.CharField(label="What you said", max_length=LONGEST_LINE, required=False)


class NoteForm(forms.Form):
    """One text of a meeting as it stands on a page, or the wish to join it to the other one."""

    kind = forms.ChoiceField(choices=[(SHARED, SHARED), (PRIVATE, PRIVATE)])
    words = forms.CharField(
        required=False,
        strip=False,
        max_length=LONGEST_NOTE,
        error_messages={"max_length": "This note is too long. Keep it under 20,000 characters."},
    )
    version = forms.IntegerField(min_value=0, max_value=HIGHEST_COUNT, widget=forms.HiddenInput)
    note = forms.UUIDField(required=False, widget=forms.HiddenInput)
    page = forms.UUIDField(required=False, widget=forms.HiddenInput)
    page_save = forms.IntegerField(
        required=False, min_value=0, max_value=HIGHEST_COUNT, widget=forms.HiddenInput
    )
    join = forms.BooleanField(required=False)

    def clean_words(self) -> str:
        """Browsers send line ends of two characters, scripts of one."""
        return self.cleaned_data["words"].replace("\r\n", "\n")

    def to_typed(self) -> dict:
        """What keeping the text takes."""
        given = self.cleaned_data
        return {
            "words": given["words"],
            "version": given["version"],
            "note": given["note"],
            "page": given["page"],
            "page_save": given["page_save"] or 0,
        }

    @property
    def first_error(self) -> str:
        """What is wrong with it, in one sentence."""
        return next(iter(self.errors.values()))[0]


class ClosingForm(forms.Form):
    """What both sides are asked at the end: the next meeting, unless it is set already (G-38)."""

    next_meeting_at = MomentField(label="When do you meet next?", required=False)
    no_next_meeting = forms.BooleanField(label="No further meeting planned", required=False)

    def __init__(self, *args, next_meeting_is_set: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.next_meeting_is_set = next_meeting_is_set
        # The other side may have set it since this page was shown. What was typed is still read,
        # so that the page can say which answer holds.
        self.asks_next_meeting = not next_meeting_is_set or "next_meeting_at" in self.data
        if not self.asks_next_meeting:
            del self.fields["next_meeting_at"], self.fields["no_next_meeting"]

    def clean(self):
        given = super().clean()
        if not self.asks_next_meeting or "next_meeting_at" in self.errors:
            return given
        at, none_planned = given.get("next_meeting_at"), given.get("no_next_meeting")
        if at and none_planned:
            self.add_error("next_meeting_at", "Set a time or tick the box, not both.")
        elif not at and not none_planned and not self.next_meeting_is_set:
            self.add_error("next_meeting_at", "Set a time, or tick that no meeting is planned.")
        return given

    def to_next_meeting(self) -> core.NextMeeting | None:
        """The next meeting as answered here, or None when it was left to the other side."""
        answer = core.NextMeeting(
            at=self.cleaned_data.get("next_meeting_at"),
            none_planned=self.cleaned_data.get("no_next_meeting", False),
        )
        return None if answer == core.NextMeeting() else answer


class FeedbackForm(ClosingForm):
    """The learner's minute: two taps, and words only if they want to (G-35, G-36)."""

    field_order = ["usefulness", "stayed_in_role", "next_meeting_at", "no_next_meeting"]

    usefulness = ScaleField(
        label="How useful was this way of working for you?", low="Not at all", high="Very"
    )
    stayed_in_role = ScaleField(label="", low="Not at all", high="All the time")
    next_step = forms.CharField(
        label="Your next step",
        help_text="Your guide reads it too. It stands on your page until it is done.",
        max_length=LONGEST_LINE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    due = DayField(label="Until when?", required=False)
    words = forms.CharField(
        label="Anything you want to add",
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    open_reply = forms.BooleanField(
        label="Let my guide read these answers",
        help_text="If you leave this off, your guide never sees them as yours, only as part of a"
        " summary once five or more people have answered.",
        required=False,
    )

    def __init__(self, *args, guide_name: str, declared: FormOfGuidance, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        role = profile(declared).guide_is
        self.fields[
            "stayed_in_role"
        ].label = f"How well did {guide_name} stay in the role of {role}?"

    def to_feedback(self) -> core.ClosingFeedback:
        """The answers that the protocol asks for."""
        return core.ClosingFeedback(
            usefulness=int(self.cleaned_data["usefulness"]),
            stayed_in_role=int(self.cleaned_data["stayed_in_role"]),
            next_step=self.cleaned_data["next_step"],
        )


class ReflectionForm(ClosingForm):
    """The guide's minute: staying in role, and a moment worth keeping (G-36, G-37, G-39)."""

    field_order = ["stayed_in_role", "next_meeting_at", "no_next_meeting"]

    stayed_in_role = ScaleField(label="", low="Not at all", high="All the time")
    promise = forms.CharField(
        label="What you will do until then",
        help_text="The other side reads it too. It stands on your page until it is done.",
        max_length=LONGEST_LINE,
        required=False,
    )
    due = DayField(label="Until when?", required=False)
    moment = forms.CharField(
        label="A moment worth keeping",
        help_text="An insight, a bit of progress, something that pleased you. Only you read it.",
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, declared: FormOfGuidance, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        role = profile(declared).guide_is
        self.fields["stayed_in_role"].label = f"How well did you stay in the role of {role}?"

    def to_reflection(self) -> core.GuideReflection:
        """The look back as the protocol takes it."""
        return core.GuideReflection(
            stayed_in_role=int(self.cleaned_data["stayed_in_role"]),
            moment=self.cleaned_data["moment"],
        )


def _opening_field(prompt: core.Prompt) -> forms.Field:
    if prompt.field == "form_of_guidance":
        return forms.ChoiceField(
            label=prompt.ask,
            choices=form_choices,
            widget=forms.RadioSelect,
            required=False,
            error_messages={"invalid_choice": unknown_form()},
        )
    return forms.CharField(
        label=prompt.ask,
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
