"""HTML input of the engagement pages → core values. Nothing here saves."""

from django import forms

from fourfold.guidance.agreement import AgreementTerms, Clause, check_terms, clauses
from fourfold.guidance.catalog import FormOfGuidance, profiles
from fourfold.guidance.intake import Intake, question
from fourfold.guidance.words import suggestions
from fourfold_web.engagements.models import AnswerKind, GuidanceRequest

ANYONE = ""
# Enough for a page of thought; a pasted file is refused with the limit named.
LONGEST_TEXT = 5_000


def form_choices() -> list[tuple[str, str]]:
    """The four forms as choices, in the order in which they are always shown."""
    return [(form.value, profile.name) for form, profile in profiles().items()]


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
    """Which form of guidance the learner chooses, recommended or not."""

    chosen = forms.ChoiceField(
        label="Which form do you choose?",
        widget=forms.RadioSelect,
        choices=form_choices,
        error_messages={"required": "Choose one of the four forms."},
    )


class SendForm(forms.Form):
    """Who is asked, and the topic that the program sees while the request waits."""

    asked_guide = forms.ChoiceField(
        label="Whom would you like to ask?", widget=forms.RadioSelect, required=False
    )

    def __init__(self, *args, guides, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.person_id): each.person for each in guides}
        self.helps = {str(each.person_id): each.about for each in guides}
        self.helps[ANYONE] = "The guides of your program see it; the first to accept is yours."
        self.fields["asked_guide"].choices = [
            (ANYONE, "Anyone who fits"),
            *((pk, person.name) for pk, person in self.people.items()),
        ]

    def to_guide(self):
        """The person asked, or None for anyone."""
        return self.people.get(self.cleaned_data["asked_guide"])


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


class SignForm(forms.Form):
    """Which version was on the page of the person who says yes."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class AnswerForm(forms.Form):
    """What a guide says to a request."""

    kind = forms.ChoiceField(choices=AnswerKind.choices)
    form_of_guidance = forms.ChoiceField(
        label="I would rather offer",
        choices=form_choices,
        widget=forms.RadioSelect,
        required=False,
    )
    phrase = forms.CharField(
        label="A line for the learner",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, chosen_form: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_of_guidance"].choices = [
            choice for choice in form_choices() if choice[0] != chosen_form
        ]

    def clean(self):
        given = super().clean()
        if given.get("kind") == AnswerKind.OFFER and not given.get("form_of_guidance"):
            self.add_error("form_of_guidance", "Choose the form that you offer instead.")
        if given.get("kind") == AnswerKind.DECLINE and not given.get("phrase", "").strip():
            self.add_error("phrase", "Write a line, so that the learner is not left with silence.")
        return given


class AgreementForm(forms.Form):
    """The clauses of an agreement, one field each, as data/agreement.toml words them."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, terms: AgreementTerms, seen_version: int, **kwargs) -> None:
        kwargs["initial"] = {
            **terms.to_json(),
            "transcripts": {True: "yes", False: "no"}.get(terms.transcripts),
            "seen_version": seen_version,
        }
        super().__init__(*args, **kwargs)
        self.clauses = clauses(terms.form_of_guidance or FormOfGuidance.ADVISING)
        for clause in self.clauses:
            self.fields[clause.field] = _clause_field(clause)

    @property
    def clause_fields(self) -> list[forms.BoundField]:
        """The clauses' fields in reading order."""
        return [self[clause.field] for clause in self.clauses]

    def to_terms(self) -> AgreementTerms:
        """The terms as typed. What is missing in them, the core's check says."""
        given = {clause.field: self.cleaned_data[clause.field] for clause in self.clauses}
        return AgreementTerms(
            **{
                **given,
                "form_of_guidance": FormOfGuidance(given["form_of_guidance"]),
                "transcripts": {"yes": True, "no": False}.get(given["transcripts"]),
            }
        )

    def clean(self):
        given = super().clean()
        if not self.errors:
            for issue in check_terms(self.to_terms()):
                if issue.severity == "error":
                    self.add_error(issue.where, issue.message)
        return given


def _clause_field(clause: Clause) -> forms.Field:
    words = {"label": clause.title, "help_text": clause.help}
    if clause.field == "no_fault_exit":
        return forms.BooleanField(label=clause.prompt, help_text=clause.help, required=False)
    if clause.field == "transcripts":
        choices = (("no", "No"), ("yes", "Yes"))
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, required=False, **words)
    if clause.choices:
        return forms.ChoiceField(
            choices=clause.choices,
            widget=forms.RadioSelect,
            error_messages={"required": clause.missing},
            **words,
        )
    return forms.CharField(
        max_length=1_000, required=False, widget=forms.Textarea(attrs={"rows": 2}), **words
    )
