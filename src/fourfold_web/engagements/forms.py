"""HTML input of the engagement pages → core values. Nothing here saves."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance, profiles
from fourfold.guidance.intake import Intake, question
from fourfold.guidance.waiting import afterwards, reasons
from fourfold.guidance.words import suggestions
from fourfold_web.engagements.models import Afterwards, AnswerKind, GuidanceRequest
from fourfold_web.learning.queries import shown_readiness
from fourfold_web.programs.models import Membership

ANYONE, PROGRAM = "", Afterwards.PROGRAM.value
LONGEST_PAUSE = timedelta(days=366)
# Enough for a page of thought; a pasted file is refused with the limit named.
LONGEST_TEXT = 5_000


def form_choices(offered: Iterable[str] = tuple(FormOfGuidance)) -> list[tuple[str, str]]:
    """The four forms as choices, or those offered, in the order in which they are always shown."""
    known = set(offered)
    return [(form.value, each.name) for form, each in profiles().items() if form in known]


def intake_field(key: str, *, required: bool = False) -> forms.ChoiceField:
    """One question of the intake as radio buttons, worded in data/intake.toml."""
    asked = question(key)
    choices = [(choice.value, choice.label) for choice in asked.choices]
    field = forms.ChoiceField(
        label=asked.ask,
        help_text=asked.help,
        choices=choices,
        widget=forms.RadioSelect,
        required=required,
    )
    field.helps = {choice.value: choice.help for choice in asked.choices}
    return field


class IntakeForm(forms.Form):
    """Some of the intake's questions, filled from the draft and, where silent, from its words.

    `suggested` holds the core's suggestion for each question that the learner has not answered.
    """

    def __init__(self, *args, draft: GuidanceRequest, keys: tuple[str, ...], **kwargs) -> None:
        self.draft = draft
        self.suggested = {
            each.key: each
            for each in suggestions(draft.text)
            if each.key in keys and each.key not in draft.answers
        }
        guessed = {key: each.value for key, each in self.suggested.items()}
        kwargs["initial"] = {"text": draft.text, **guessed, **draft.answers}
        super().__init__(*args, **kwargs)
        for key in keys:
            self.fields[key] = intake_field(key)

    def to_intake(self) -> Intake:
        """The draft's intake with the answers of this page in place."""
        here = {key: self.cleaned_data[key] for key in self.fields if key != "text"}
        answers = {**self.draft.answers, **here}
        return Intake(
            answers={key: value for key, value in answers.items() if value},
            text=self.cleaned_data.get("text", self.draft.text),
        )

    @property
    def questions(self) -> list[dict]:
        """Each question with what its cards need: helps, and the words behind a suggestion."""
        return [
            {
                "field": self[key],
                "helps": field.helps,
                "suggestion": self.suggested.get(key),
            }
            for key, field in self.fields.items()
            if hasattr(field, "helps")
        ]


class WordsForm(IntakeForm):
    """The first page: the learner's own words, and what it is about."""

    text = forms.CharField(
        label="What would you like guidance on?",
        help_text="Two or three sentences in your own words are plenty. Please name no patients.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": "Write a sentence or two about what is on your mind.",
            "max_length": "This is %(show_value)s characters long. Keep it under %(limit_value)s.",
        },
    )


class ChoiceForm(forms.Form):
    """Which form of guidance the learner chooses of those offered, recommended or not."""

    chosen = forms.ChoiceField(
        label="Which form do you choose?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose one of the forms.",
            "invalid_choice": "Your program does not offer this form. Choose one of those shown.",
        },
    )

    def __init__(self, *args, offered: Iterable[FormOfGuidance], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = form_choices(offered)


class SendForm(forms.Form):
    """Whom the learner asks: up to three guides in order, anyone, or the program.

    `guides` are memberships with `has_room`; whoever has none is told of, and not offered. What is
    with the program already cannot be given to it again.
    """

    asked_guide = forms.ChoiceField(
        label="Whom would you like to ask?", widget=forms.RadioSelect, required=False
    )
    second = forms.ChoiceField(label="Second choice", required=False)
    third = forms.ChoiceField(label="Third choice", required=False)
    afterwards = forms.ChoiceField(
        label="And if none of them can?",
        widget=forms.RadioSelect,
        choices=[(choice.value, choice.says) for choice in afterwards()],
        initial=Afterwards.LEARNER,
        required=False,
    )

    def __init__(self, *args, guides, is_with_program: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.person_id): each.person for each in guides if each.has_room}
        self.without_room = [each.person for each in guides if not each.has_room]
        # What guides have learned, as far as they let learners read it.
        learned = shown_readiness(each.person_id for each in guides)
        self.helps = {
            str(each.person_id): " · ".join(filter(None, (each.about, learned.get(each.person_id))))
            for each in guides
        }
        self.helps[ANYONE] = "The guides of your program see it; the first to accept is yours."
        wanted = {choice.value: choice.help for choice in afterwards()}
        self.helps[PROGRAM] = wanted[PROGRAM]
        self.afterwards_helps = wanted
        named = [(pk, person.name) for pk, person in self.people.items()]
        program = [] if is_with_program else [(PROGRAM, "Let the program find somebody")]
        self.fields["asked_guide"].choices = [(ANYONE, "Anyone who fits"), *named, *program]
        for name in ("second", "third"):
            self.fields[name].choices = [("", "Nobody"), *named]

    def clean(self):
        given = super().clean()
        named = [given.get(name, "") for name in ("asked_guide", "second", "third")]
        later = [each for each in named[1:] if each]
        if later and named[0] not in self.people and "asked_guide" not in self.errors:
            self.add_error("asked_guide", "Choose a first guide too, or leave the others open.")
        elif len(set(later)) < len(later) or named[0] in later:
            self.add_error("second", "You named one person twice. Choose somebody else, or nobody.")
        return given

    def to_route(self) -> dict:
        """Whom to ask in which order, as the actions take it."""
        given = self.cleaned_data
        first, later = given["asked_guide"], (given["second"], given["third"])
        wanted = PROGRAM if first == PROGRAM else given["afterwards"]
        return {
            "asked_guide": self.people.get(first),
            "also": [self.people[pk] for pk in later if pk],
            "afterwards": Afterwards(wanted or Afterwards.LEARNER),
        }


