"""What a director sends about people and rules of the program."""

from collections.abc import Iterable

from django import forms

from fourfold.guidance.catalog import FormOfGuidance, profiles
from fourfold_web.people.forms import AddressField, NameField
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole, Program, Supervision
from fourfold_web.programs.queries import persons_with, supervisions_in
from fourfold_web.roster.models import LONGEST_ABOUT, GuideOffer, OfferState

NOT_HERE = "This entry is no longer there. Look at the list again."


class RosterForm(forms.Form):
    """A form about the people or rules of one program; its choices come from there."""

    def __init__(self, *args, program: Program, **kwargs) -> None:
        self.program = program
        super().__init__(*args, **kwargs)


class AddPersonForm(RosterForm):
    """Address, name and role of somebody who joins."""

    email = AddressField(
        label="Email address",
        help_text="They sign in with a code sent to it.",
        error_messages={
            "required": "Write their email address.",
            "invalid": "Write an address such as lena@example.org.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = NameField(
        label="Name",
        error_messages={"required": "Write their name."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label="Role",
        choices=MembershipRole.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose a role.",
            "invalid_choice": "Choose one of the four roles.",
        },
    )
    about = forms.CharField(
        label="What can a guide be asked about?",
        help_text="One line that learners read when they choose. The guide can tell you.",
        max_length=Membership._meta.get_field("about").max_length,
        required=False,
    )


class RemoveForm(RosterForm):
    """One role of one person to take away."""

    membership = forms.ModelChoiceField(
        queryset=Membership.objects.none(),
        error_messages={"required": NOT_HERE, "invalid_choice": NOT_HERE},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        memberships = self.program.memberships.select_related("program", "person")
        self.fields["membership"].queryset = memberships


class SupervisionForm(RosterForm):
    """A supervisor and a learner of the program."""

    supervisor = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label="Supervisor",
        empty_label="Choose a supervisor",
        error_messages={
            "required": "Choose a supervisor.",
            "invalid_choice": "Choose a supervisor of this program.",
        },
    )
    learner = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label="Learner",
        empty_label="Choose a learner",
        error_messages={
            "required": "Choose a learner.",
            "invalid_choice": "Choose a learner of this program.",
        },
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("supervisor", "learner"):
            self.fields[name].queryset = persons_with(MembershipRole(name), self.program)

    def offer(self, members: Iterable[Membership]) -> None:
        """Let the lists show these members, who were read already for the roster."""
        for name in ("supervisor", "learner"):
            field = self.fields[name]
            persons = [(each.person_id, each.person.name) for each in members if each.role == name]
            field.choices = [("", field.empty_label), *persons]


class EndSupervisionForm(RosterForm):
    """One supervision to end."""

    supervision = forms.ModelChoiceField(
        queryset=Supervision.objects.none(),
        error_messages={"required": NOT_HERE, "invalid_choice": NOT_HERE},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["supervision"].queryset = supervisions_in(self.program)


class OfferForm(RosterForm):
    """What somebody could be asked about, and in which forms they would guide."""

    about = forms.CharField(
        label="What can you be asked about?",
        help_text="One or two lines about you, such as “Second-year fellow. Rounds, first papers.”",
        max_length=LONGEST_ABOUT,
        error_messages={
            "required": "Write a line about what you can be asked.",
            "max_length": f"Keep it to {LONGEST_ABOUT} characters.",
        },
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    forms = forms.TypedMultipleChoiceField(
        label="In which forms of guidance?",
        choices=[(each.value, profiles()[each].name) for each in FormOfGuidance],
        coerce=FormOfGuidance,
        error_messages={
            "required": "Choose at least one form of guidance.",
            "invalid_choice": "Choose among the four forms.",
        },
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, offer: GuideOffer | None, **kwargs) -> None:
        initial = {"about": offer.about, "forms": offer.forms} if offer else None
        super().__init__(*args, initial=initial, **kwargs)


class AnswerOfferForm(RosterForm):
    """One offer to guide that waits for the program."""

    offer = forms.ModelChoiceField(
        queryset=GuideOffer.objects.none(),
        error_messages={"required": NOT_HERE, "invalid_choice": NOT_HERE},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        waiting = self.program.guide_offers.filter(state=OfferState.WAITING)
        self.fields["offer"].queryset = waiting.select_related("program", "person")


class NudgeDaysField(forms.CharField):
    """Days with commas between them; the core says whether they can be."""

    def to_python(self, value: str | None) -> list[int]:
        words = super().to_python(value).replace(",", " ").split()
        if not all(word.isdecimal() and len(word) < 3 for word in words):
            raise forms.ValidationError("Write the days as numbers with commas, such as 3, 5.")
        return [int(word) for word in words]


class ProgramForm(RosterForm):
    """The rules of the program that its director sets."""

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
        help_text="Counted from when somebody is asked, such as 3, 5. Empty for no reminders.",
        required=False,
    )
    crisis_contact = forms.CharField(
        label="Help in a crisis",
        help_text="Whom can people turn to in distress? Every session page shows it.",
        max_length=Program._meta.get_field("crisis_contact").max_length,
        error_messages={"required": "Write whom people can turn to."},
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, program: Program, **kwargs) -> None:
        initial = {name: getattr(program, name) for name in self.base_fields}
        initial["nudge_days"] = ", ".join(map(str, program.nudge_days))
        super().__init__(*args, program=program, initial=initial, **kwargs)
