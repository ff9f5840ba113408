"""HTML input of the pages on wishes → values. Nothing here saves."""

from collections.abc import Iterable, Mapping

from django import forms

from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.engagements.forms import LONGEST_TEXT, form_choices, intake_field
from fourfold_web.people.models import Person
from fourfold_web.wishes.facts import NeedWords
from fourfold_web.wishes.models import DeclarationKind, GoesOn, Need

AVOID = "avoid"
# Forms whose guide is expert in what the need is about (G-16).
EXPERT_FORMS = (FormOfGuidance.ADVISING, FormOfGuidance.COACHING_WITH_WISDOM)
NOT_SAID, NONE_OF_THESE = "", "-"


class NeedForm(forms.Form):
    """What a learner looks for, in their own words."""

    words = forms.CharField(
        label="What would you like guidance on?",
        help_text="Two or three sentences are plenty. Only you read them. Please name no patients.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": "Write a sentence or two about what is on your mind.",
            "max_length": "This is %(show_value)s characters long. Keep it under %(limit_value)s.",
        },
    )
    goal = forms.CharField(
        label="What do you want to reach?",
        help_text="As far as you know it. Only you read it.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    introduction = forms.CharField(
        label="How do you introduce yourself?",
        help_text="Guides who could take you on read this, your name, the form and the topic,"
        " and nothing else.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, need: Need | None = None, **kwargs) -> None:
        self.answers = dict(need.answers) if need else {}
        if need:
            kwargs["initial"] = {
                "words": need.words,
                "goal": need.goal,
                "introduction": need.introduction,
                "topic": need.topic,
            }
        super().__init__(*args, **kwargs)
        self.fields["topic"] = intake_field("topic", required=True)
        self.fields["topic"].error_messages["required"] = "Choose the topic that comes closest."

    @property
    def topic_helps(self) -> Mapping[str, str]:
        """The help of each topic, for its card."""
        return self.fields["topic"].helps

    def to_words(self) -> NeedWords:
        """What was said, with the answers given before."""
        given = self.cleaned_data
        return NeedWords(
            words=given["words"],
            goal=given["goal"],
            introduction=given["introduction"],
            topic=given["topic"],
            answers={**self.answers, "topic": given["topic"]},
        )


class AnswerForm(forms.Form):
    """One more question of the intake, where its answer could change the suggested form."""

    def __init__(self, *args, need: Need, keys: Iterable[str], **kwargs) -> None:
        self.need = need
        super().__init__(*args, initial=need.answers, **kwargs)
        for key in keys:
            self.fields[key] = intake_field(key)

    @property
    def questions(self) -> list[dict]:
        """Each question with the helps of its cards."""
        return [{"field": self[key], "helps": field.helps} for key, field in self.fields.items()]

    def to_words(self) -> NeedWords:
        """What the need says already, with this answer."""
        need, here = self.need, {key: each for key, each in self.cleaned_data.items() if each}
        return NeedWords(
            words=need.words,
            goal=need.goal,
            introduction=need.introduction,
            topic=here.get("topic", need.topic),
            answers={**need.answers, **here},
        )


class FormForm(forms.Form):
    """The form of guidance, of those that the round matches, and what the guide is expert in."""

    chosen = forms.ChoiceField(
        label="Which form do you choose?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the forms."},
    )
    area = forms.ChoiceField(
        label="Which area or task is it?",
        help_text="What guides here name as theirs. An advisor is expert in the area, a coach with"
        " wisdom in exactly the task. Coaching and mentoring do without.",
        required=False,
    )

    def __init__(
        self,
        *args,
        offered: Iterable[FormOfGuidance],
        areas: Iterable[str],
        skills: Iterable[str],
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = tuple(offered)
        values = {each.value for each in self.offered}
        self.fields["chosen"].choices = [each for each in form_choices() if each[0] in values]
        groups = [("Areas", list(areas)), ("Tasks and skills", list(skills))]
        self.fields["area"].choices = [
            (NOT_SAID, "Not said"),
            *((title, [(each, each) for each in names]) for title, names in groups if names),
            (NONE_OF_THESE, "None of these"),
        ]

    def clean(self):
        given = super().clean()
        if given.get("chosen") in EXPERT_FORMS and given.get("area") == NOT_SAID:
            self.add_error(
                "area",
                "Choose what comes closest, so that a guide is found who knows it. Coaching and"
                " mentoring do without.",
            )
        return given

    def to_area(self) -> str:
        """The area or task; empty when it was not said or is none of those."""
        area = self.cleaned_data["area"]
        return "" if area == NONE_OF_THESE else area


class OrderForm(forms.Form):
    """What goes with a learner's order of guides; `ranked` is how many they ranked."""

    finds_for_me = forms.BooleanField(
        label="Let the program find somebody for me",
        help_text="Then your order does not count, and you need none.",
        required=False,
    )

    def __init__(self, *args, ranked: int = 0, least: int = 0, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.is_short = ranked < least
        self.least = least

    def clean_finds_for_me(self) -> bool:
        finds_for_me = self.cleaned_data["finds_for_me"]
        if self.is_short and not finds_for_me:
            number = {1: "one guide", 2: "two guides"}.get(self.least, "three guides")
            raise forms.ValidationError(
                f"Rank at least {number}, or tick this, so that the program finds somebody."
            )
        return finds_for_me


class ApartForm(forms.Form):
    """Somebody not to be matched with, or what stands between."""

    other = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label="Whom?",
        empty_label="Choose somebody",
        error_messages={"required": "Choose somebody.", "invalid_choice": "Choose from the list."},
    )
    reason = forms.ChoiceField(
        label="Why?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what comes closest."},
    )

    def __init__(self, *args, others, is_guide: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = Person.objects.filter(pk__in=others.values("person"))
        self.fields["reason"].choices = reasons_to_stay_apart(is_guide=is_guide)


def reasons_to_stay_apart(*, is_guide: bool) -> list[tuple[str, str]]:
    """The reasons as the one or the other side says them."""
    assesses = "I assess them" if is_guide else "They assess me"
    treats = "I treat them as a patient" if is_guide else "They treat me as a patient"
    return [
        (AVOID, "I would rather not"),
        (DeclarationKind.ASSESSES.value, assesses),
        (DeclarationKind.TREATS.value, treats),
        (DeclarationKind.CONFLICT.value, "There is another conflict of interest"),
    ]


class ImpressionForm(forms.Form):
    """What somebody took from a first talk, for themselves."""

    goes_on = forms.ChoiceField(
        label="Would you like to go on?",
        choices=GoesOn.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one. “I do not know yet” is fine."},
    )
    remember = forms.CharField(
        label="A note to yourself",
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
