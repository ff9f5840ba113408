"""What a learner picks for a review, and what they add to it; saves nothing."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.utils import timezone
from django.utils.text import Truncator

from fourfold_web.goals.models import Goal
from fourfold_web.papers.queries import checks_line, level_line, product_line
from fourfold_web.papers.summary import Choice, Part
from fourfold_web.products.models import Product

LONGEST_WORDS = 2000
LONGEST_STATEMENT = 1000
# In a field's name after the goal's id, so that a page shows a choice again and not as words.
PARTS = "parts"


class ReviewForm(forms.Form):
    """Goals part by part, meetings, products, own words. Nothing is ticked by itself."""

    since = forms.DateField(
        label="From which day on?",
        help_text="Meetings and steps before it are left out.",
        error_messages={
            "required": "Choose a day.",
            "invalid": "Write the day as 2026-05-03.",
        },
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    words = forms.CharField(
        label="In your own words",
        help_text="What you would like to talk about, what went well, what you need.",
        max_length=LONGEST_WORDS,
        required=False,
        error_messages={
            "max_length": f"Two pages hold about {LONGEST_WORDS} characters of your own words."
        },
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    meetings = forms.BooleanField(
        label="How many meetings I had, in which form of guidance", required=False
    )
    products = forms.MultipleChoiceField(
        label="What came of mentoring", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args, choice: Choice, goals: Sequence[Goal], products: Sequence[Product], **kwargs
    ) -> None:
        initial = {
            "since": choice.since,
            "words": choice.words,
            "meetings": choice.meetings,
            "products": list(choice.products),
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["products"].choices = [(str(each.pk), product_line(each)) for each in products]
        self.goals = goals
        for goal in goals:
            self.fields[_name(goal)] = forms.MultipleChoiceField(
                label=Truncator(goal.words).chars(160),
                choices=_parts_of(goal),
                initial=sorted(choice.goals.get(str(goal.pk), ())),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def clean_since(self) -> date:
        """A day that has come."""
        since = self.cleaned_data["since"]
        if since > timezone.localdate():
            raise forms.ValidationError("Choose a day that has come.")
        return since

    @property
    def goal_fields(self) -> list[forms.BoundField]:
        """The field of each goal."""
        return [self[_name(goal)] for goal in self.goals]

    def to_choice(self) -> Choice:
        """What was picked. Only when valid."""
        sent = self.cleaned_data
        return Choice(
            since=sent["since"],
            goals={
                str(goal.pk): frozenset(map(Part, sent[_name(goal)]))
                for goal in self.goals
                if sent[_name(goal)]
            },
            meetings=sent["meetings"],
            products=frozenset(sent["products"]),
            words=sent["words"].strip(),
        )


class StatementForm(forms.Form):
    """What a learner adds to what they published."""

    words = forms.CharField(
        label="Your statement",
        help_text="It goes with this summary wherever it goes, on the page and on paper.",
        max_length=LONGEST_STATEMENT,
        error_messages={
            "required": "Write your statement.",
            "max_length": f"A statement has at most {LONGEST_STATEMENT} characters.",
        },
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _name(goal: Goal) -> str:
    return f"{goal.pk}-{PARTS}"


def _parts_of(goal: Goal) -> list[tuple[str, str]]:
    """What this goal can show; a part brings the words with it."""
    parts = [(Part.WORDS, "The goal in my words")]
    if level := level_line(goal):
        parts.append((Part.LEVEL, level))
    parts.append((Part.CHECKS, checks_line(goal)))
    if done := sum(step.done_at is not None for step in goal.steps.all()):
        parts.append((Part.STEPS, f"Steps done ({done})"))
    return [(part.value, says) for part, says in parts]
