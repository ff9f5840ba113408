"""HTML input of the matching pages → core values. Nothing here saves."""

from collections.abc import Iterable
from datetime import datetime, time

from django import forms
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance, profiles
from fourfold_web.matching.models import RulingKind
from fourfold_web.matching.run_settings import (
    EVEN,
    KEEP,
    MOST_CANDIDATES,
    POSITIONS,
    RunSettings,
    Way,
)
from fourfold_web.people.models import Person
from fourfold_web.wishes.models import MatchingRound, Need

NOT_HERE = "That is no longer in this round. Look at the page again."
WAYS = {
    Way.TOTAL: ("The best total", "As many points as possible over all pairs together."),
    Way.STABLE: (
        "Stable",
        (
            "No learner and guide would both rather have each other. Wishes of learners come first;"
            " last pairs, even load and rules for groups do not count."
        ),
    ),
    Way.FILLED: (
        "Stable, then filled up",
        "Starts from stable pairs and moves as few as it can, so that more people have a guide.",
    ),
}
KEEPS = ("No, start afresh", "A little", "Firmly")
EVENS = ("No", "A little", "Much")
LARGEST_SEED = 10**6


class RoundForm(forms.Form):
    """A new round: its name, its forms, and until when people say what they wish."""

    name = forms.CharField(
        label="Name",
        max_length=MatchingRound._meta.get_field("name").max_length,
        help_text="Such as: Spring matching",
        error_messages={"required": "Give the round a name."},
    )
    forms_of_guidance = forms.MultipleChoiceField(
        label="Forms of guidance that are matched",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose one form or more."},
    )
    until = forms.DateField(
        label="Wishes until the end of",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Who comes later is in the next run.",
        error_messages={"required": "Choose a day.", "invalid": "Choose a day."},
    )

    def __init__(self, *args, offered: Iterable[FormOfGuidance], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choices = [(form.value, profiles()[form].name) for form in offered]
        self.fields["forms_of_guidance"].choices = choices

    def to_forms(self) -> list[FormOfGuidance]:
        """The chosen forms."""
        return [FormOfGuidance(form) for form in self.cleaned_data["forms_of_guidance"]]

    def to_moment(self) -> datetime:
        """The end of the chosen day, where the director is."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["until"], time(23, 59)))


class PairForm(forms.Form):
    """One learner's need and one guide, to pin, to forbid, or to try out."""

    kind = forms.ChoiceField(
        label="What is to hold?",
        choices=[
            (RulingKind.PIN.value, "These two are paired"),
            (RulingKind.FORBID.value, "These two are not paired"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one.", "invalid_choice": "Choose one."},
    )
    need = forms.ModelChoiceField(
        queryset=Need.objects.none(),
        label="Learner",
        empty_label="Choose a learner",
        error_messages={"required": "Choose a learner.", "invalid_choice": NOT_HERE},
    )
    guide = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label="Guide",
        empty_label="Choose a guide",
        error_messages={"required": "Choose a guide.", "invalid_choice": NOT_HERE},
    )

    def __init__(self, *args, needs: Iterable[Need], guides: Iterable[Person], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need"].queryset = needs
        self.fields["need"].label_from_instance = need_label
        self.fields["guide"].queryset = guides
        self.fields["guide"].label_from_instance = lambda guide: guide.name


def need_label(need: Need) -> str:
    """“Lena Ortiz · Coaching”: how lists call a need."""
    return f"{need.learner.name} · {profiles()[need.form].name if need.form else 'no form yet'}"


class SettingsForm(forms.Form):
    """What a run is asked to do."""

    way = forms.ChoiceField(
        label="What is the aim?",
        choices=[(way.value, label) for way, (label, _) in WAYS.items()],
        widget=forms.RadioSelect,
    )
    coverage = forms.TypedChoiceField(
        label="Between few strong pairs and a guide for everybody",
        choices=[(place, each.label) for place, each in enumerate(POSITIONS)],
        coerce=int,
        widget=forms.RadioSelect,
    )
    keep = forms.TypedChoiceField(
        label="Keep the pairs of the last run?",
        help_text="Published pairs that settle or run stay in any case.",
        choices=list(zip(range(len(KEEP)), KEEPS, strict=True)),
        coerce=int,
        widget=forms.RadioSelect,
    )
    even = forms.TypedChoiceField(
        label="Spread learners evenly over guides?",
        choices=list(zip(range(len(EVEN)), EVENS, strict=True)),
        coerce=int,
        widget=forms.RadioSelect,
    )
    distinct = forms.BooleanField(
        label="Different guides for the needs of one learner", required=False
    )
    gap = forms.IntegerField(
        label="Most points by which one group may be better off than another, on average",
        required=False,
        min_value=0,
        max_value=10_000,
    )
    candidates = forms.IntegerField(
        label="Guides looked at for each need", min_value=3, max_value=MOST_CANDIDATES
    )
    seed = forms.IntegerField(
        label="Seed",
        min_value=0,
        max_value=LARGEST_SEED,
        help_text="Decides between equal pairs. The same number gives the same pairs.",
    )

    def __init__(self, *args, groups: tuple[str, ...] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups
        for place, group in enumerate(groups):
            self.fields[f"least_{place}"] = forms.IntegerField(
                label=f"Least number of people of “{group}” with a guide",
                required=False,
                min_value=0,
                max_value=100_000,
            )
        if not groups:
            del self.fields["gap"]

    @property
    def helps(self) -> dict[str, str]:
        """A line below each aim."""
        return {way.value: text for way, (_, text) in WAYS.items()}

    @property
    def of_groups(self) -> list[forms.BoundField]:
        """The fields about groups that somebody chose to be counted in."""
        names = [f"least_{place}" for place in range(len(self.groups))]
        return [self[name] for name in (*names, "gap") if name in self.fields]

    def to_settings(self) -> RunSettings:
        """The settings as a value."""
        sent = self.cleaned_data
        least = tuple(
            (group, sent[f"least_{place}"])
            for place, group in enumerate(self.groups)
            if sent.get(f"least_{place}")
        )
        return RunSettings(
            way=Way(sent["way"]),
            coverage=sent["coverage"],
            keep=sent["keep"],
            even=sent["even"],
            distinct=sent["distinct"],
            least=least,
            gap=sent.get("gap"),
            candidates=sent["candidates"],
            seed=sent["seed"],
        )


def settings_values(settings: RunSettings, groups: tuple[str, ...]) -> dict:
    """A form's first values, so that a new run begins where the last one was."""
    counts = dict(settings.least)
    values = {name: value for name, value in settings.to_json().items() if name != "least"}
    values |= {f"least_{place}": counts.get(group) for place, group in enumerate(groups)}
    return {**values, "way": settings.way.value}


class TryForm(PairForm):
    """One change to try out on a run."""

    LEAVES, COVERAGE = "leaves", "coverage"
    coverage = forms.TypedChoiceField(
        label="Which balance?",
        choices=[("", "Choose a balance"), *((p, each.label) for p, each in enumerate(POSITIONS))],
        coerce=int,
        required=False,
        empty_value=None,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].label = "What if …"
        self.fields["kind"].choices = [
            (RulingKind.PIN.value, "two are paired"),
            (RulingKind.FORBID.value, "two are not paired"),
            (self.LEAVES, "a guide leaves"),
            (self.COVERAGE, "there is another balance of strong pairs and a guide for everybody"),
        ]
        for name in ("need", "guide"):
            self.fields[name].required = False

    def clean(self) -> dict:
        """Each kind has parts of its own that must be chosen."""
        sent = super().clean()
        wanted = {
            RulingKind.PIN.value: ("need", "guide"),
            RulingKind.FORBID.value: ("need", "guide"),
            self.LEAVES: ("guide",),
            self.COVERAGE: ("coverage",),
        }
        for name in wanted.get(sent.get("kind"), ()):
            if sent.get(name) is None and name not in self.errors:
                said = self.fields[name].error_messages["required"]
                self.add_error(name, said if name != "coverage" else "Choose a balance.")
        return sent

    def to_change(self) -> dict[str, str]:
        """The change by ids; empty when only the balance differs."""
        sent = self.cleaned_data
        if sent["kind"] == self.COVERAGE:
            return {}
        need = sent["need"] if sent["kind"] != self.LEAVES else None
        change = {"kind": sent["kind"], "guide": str(sent["guide"].pk)}
        return {**change, "need": str(need.pk)} if need else change
