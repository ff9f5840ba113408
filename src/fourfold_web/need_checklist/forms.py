"""What a director answers about a unit. Nothing here saves."""

from collections.abc import Mapping, Sequence

from django import forms

from fourfold.programs.need_checklist import Question
from fourfold_web.need_checklist.models import LONGEST_UNIT


class UnitForm(forms.Form):
    """For whom the check is."""

    unit = forms.CharField(
        label="Which organization or unit?",
        help_text="Such as “Whole residency” or “Night team”. One check is for one unit.",
        max_length=LONGEST_UNIT,
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "units"}),
        error_messages={"required": "Name the organization or unit that you think of."},
    )


class AnswersForm(forms.Form):
    """The questions of one page; each may be left open."""

    def __init__(
        self, *args, questions: Sequence[Question], answers: Mapping[str, str], **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked = questions
        for question in questions:
            self.fields[f"{question.id}-answer"] = forms.ChoiceField(
                label=question.ask,
                choices=[(each.value, each.label) for each in question.choices],
                initial=answers.get(question.id, ""),
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Choose one of the answers."},
            )

    @property
    def rows(self) -> list[tuple[Question, forms.BoundField]]:
        """Each question with its field."""
        return [(each, self[f"{each.id}-answer"]) for each in self.asked]

    def to_answers(self) -> dict[str, str]:
        """By the question's id; empty for what is left open."""
        return {each.id: self.cleaned_data[f"{each.id}-answer"] for each in self.asked}
