"""What a director sends about the turn of a year → plain values. Nothing here saves."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from django import forms
from django.utils import timezone

from fourfold.programs.cohorts import next_cohort
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.roster.queries import cohorts_of

STAY, LEAVE, TO = "stay", "leave", "to:"
GO_ON, END = "go_on", "end"
# A day more than the notice, since those who leave do so tomorrow.
USUAL_NOTICE = timedelta(days=15)


class RollOverForm(forms.Form):
    """What becomes of each cohort, who is an exception, and what becomes of leavers' pairs."""

    stay = forms.CharField(
        label="Who stays where they are?",
        help_text="One name or email address on each line.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    leave = forms.CharField(
        label="Who else leaves?",
        help_text="One name or email address on each line.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    pairs = forms.ChoiceField(
        label="What becomes of the running pairs of those who leave?",
        choices=[
            (END, "They go on until a day, and end then. Both hear of it tomorrow."),
            (GO_ON, "They go on until one of the two ends them."),
        ],
        initial=END,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Say what becomes of their pairs.",
            "invalid_choice": "Choose one of the two.",
        },
    )
    last_day = forms.DateField(
        label="Last day of these pairs",
        help_text="Two weeks from tomorrow at the earliest, since both hear of it tomorrow.",
        required=False,
        error_messages={"invalid": "Choose a day, such as 2027-06-30."},
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args, program: Program, **kwargs) -> None:
        soonest = timezone.localdate() + USUAL_NOTICE
        super().__init__(*args, initial={"last_day": soonest}, **kwargs)
        self.program = program
        counted = [row for row in cohorts_of(program, MembershipRole.LEARNER) if row[0]]
        self.cohorts = [cohort for cohort, _ in counted]
        for number, (cohort, people) in enumerate(counted):
            self.fields[f"{number}-becomes"] = _becomes_field(cohort, people, self.cohorts)
        self.order_fields([*self._names, "stay", "leave", "pairs", "last_day"])

    @property
    def _names(self) -> list[str]:
        return [name for name in self.fields if name.endswith("-becomes")]

    @property
    def cohort_fields(self) -> list[forms.BoundField]:
        """One select a cohort."""
        return [self[name] for name in self._names]

    def clean_stay(self) -> list[UUID]:
        """The memberships of those who are named."""
        return self._named(self.cleaned_data["stay"])

    def clean_leave(self) -> list[UUID]:
        """The memberships of those who are named."""
        return self._named(self.cleaned_data["leave"])

    def clean(self) -> dict:
        """Nobody both stays and leaves, and an end needs its day."""
        data = super().clean()
        if set(data.get("stay") or ()) & set(data.get("leave") or ()):
            self.add_error("leave", "Somebody stands in both lists. Keep them in one.")
        if data.get("pairs") == END and "last_day" in data and not data["last_day"]:
            self.add_error("last_day", "Choose the last day.")
        return data

    @property
    def moves(self) -> dict[str, str]:
        """The next cohort of each that changes; "" for one that leaves."""
        found = {}
        for number, cohort in enumerate(self.cohorts):
            said = self.cleaned_data[f"{number}-becomes"]
            if said != STAY:
                found[cohort] = "" if said == LEAVE else said.removeprefix(TO)
        return found

    @property
    def pairs_end_at(self) -> datetime | None:
        """The end of the last day in the reader's zone; None when pairs go on."""
        if self.cleaned_data["pairs"] == GO_ON:
            return None
        return timezone.make_aware(datetime.combine(self.cleaned_data["last_day"], time(23, 59)))

    def _named(self, words: str) -> list[UUID]:
        lines = list(dict.fromkeys(each.strip() for each in words.splitlines() if each.strip()))
        if not lines:
            return []
        found = defaultdict(set)
        wanted = {line.casefold() for line in lines}
        learners = self.program.memberships.filter(role=MembershipRole.LEARNER).order_by()
        # Read once and compared here: no database takes thousands of names in one question, and
        # SQLite knows no small and capital letters but English ones.
        for pk, *called in learners.values_list("pk", "person__name", "person__email").iterator():
            for said in wanted.intersection(map(str.casefold, called)):
                found[said].add(pk)
        return [_one(line, list(found[line.casefold()])) for line in lines]


def _one(line: str, who: Sequence[UUID]) -> UUID:
    if len(who) == 1:
        return who[0]
    if who:
        raise forms.ValidationError(
            f"{len(who)} learners are called {line}. Write the email address of the one you mean."
        )
    raise forms.ValidationError(
        f"No learner here is called “{line}”. Write the whole name or the email address."
    )


def _becomes_field(cohort: str, people: int, cohorts: list[str]) -> forms.ChoiceField:
    following = next_cohort(cohort, cohorts)
    others = Counter([*cohorts, *([following] if following else [])])
    targets = sorted(each for each in others if each != cohort)
    usual = STAY if following == cohort else f"{TO}{following}"
    return forms.ChoiceField(
        label=f"{cohort}, {people} {'person' if people == 1 else 'people'}",
        choices=[
            *((f"{TO}{each}", f"Become {each}") for each in targets),
            (STAY, f"Stay {cohort}"),
            (LEAVE, "Leave the program"),
        ],
        initial=usual if following else LEAVE,
        error_messages={
            "required": f"Say what becomes of {cohort}.",
            "invalid_choice": f"Choose one of the ways for {cohort}.",
        },
    )
