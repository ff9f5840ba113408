"""HTML input of the cycle's pages. Nothing here saves."""

from collections.abc import Mapping

from django import forms

from fourfold.guidance.cycle import CycleStep, StepEntry

LONGEST = 4_000


class StepForm(forms.Form):
    """The questions of one step; at least one is answered, and a next step has words."""

    due = forms.DateField(
        label="By when?", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args, entry: StepEntry, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.entry = entry
        for each in entry.questions:
            self.fields[each.key] = forms.CharField(
                label=each.ask,
                help_text=each.help,
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        if entry.step == CycleStep.NEXT_STEPS:
            self.order_fields([*(each.key for each in entry.questions), "due"])
        else:
            del self.fields["due"]

    def clean(self) -> dict:
        """A step holds something, or the next one could not build on it."""
        data = super().clean()
        first = self.entry.questions[0].key
        if not self.errors and not any(self.answers_in(data).values()):
            self.add_error(first, "Write something here, or under another question of this step.")
        return data

    def answers_in(self, data: Mapping) -> dict[str, str]:
        """The answers by question."""
        return {each.key: data.get(each.key, "") for each in self.entry.questions}

    def to_answers(self) -> dict[str, str]:
        """The same, once the form is valid."""
        return self.answers_in(self.cleaned_data)


class InputForm(forms.Form):
    """What a supervisor puts in."""

    words = forms.CharField(
        label="How is the work going?",
        help_text="Results and skills that are missing, about the work and not about the person."
        " Leave patients out.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Write what you would like the two to know."},
    )


class ReplyForm(forms.Form):
    """The learner's reply to it."""

    words = forms.CharField(
        label="Your reply",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write your reply, or leave it unanswered."},
    )
