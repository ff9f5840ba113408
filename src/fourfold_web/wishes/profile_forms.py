"""What people say about themselves for matching: HTML input → facts. Nothing here saves."""

from collections.abc import Iterable, Mapping

from django import forms

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.matching.fit.facts import stages
from fourfold_web.engagements.forms import form_choices
from fourfold_web.wishes.facts import GuideFacts, LearnerFacts
from fourfold_web.wishes.said import LONGEST, names_in, problem_with

NOT_OFFERED, PRACTICE_FIRST, READY = "no", "practice", "ready"
WITH_COMMAS = "Separate them with commas."
MOST_PLACES = 99


class NamesField(forms.CharField):
    """Short names between commas; `known` are the spellings that the program uses."""

    known: Iterable[str] = ()

    def __init__(self, **kwargs) -> None:
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else ", ".join(value)

    def clean(self, value) -> tuple[str, ...]:
        names = names_in(super().clean(value), self.known)
        if wrong := problem_with(names):
            raise forms.ValidationError(wrong)
        return names


class ProfileForm(forms.Form):
    """What both sides say."""

    field = forms.CharField(
        label="Your field",
        help_text="Such as Pediatrics. Mentors are of the learner's field.",
        max_length=LONGEST,
        required=False,
    )
    stage = forms.ChoiceField(label="Where you are in training or career", required=False)
    languages = NamesField(
        label="Languages in which you could talk", help_text=WITH_COMMAS, max_length=400
    )
    network = forms.CharField(
        label="Hospital or site",
        help_text="Where you mostly work. It helps a little, and rules nobody out.",
        max_length=LONGEST,
        required=False,
    )
    interests = NamesField(
        label="Interests and values",
        help_text="What matters to you, at work or beside it, such as global health, teaching,"
        " running. " + WITH_COMMAS,
        max_length=800,
    )

    def __init__(self, *args, known: Mapping[str, Iterable[str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        named = [(each.name, each.says.capitalize()) for each in stages().values()]
        self.fields["stage"].choices = [("", "Not said"), *named]
        for name, field in self.fields.items():
            if isinstance(field, NamesField):
                field.known = known.get(name, ())

    def clean_field(self) -> str:
        return _one(self.cleaned_data["field"])

    def clean_network(self) -> str:
        return _one(self.cleaned_data["network"])

    def _shared(self) -> dict:
        names = ("field", "stage", "languages", "network", "interests")
        return {name: self.cleaned_data[name] for name in names}


class LearnerProfileForm(ProfileForm):
    """What a learner says about themselves."""

    group = forms.CharField(
        label="Count me in a group",
        help_text="Only if you like. The program can then see to it that no group is left without"
        " guides. It never changes what speaks for a pair, and no guide reads it.",
        max_length=LONGEST,
        required=False,
    )

    def to_facts(self) -> LearnerFacts:
        """What was said."""
        return LearnerFacts(**self._shared(), group=_one(self.cleaned_data["group"]))


class GuideProfileForm(ProfileForm):
    """What a guide offers and knows. Each form has an offer and, if limited, its places."""

    expertise = NamesField(
        label="Areas in which you are expert",
        help_text="An advisor knows the area of the question, such as fellowship applications. "
        + WITH_COMMAS,
        max_length=800,
    )
    skills = NamesField(
        label="Tasks that you are very good at",
        help_text="Coaching with wisdom is about exactly one of them, such as presenting on rounds."
        " " + WITH_COMMAS,
        max_length=800,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for value, name in form_choices():
            self.fields[f"{value}-offer"] = forms.ChoiceField(
                label=f"Do you offer {name.lower()}?",
                choices=[
                    (NOT_OFFERED, "I do not offer it"),
                    (PRACTICE_FIRST, "I would like to, after some practice"),
                    (READY, "I offer it"),
                ],
                initial=NOT_OFFERED,
            )
            self.fields[f"{value}-places"] = forms.IntegerField(
                label=f"At most how many for {name.lower()}?",
                min_value=1,
                max_value=MOST_PLACES,
                required=False,
                error_messages={"invalid": "Write a number, such as 2, or nothing."},
            )

    @property
    def forms_of_guidance(self) -> list[dict]:
        """The two fields of each form, for the page."""
        return [
            {"form": value, "offer": self[f"{value}-offer"], "places": self[f"{value}-places"]}
            for value, _ in form_choices()
        ]

    def to_facts(self) -> GuideFacts:
        """What was said."""
        given = self.cleaned_data
        wanted = {each.value: given[f"{each.value}-offer"] for each in FormOfGuidance}
        offered = tuple(form for form, offer in wanted.items() if offer != NOT_OFFERED)
        return GuideFacts(
            **self._shared(),
            expertise=given["expertise"],
            skills=given["skills"],
            forms=offered,
            ready=tuple(form for form in offered if wanted[form] == READY),
            capacity_by_form={
                form: given[f"{form}-places"] for form in offered if given[f"{form}-places"]
            },
        )


def said_by(facts: LearnerFacts | GuideFacts) -> dict:
    """The facts as a form shows them again."""
    initial = facts.to_json()
    if isinstance(facts, GuideFacts):
        for form in FormOfGuidance:
            offer = READY if form.value in facts.ready else PRACTICE_FIRST
            initial[f"{form.value}-offer"] = offer if form.value in facts.forms else NOT_OFFERED
            initial[f"{form.value}-places"] = facts.capacity_by_form.get(form.value)
    return initial


def _one(text: str) -> str:
    return " ".join(text.split())
