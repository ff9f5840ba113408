"""HTML input of the technique pages → screened words. Nothing here saves."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.forms import BoundField

from fourfold.confidentiality.screening import in_words
from fourfold.confidentiality.screening.hits import (
    KEEP,
    MASK,
    REMOVE,
    Hit,
    Words,
    hits_of,
    places_in,
    screened,
    words_around,
)
from fourfold.confidentiality.screening.known import joined, known_people
from fourfold.guidance.catalog import profiles
from fourfold.guidance.intake import question
from fourfold.learning.techniques import settings

TEXTS = ("title", "worked", "did_not")
LONGEST = 1500
CHOICES = (
    ("", "Choose"),
    (MASK, "Mask it"),
    (REMOVE, "Take it out"),
    (KEEP, "Points to nobody: keep it"),
)


@dataclass(frozen=True, slots=True)
class HitRow:
    """One text that may point to somebody, and the field that says what becomes of it."""

    words: Words
    kind: str
    field: BoundField


def _words_field(label: str, help_text: str, required: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        error_messages={
            "required": required,
            "max_length": f"Keep it to {LONGEST} characters. A colleague reads it between visits.",
        },
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class TechniqueForm(forms.Form):
    """A technique and, once it was sent, each text in it that may point to somebody."""

    title = forms.CharField(
        label="What do you call it?",
        max_length=80,
        error_messages={"required": "Give it a name, such as “One question, then wait”."},
    )
    form_of_guidance = forms.ChoiceField(
        label="In which form do you use it?",
        choices=[(form.value, each.name) for form, each in profiles().items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the form in which you use it."},
    )
    topic = forms.ChoiceField(
        label="For which topic?",
        choices=[("", "Choose"), *((each.value, each.label) for each in question("topic").choices)],
        error_messages={"required": "Choose the topic for which you use it."},
    )
    setting = forms.ChoiceField(
        label="Where?",
        choices=[("", "Choose"), *settings().items()],
        error_messages={"required": "Choose where you use it."},
    )
    worked = _words_field(
        "What works",
        "What you do, step by step, and how you notice that it works.",
        "Write what works.",
    )
    did_not = _words_field(
        "What does not",
        "When it went wrong, or for whom it is not. That helps others most.",
        "Write what does not work, or when. Nothing works always.",
    )
    certain = forms.BooleanField(
        label="Nobody can tell from this whom I guided.",
        error_messages={"required": "Read it once more as your learner would, then tick this."},
    )

    def __init__(self, *args, learners: Sequence[str], author: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.hits: tuple[Hit, ...] = ()
        if self.is_bound:
            found = [*known_people(self.lines, learners), *places_in(self.lines, people=[author])]
            self.hits = hits_of(self.lines, joined(found))
        for hit in self.hits:
            says = words_around(self.lines, hit).found
            self.fields[f"{hit.key}-hit"] = forms.ChoiceField(
                label=f"What to do with “{says}”",
                choices=CHOICES,
                error_messages={"required": f"Choose what becomes of “{says}”."},
            )
        # They stand first on the page, and so do the sentences on them.
        self.order_fields([f"{hit.key}-hit" for hit in self.hits])

    @property
    def lines(self) -> list[str]:
        """The lines of the three texts as they were typed, one after the other."""
        return [line for name in TEXTS for line in self._lines_of(name)]

    @property
    def hit_rows(self) -> list[HitRow]:
        """What was found, with its field."""
        return [
            HitRow(words_around(self.lines, hit), in_words(hit.kind), self[f"{hit.key}-hit"])
            for hit in self.hits
        ]

    def to_described(self) -> dict[str, str]:
        """The technique with its texts masked as was chosen. Only when valid."""
        sent = self.cleaned_data
        chosen = {hit.key: sent[f"{hit.key}-hit"] for hit in self.hits}
        changed = screened(self.lines, self.hits, chosen)
        lines = iter([changed.get(at, line) for at, line in enumerate(self.lines)])
        texts = {
            name: "\n".join(next(lines) for _ in self._lines_of(name)).strip() for name in TEXTS
        }
        return {**texts, **{name: sent[name] for name in ("form_of_guidance", "topic", "setting")}}

    def _lines_of(self, name: str) -> list[str]:
        return str(self[name].value() or "").splitlines()


class FindForm(forms.Form):
    """What to look for among shared techniques."""

    words_sought = forms.CharField(label="Words", required=False, max_length=80)
    form_of_guidance = forms.ChoiceField(
        label="Form",
        required=False,
        choices=[("", "Any form"), *((form.value, each.name) for form, each in profiles().items())],
    )
    setting = forms.ChoiceField(
        label="Where", required=False, choices=[("", "Anywhere"), *settings().items()]
    )


class HideForm(forms.Form):
    """Why a director takes a technique off the page; its author reads it."""

    why_hidden = forms.CharField(
        label="Why do you take it off the page?",
        help_text="Its author reads this.",
        max_length=500,
        error_messages={
            "required": "Write why, in a sentence. Its author will want to know.",
            "max_length": "Keep it to 500 characters.",
        },
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class TriedForm(forms.Form):
    """Whether a technique helped."""

    it_helped = forms.TypedChoiceField(
        choices=[("yes", "It helped"), ("no", "It did not")], coerce=lambda sent: sent == "yes"
    )
