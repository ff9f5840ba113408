"""HTML input of the learning pages → answers and words. Nothing here saves."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.forms import BoundField

from fourfold.issues import FourfoldError
from fourfold.learning.checks import Check, Heard, heard
from fourfold.learning.lessons import lessons
from fourfold.learning.role_words import LONGEST, RoleReading, Situation, read_role


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One thing to answer as a page shows it; `reply` once it was answered."""

    says: str
    field: BoundField
    reply: Heard | None


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check as a page shows it."""

    check: Check
    items: tuple[ItemRow, ...]


class ChecksForm(forms.Form):
    """The questions of a step, or of a whole lesson; one field a thing to answer."""

    # At the field one sentence is enough; the summary says of which field it is.
    summary_names_fields = True

    def __init__(self, *args, checks: Sequence[Check], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.checks = checks
        for name, check, item in self._named():
            choices = [(str(at), answer.says) for at, answer in enumerate(item.answers)]
            if check.kind == "match":
                field = forms.ChoiceField(label=item.says, choices=[("", "Choose"), *choices])
            else:
                label = f"“{item.says}”" if item.says else check.asks
                field = forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)
            field.error_messages["required"] = "Choose an answer."
            self.fields[name] = field

    @property
    def rows(self) -> list[CheckRow]:
        """The checks with their fields, and with what is said to each answer when all are given."""
        replies = self.replies() if self.is_bound and self.is_valid() else ()
        by_name = dict(zip((name for name, _, _ in self._named()), replies, strict=False))
        rows: dict[int, list[ItemRow]] = {}
        for name, _, item in self._named():
            number = int(name.split("-")[0])
            row = ItemRow(item.says, self[name], by_name.get(name))
            rows.setdefault(number, []).append(row)
        return [CheckRow(self.checks[number], tuple(items)) for number, items in rows.items()]

    def replies(self) -> list[Heard]:
        """What is said to each answer. Only when valid."""
        return [heard(item, int(self.cleaned_data[name])) for name, _, item in self._named()]

    def _named(self):
        return [
            (f"{number}-{at}-picked", check, item)
            for number, check in enumerate(self.checks)
            for at, item in enumerate(check.items)
        ]


class RoleForm(forms.Form):
    """What a guide would say in a situation; read and not kept."""

    role_words = forms.CharField(
        label="What would you say?",
        help_text="Two or three sentences, as you would speak. Nothing you type here is kept.",
        max_length=LONGEST,
        error_messages={
            "required": "Write what you would say, in a sentence or two.",
            "max_length": f"Keep it to {LONGEST} characters. A role fits into three sentences.",
        },
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    reading: RoleReading

    def __init__(self, *args, situation: Situation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.situation = situation

    def clean_role_words(self) -> str:
        """Read the words; what cannot be read stands beside the field."""
        words = self.cleaned_data["role_words"]
        try:
            self.reading = read_role(words, self.situation)
        except FourfoldError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return words


class FirstLessonsForm(forms.Form):
    """What a program asks its people to do first."""

    picked = forms.MultipleChoiceField(
        label="Ask them to do first",
        help_text="Learners are asked for the lessons that are for learners, guides for theirs.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose among the lessons below."},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        both = {True: "for both", False: ""}
        self.fields["picked"].choices = [
            (each.id, f"{each.title} ({both[len(each.sides) == 2] or f'for {each.sides[0]}s'})")
            for each in lessons().values()
        ]