class OfferForm(forms.Form):
    """What the learner says to another form that a guide offers."""

    # The guide whose offer was on the page: a yes is not meant for one who came since.
    guide = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"required": "Read the offer once more, then answer."},
    )
    accept = forms.ChoiceField(
        label="Does the offer serve you?",
        choices=[("yes", "Yes, that serves me"), ("no", "No, look further")],
        error_messages={"required": "Choose yes or no."},
    )


class AnswerForm(forms.Form):
    """What a guide says to a request; only forms that the program offers can be offered instead."""

    kind = forms.ChoiceField(choices=AnswerKind.choices)
    form_of_guidance = forms.ChoiceField(
        label="I would rather offer",
        widget=forms.RadioSelect,
        required=False,
    )
    reason = forms.ChoiceField(
        label="Why not you?",
        help_text="The learner reads it in kind words. The program only counts how many said no.",
        choices=[(reason.value, reason.says) for reason in reasons()],
        widget=forms.RadioSelect,
        required=False,
    )
    phrase = forms.CharField(
        label="A line for the learner",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args, chosen_form: str, offered: Iterable[FormOfGuidance], **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        others = [form for form in offered if form != chosen_form]
        self.fields["form_of_guidance"].choices = form_choices(others)

    def clean(self):
        given = super().clean()
        if given.get("kind") == AnswerKind.OFFER and not given.get("form_of_guidance"):
            self.add_error("form_of_guidance", "Choose the form that you offer instead.")
        is_silent = not given.get("phrase", "").strip() and not given.get("reason")
        if given.get("kind") == AnswerKind.DECLINE and is_silent and not self.errors:
            self.add_error(
                "phrase", "Choose a reason or write a line, so that the learner is not left alone."
            )
        return given


class RoomForm(forms.Form):
    """How many people a guide takes on in one program."""

    membership = forms.ModelChoiceField(
        queryset=Membership.objects.none(), widget=forms.HiddenInput
    )
    capacity = forms.IntegerField(
        label="How many people can you guide at a time?",
        help_text="Leave it empty for no limit. What runs goes on.",
        min_value=1,
        max_value=99,
        required=False,
        error_messages={
            "invalid": "Write a number, such as 3, or nothing.",
            "min_value": "Write 1 or more. To take nobody new, tick the box below.",
            "max_value": "99 is the most. Leave it empty for no limit.",
        },
    )
    paused = forms.BooleanField(
        label="I take nobody new for now",
        help_text="You are not offered to learners until you untick this.",
        required=False,
    )

    def __init__(self, *args, memberships, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membership"].queryset = memberships


class PauseForm(forms.Form):
    """Until which day two people rest."""

    until = forms.DateField(
        label="Until",
        help_text="Leave it empty if you do not know yet.",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "Write a day, such as 2026-12-24."},
    )

    def clean_until(self):
        day = self.cleaned_data["until"]
        today = timezone.localdate()
        if day and not today < day <= today + LONGEST_PAUSE:
            raise forms.ValidationError("Choose a day from tomorrow to a year from now.")
        return day

    def to_moment(self) -> datetime | None:
        """The beginning of that day, where the reader lives."""
        day = self.cleaned_data["until"]
        return timezone.make_aware(datetime.combine(day, time.min)) if day else None
