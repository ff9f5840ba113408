"""HTML input of the goal pages → core values. Nothing here saves."""

from collections.abc import Iterable
from uuid import UUID

from django import forms

from fourfold.goals import change
from fourfold.goals.attainment import LEVELS, Scale, check_scale, level_prompts
from fourfold.goals.prompts import aim_prompt, value_prompts
from fourfold.goals.rhythm import Rhythm
from fourfold_web.goals.models import Aim, GoalState, Value

# A goal is a few sentences; a pasted file is refused with the limit named.
LONGEST_GOAL, LONGEST_WORDS = 2_000, 500
RHYTHMS = {
    Rhythm.NEVER: "Do not ask",
    Rhythm.WEEK: "Every week",
    Rhythm.TWO_WEEKS: "Every two weeks",
    Rhythm.MONTH: "Every four weeks",
}
RATHER_NOT = "I would rather not say"
GUIDE, LEARNER = "guide", "learner"


def words_field(label: str, *, required: str = "", rows: int = 2, **kwargs) -> forms.CharField:
    """A text of a few lines; `required` is what is said when nothing was written."""
    return forms.CharField(
        label=label,
        required=bool(required),
        max_length=kwargs.pop("max_length", LONGEST_WORDS),
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": required},
        **kwargs,
    )


class DayField(forms.DateField):
    """A day without a time."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **kwargs) -> None:
        super().__init__(error_messages={"invalid": "Choose a day."}, **kwargs)


class ValuesForm(forms.Form):
    """The three questions about values, and one about what lies further ahead."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for prompt in (*value_prompts().values(), aim_prompt()):
            self.fields[f"{prompt.key}_words"] = words_field(
                prompt.asks, help_text=f"Such as: “{prompt.example}”"
            )

    @property
    def said(self) -> dict[str, str]:
        """What was written, by the key of its question."""
        return {
            name.removesuffix("_words"): words for name, words in self.cleaned_data.items() if words
        }


class GoalForm(forms.Form):
    """A goal in the learner's own words, and what it belongs to."""

    words = words_field(
        "Your goal, in your own words",
        required="Write your goal. One sentence of your own is enough.",
        rows=4,
        max_length=LONGEST_GOAL,
        help_text="Please name no patients.",
    )
    value = forms.ChoiceField(label="Which of your values does it serve?", required=False)
    aim = forms.ChoiceField(label="Where does it lead?", required=False)
    starts_on = DayField(
        label="Start date",
        required=False,
        help_text="From this day on your levels stay as they are; changes are kept beside them.",
    )
    is_work = forms.BooleanField(
        label="This goal is about work",
        required=False,
        help_text="If you also share it in coaching, the person who supervises you can read it.",
    )

    def __init__(self, *args, values: Iterable[Value], aims: Iterable[Aim], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(each.pk): each for each in (*values, *aims)}
        for name, found in (("value", values), ("aim", aims)):
            listed = [(str(each.pk), shortened(each.words)) for each in found]
            self.fields[name].choices = [("", "Nothing yet"), *listed]

    def clean_value(self) -> Value | None:
        """The value as its row."""
        return self.rows.get(self.cleaned_data["value"])

    def clean_aim(self) -> Aim | None:
        """The aim as its row."""
        return self.rows.get(self.cleaned_data["aim"])


class ScaleForm(forms.Form):
    """Five outcomes in words, the expected one first."""

    def __init__(self, *args, scale: Scale, **kwargs) -> None:
        words = dict(zip(LEVELS, scale.words, strict=True))
        super().__init__(
            *args, initial={_level_name(level): said for level, said in words.items()}, **kwargs
        )
        for prompt in sorted(level_prompts(), key=lambda each: (abs(each.level), -each.level)):
            self.fields[_level_name(prompt.level)] = words_field(
                prompt.asks, help_text=f"Called “{prompt.name}” without words of yours."
            )

    def clean(self) -> dict:
        """Put what the core finds missing beside its field."""
        data = super().clean()
        for issue in check_scale(self.to_core()):
            self.add_error(_level_name(int(issue.where)), issue.message)
        return data

    def to_core(self) -> Scale:
        """The five outcomes from the lowest to the highest."""
        return Scale(tuple(self.cleaned_data.get(_level_name(each), "") for each in LEVELS))


def _level_name(level: int) -> str:
    return f"words_{LEVELS.index(level)}"


