"""HTML input before a meeting, and of one that was held on paper. Nothing here saves."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone

from fourfold.guidance import session as core
from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.appointments.forms import PICK_TIME, MomentField, minutes_field
from fourfold_web.engagements.forms import form_choices
from fourfold_web.guidance_sessions.forms import LONGEST_TEXT, OpeningForm
from fourfold_web.guidance_sessions.paper import OnPaper
from fourfold_web.shared.templatetags.fourfold import day_and_time

# Who notes a meeting later than this has more than one slip of paper to go through.
NOTED_WITHIN = timedelta(days=365)


class PrepareForm(forms.Form):
    """One sentence of the learner before they meet (G-79)."""

    goal = forms.CharField(
        label="What do you want to leave with?",
        help_text="One sentence is enough. Your guide reads it before you meet, and you can change"
        " it when you start.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write in a sentence what you want to leave with."},
    )


class HeldMomentField(MomentField):
    """A moment that has passed, in the person's own time zone."""

    def validate(self, value: datetime | None) -> None:
        """Refuse a moment to come, or one too long ago to be noted now."""
        forms.DateTimeField.validate(self, value)
        now = timezone.now()
        if value and value > now:
            raise forms.ValidationError("This time is still to come. Choose when you met.")
        if value and value < now - NOTED_WITHIN:
            raise forms.ValidationError("Choose a time within the last year.")


def _no_switch_or_form() -> list[tuple[str, str]]:
    return [("", "We stayed with it"), *form_choices()]


class OnPaperForm(OpeningForm):
    """A meeting that is over: when, how long, what was settled, and when they meet next.

    `pair_began` is the moment before which the two cannot have met under their agreement.
    """

    field_order = ["opened_at", "minutes"]

    opened_at = HeldMomentField(label="When did you meet?", error_messages=PICK_TIME)
    switched_to = forms.ChoiceField(
        label="Did you change to another form on the way?",
        choices=_no_switch_or_form,
        required=False,
    )
    next_meeting_at = MomentField(label="When do you meet next?", required=False)
    no_next_meeting = forms.BooleanField(label="No further meeting planned", required=False)
    session = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, usual_minutes: int, pair_began: datetime, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.pair_began = pair_began
        self.fields["minutes"] = minutes_field(usual_minutes)
        self.order_fields(self.field_order)

    @property
    def settled_fields(self) -> list[forms.BoundField]:
        """The five things that were settled at the start."""
        return [self[prompt.field] for prompt in core.opening_prompts()]

    @property
    def is_settled_wrong(self) -> bool:
        """Whether one of them is refused, so that they must not stay folded."""
        return any(field.errors for field in self.settled_fields)

    def clean_opened_at(self) -> datetime:
        """People choose whole minutes, so the minute in which the pair began is theirs."""
        chosen, began = self.cleaned_data["opened_at"], self.pair_began
        if chosen < began.replace(second=0, microsecond=0):
            since = day_and_time(timezone.localtime(began))
            raise forms.ValidationError(f"You two began on {since}. Choose a time after that.")
        return chosen

    def clean(self):
        given = super().clean()
        start, minutes = given.get("opened_at"), given.get("minutes")
        if start and minutes and start + timedelta(minutes=minutes) > timezone.now():
            self.add_error("minutes", "That would end later than now. Choose fewer minutes.")
        if given.get("next_meeting_at") and given.get("no_next_meeting"):
            self.add_error("next_meeting_at", "Set a time or tick the box, not both.")
        return given

    def to_on_paper(self) -> OnPaper:
        """The meeting as it was held."""
        given = self.cleaned_data
        at, none_planned = given.get("next_meeting_at"), given["no_next_meeting"]
        switched = given["switched_to"]
        return OnPaper(
            opening=self.to_opening(),
            opened_at=given["opened_at"],
            minutes=given["minutes"],
            switched_to=FormOfGuidance(switched) if switched else None,
            next_meeting=core.NextMeeting(at=at, none_planned=none_planned)
            if at or none_planned
            else None,
        )
