"""What a director sends about the rules of a program → core values. Nothing here saves."""

from django import forms

from fourfold.confidentiality.narrowing import narrowings
from fourfold.guidance.agreement import Length
from fourfold.guidance.catalog import FormOfGuidance, profiles
from fourfold.guidance.program_clauses import ProgramClause
from fourfold.programs.rules import (
    ProgramRules,
    check_clauses,
    check_rules,
    most_clauses,
)
from fourfold.programs.templates import templates
from fourfold_web.people.models import check_name
from fourfold_web.programs.models import Program

# Rows to add clauses in, below those that are there.
SPARE = 2


class NudgeDaysField(forms.CharField):
    """Days with commas between them; the core says whether they can be."""

    def prepare_value(self, value):
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: str | None) -> list[int]:
        words = super().to_python(value).replace(",", " ").split()
        if not all(word.isdecimal() and len(word) < 3 for word in words):
            raise forms.ValidationError("Write the days as numbers with commas, such as 3, 5.")
        return [int(word) for word in words]


def _and(days: list[int]) -> str:
    *some, last = map(str, days)
    return f"{', '.join(some)} and {last}"


def _contact(name: str, **words) -> forms.CharField:
    return forms.CharField(
        max_length=Program._meta.get_field(name).max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        **words,
    )


class SeenForm(forms.Form):
    """A page that brings back the sign of what it showed."""

    seen = forms.CharField(
        widget=forms.HiddenInput,
        error_messages={"required": "Open the page once more, then change it."},
    )


class SureForm(SeenForm):
    """A page that may turn a form off; where an open round matches for it, it asks once more."""

    sure = forms.BooleanField(label="Turn it off all the same", required=False)


class BasicsForm(SeenForm):
    """Name, pace and contacts of a program."""

    name = forms.CharField(
        label="Name of the program",
        validators=[check_name],
        max_length=Program._meta.get_field("name").max_length,
        error_messages={
            "required": "Write the name of the program.",
            "max_length": "Keep the name under %(limit_value)s characters.",
        },
    )
    crisis_contact = _contact(
        "crisis_contact",
        label="Help in a crisis",
        help_text="Whom can people turn to in distress? It stands at the foot of every page.",
        error_messages={"required": "Write whom people can turn to."},
    )
    report_contact = _contact(
        "report_contact",
        label="Where to report being treated badly",
        help_text="Your institution’s own channel, outside this program. No guide and nobody who"
        " runs Fourfold sees a report.",
        required=False,
    )
    reply_within_days = forms.IntegerField(
        label="Days to answer",
        help_text="What waits longer is marked on your list. From 1 to 60.",
        min_value=1,
        max_value=60,
        error_messages={
            "required": "Write a number of days from 1 to 60.",
            "invalid": "Write the days as a number, such as 7.",
            "min_value": "Give people at least 1 day.",
            "max_value": "60 days is the longest.",
        },
    )
    nudge_days = NudgeDaysField(
        label="Days with a reminder",
        help_text="Counted from when somebody is asked, such as 3, 5, and before the last day to"
        " answer. Empty for no reminders.",
        required=False,
    )

    def clean(self):
        given = super().clean()
        last = given.get("reply_within_days")
        late = [day for day in given.get("nudge_days") or () if last and day >= last]
        if late:
            days = f"Day {late[0]} is" if len(late) == 1 else f"Days {_and(late)} are"
            self.add_error(
                "nudge_days",
                f"{days} not before the last day to answer, {last}: such a reminder would never go"
                f" out. Choose days before {last}, or give more days to answer.",
            )
        return given