class ObstacleForm(forms.Form):
    """What may get in the way, why, and the plan for that moment."""

    obstacle = words_field("What might get in the way?")
    cause = forms.ChoiceField(label="What makes it hard?", required=False, widget=forms.RadioSelect)
    if_ = words_field(
        "If …", rows=1, help_text="A moment that you will notice: “it is four and a note is open”."
    )
    then = words_field(
        "… then …", rows=1, help_text="One thing that you will do: “I write its last line first”."
    )

    def __init__(self, *args, plan: change.IfThenPlan | None = None, **kwargs) -> None:
        if plan:
            kwargs["initial"] = {
                "obstacle": plan.obstacle,
                "cause": plan.cause or "",
                "if_": plan.if_,
                "then": plan.then,
            }
        super().__init__(*args, **kwargs)
        named = [(each.cause.value, each.name) for each in change.causes().values()]
        self.fields["cause"].choices = [*named, ("", RATHER_NOT)]

    def clean(self) -> dict:
        """Ask for what the plan lacks; all of it empty takes it away."""
        data = super().clean()
        plan = self.to_core()
        if any((plan.obstacle, plan.cause, plan.if_, plan.then)):
            for issue in change.check_plan(plan):
                self.add_error("if_" if issue.where == "if" else issue.where, issue.message)
        return data

    def to_core(self) -> change.IfThenPlan:
        """Obstacle, cause and plan as typed."""
        said = self.cleaned_data
        cause = said.get("cause")
        return change.IfThenPlan(
            obstacle=said.get("obstacle", ""),
            cause=change.parse_cause(cause) if cause else None,
            if_=said.get("if_", ""),
            then=said.get("then", ""),
        )


class StepForm(forms.Form):
    """One thing to do; who does it is asked only where a guide could."""

    words = words_field("What is to be done?", required="Say in a few words what is to be done.")
    due = DayField(label="Until when?", required=False)
    whose = forms.ChoiceField(label="Who does it?", required=False)

    def __init__(self, *args, owners: Iterable[tuple[str, str]] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whose"].choices = list(owners)
        if not owners:
            del self.fields["whose"]


class HabitForm(forms.Form):
    """Something to do so often a week."""

    words = words_field(
        "What do you want to do again and again?",
        required="Say in a few words what you want to do.",
        help_text="Small enough for a bad day: “write one line about the day”.",
    )
    times_a_week = forms.TypedChoiceField(
        label="How often a week?",
        coerce=int,
        choices=[(n, "Every day" if n == 7 else f"{n} time{'s' * (n > 1)}") for n in range(1, 8)],
        initial=3,
        error_messages={"required": "Choose 1 to 7."},
    )


class LevelForm(forms.Form):
    """How far a goal is, by one tap."""

    level = forms.TypedChoiceField(
        choices=[(level, level) for level in LEVELS],
        coerce=int,
        error_messages={"required": "Choose how far you are.", "invalid_choice": "Choose a level."},
    )


class RhythmForm(forms.Form):
    """How often to be asked."""

    rhythm = forms.TypedChoiceField(
        label="Ask me how far I am",
        choices=[(each.value, words) for each, words in RHYTHMS.items()],
        coerce=Rhythm,
        error_messages={"required": "Choose how often."},
    )


class StateForm(forms.Form):
    """Where a goal stands."""

    state = forms.TypedChoiceField(
        choices=GoalState.choices,
        coerce=GoalState,
        error_messages={"required": "Choose where this goal stands."},
    )


class CommentForm(forms.Form):
    """A few words to a shared goal."""

    words = words_field("Write to this goal", required="Write a few words first.")


class ShareForm(forms.Form):
    """What to share, and with which pair; without a pair it is taken back."""

    kind = forms.ChoiceField(
        choices=[(name, name) for name in ("goal", "value", "aim", "obstacle")]
    )
    item = forms.UUIDField()
    shared_with = forms.UUIDField(required=False)

    @property
    def pair_id(self) -> UUID | None:
        """The pair's id; None to stop."""
        return self.cleaned_data["shared_with"]


class StepIdForm(forms.Form):
    """Which step a button is about."""

    step = forms.UUIDField()


class TickForm(forms.Form):
    """A day on which a habit was done, or was not after all; without a day it ends."""

    habit = forms.UUIDField()
    done = forms.DateField(required=False)
    undone = forms.DateField(required=False)
    back = forms.BooleanField(required=False)


class RemoveForm(forms.Form):
    """Which value or aim to delete."""

    kind = forms.ChoiceField(choices=[("value", "value"), ("aim", "aim")])
    remove = forms.UUIDField()


def shortened(words: str) -> str:
    """Words for one line of a select."""
    line = " ".join(words.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