class FormsHereForm(SureForm):
    """Which forms are on, what each is also called here, how long it lasts, and a guide's room."""

    forms_on = forms.TypedMultipleChoiceField(
        label="Forms of guidance on here",
        help_text="One that is off is no longer offered. Pairs that run go on.",
        choices=[(form.value, profiles()[form].name) for form in FormOfGuidance],
        coerce=FormOfGuidance,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    usual_room = forms.IntegerField(
        label="Room",
        help_text="How many people a guide takes on at a time. For guides who join from now on;"
        " each can change it. Empty for no limit.",
        required=False,
        error_messages={"invalid": "Write a number, such as 4, or nothing."},
    )

    def __init__(self, *args, rules: ProgramRules, seen: str, **kwargs) -> None:
        self.rules = rules
        kwargs["initial"] = {
            "seen": seen,
            "forms_on": [form.value for form in rules.forms_on],
            "usual_room": rules.usual_room,
            **{
                f"{form}-{name}": value
                for form in FormOfGuidance
                for name, value in _values_of(rules, form).items()
            },
        }
        super().__init__(*args, **kwargs)
        for form in FormOfGuidance:
            for name, field in _fields_of(form).items():
                self.fields[f"{form}-{name}"] = field

    @property
    def parts(self) -> list[dict]:
        """The fields of each form with the form they are about."""
        return [
            {
                "form_of_guidance": form,
                "is_on": form in self.rules.forms_on,
                "fields": [self[f"{form}-{name}"] for name in _fields_of(form)],
                "has_errors": any(self[f"{form}-{name}"].errors for name in _fields_of(form)),
            }
            for form in FormOfGuidance
        ]

    def to_rules(self) -> ProgramRules:
        """The rules as typed; the clauses are those of before."""
        given = self.cleaned_data
        return ProgramRules(
            forms_on=tuple(given["forms_on"]),
            local_names={
                form: given[f"{form}-local_name"].strip()
                for form in FormOfGuidance
                if given[f"{form}-local_name"].strip()
            },
            lengths={
                form: Length(
                    given[f"{form}-time_frame"].strip(),
                    given[f"{form}-cadence"].strip(),
                    given[f"{form}-planned_days"],
                )
                for form in FormOfGuidance
            },
            usual_room=given["usual_room"],
        )

    def clean(self):
        given = super().clean()
        if self.errors:
            return given
        for issue in check_rules(self.to_rules()):
            part, _, form = issue.where.partition(".")
            names = {"local_names": "local_name", "lengths": "time_frame"}
            self.add_error(f"{form}-{names[part]}" if form else part, issue.message)
        return given


def _fields_of(form: FormOfGuidance) -> dict[str, forms.Field]:
    name = profiles()[form].name
    return {
        "local_name": forms.CharField(
            label="Also called here",
            validators=[check_name],
            help_text=f"Shown beside “{name}”, never in its place. Empty if you use the same word.",
            required=False,
        ),
        "time_frame": forms.CharField(
            label="How long it lasts",
            validators=[check_name],
            error_messages={"required": f"Write how long {name.lower()} lasts here."},
        ),
        "cadence": forms.CharField(
            label="How often people meet",
            validators=[check_name],
            error_messages={"required": f"Write how often people meet in {name.lower()}."},
        ),
        "planned_days": forms.IntegerField(
            label="The same in days",
            help_text="Half of it is the midpoint, when people are asked how it goes.",
            error_messages={
                "required": "Write a number of days, such as 150.",
                "invalid": "Write the days as a number, such as 150.",
            },
        ),
    }


def _values_of(rules: ProgramRules, form: FormOfGuidance) -> dict:
    length = rules.lengths[form]
    return {
        "local_name": rules.local_names.get(form, ""),
        "time_frame": length.time_frame,
        "cadence": length.cadence,
        "planned_days": length.planned_days,
    }


class ClausesForm(forms.Form):
    """What every pair agrees to: a title and its words a row, with some rows to add more."""

    seen_version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        error_messages={"required": "Open the page once more, then change the clauses."},
    )

    def __init__(
        self, *args, clauses: tuple[ProgramClause, ...], seen_version: int, **kwargs
    ) -> None:
        initial = {"seen_version": seen_version}
        for number, clause in enumerate(clauses, 1):
            initial |= {f"title-{number}": clause.title, f"says-{number}": clause.says}
        super().__init__(*args, initial=initial, **kwargs)
        sent = sum(key.startswith("title-") for key in self.data)
        self.numbers = range(1, min(max(sent, len(clauses) + SPARE), most_clauses()) + 1)
        for number in self.numbers:
            self.fields[f"title-{number}"] = forms.CharField(
                label="Title", required=False, validators=[check_name]
            )
            self.fields[f"says-{number}"] = forms.CharField(
                label="What both agree to",
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    @property
    def rows(self) -> list[dict]:
        """The two fields of each clause with its number."""
        return [
            {"number": each, "title": self[f"title-{each}"], "says": self[f"says-{each}"]}
            for each in self.numbers
        ]

    def to_clauses(self) -> tuple[ProgramClause, ...]:
        """The clauses as typed, without the rows that are empty."""
        return tuple(clause for _, clause in self._typed())

    def clean(self):
        given = super().clean()
        typed = self._typed()
        for issue in check_clauses(tuple(clause for _, clause in typed)):
            _, _, place = issue.where.partition(".")
            name = "says" if issue.code == "no_words" else "title"
            self.add_error(f"{name}-{typed[int(place) - 1][0]}" if place else None, issue.message)
        return given

    def _typed(self) -> list[tuple[int, ProgramClause]]:
        given = self.cleaned_data
        rows = [
            (each, ProgramClause(given[f"title-{each}"].strip(), given[f"says-{each}"].strip()))
            for each in self.numbers
        ]
        return [(each, clause) for each, clause in rows if clause.title or clause.says]


class NarrowingForm(SeenForm):
    """Which narrowings of “who sees what” a program keeps to, and a word for each that ends."""

    names = forms.MultipleChoiceField(
        label="Stricter here",
        choices=[(each.name, each.title) for each in narrowings().values()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": "Choose among the rules that are shown."},
    )

    def __init__(self, *args, on: frozenset[str], seen: str, **kwargs) -> None:
        super().__init__(*args, initial={"names": sorted(on), "seen": seen}, **kwargs)
        # On a page that has grown old nothing is asked: it is answered as a conflict.
        is_fresh = self.is_bound and self.data.get("seen") == seen
        kept = self.data.getlist("names") if is_fresh else on
        self.ending = [each for each in narrowings().values() if each.name in on - set(kept)]
        for each in self.ending:
            self.fields[f"end-{each.name}"] = forms.BooleanField(
                label=f"End “{each.title}”",
                help_text=each.later,
                error_messages={"required": f"Tick that “{each.title}” is to end, or keep it."},
            )

    @property
    def ends(self) -> list[forms.BoundField]:
        """A box to tick for each rule that would end."""
        return [self[f"end-{each.name}"] for each in self.ending]


class TemplateForm(SureForm):
    """Which template to apply."""

    template = forms.ChoiceField(
        choices=lambda: [(each.name, each.title) for each in templates().values()],
        widget=forms.HiddenInput,
        error_messages={
            "required": "Choose a template.",
            "invalid_choice": "Choose one of the templates that are shown.",
        },
    )
