"""What a director sends about the people of a program."""

from collections.abc import Iterable, Mapping

from django import forms
from django.db.models import Q

from fourfold.guidance.catalog import FormOfGuidance, profiles
from fourfold_web.correspondence.forms import CodeField
from fourfold_web.correspondence.links import DIGITS
from fourfold_web.people.forms import AddressField, NameField
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole, Program, Supervision
from fourfold_web.programs.queries import persons_with, supervisions_in
from fourfold_web.roster.models import LONGEST_ABOUT, GuideOffer, OfferState

# A longer list is no longer chosen from: its names are typed.
LONGEST_LIST = 100
NOT_HERE = "This entry is no longer there. Look at the list again."


class RosterForm(forms.Form):
    """A form about the people of one program; its choices come from there."""

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


class FilterForm(forms.Form):
    """What a director looks for among the people. Anything unknown finds everybody."""

    words = forms.CharField(
        label="Name, address or number",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    role = forms.ChoiceField(
        label="Role", required=False, choices=[("", "Every role"), *MembershipRole.choices]
    )
    cohort = forms.ChoiceField(label="Cohort", required=False)

    def __init__(self, *args, cohorts: Iterable[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cohort"].choices = [("", "Every cohort"), *((c, c) for c in cohorts if c)]

    @property
    def asked(self) -> dict[str, str]:
        """What is looked for; what cannot be is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class MemberField(forms.ModelChoiceField):
    """Somebody in a role: chosen from a list, or typed where the list would be too long."""

    def to_python(self, value):
        """The person by id, address or whole name; a name that two have is refused."""
        try:
            return super().to_python(value)
        except forms.ValidationError:
            said = str(value).strip()
            named = Q(name__iexact=said) | Q(email__iexact=said)
            found = list(self.queryset.filter(named)[:2])
            if len(found) > 1:
                raise forms.ValidationError(
                    f"Two people are called {said}. Write the email address."
                ) from None
            if not found:
                raise
            return found[0]


class SupervisionForm(RosterForm):
    """A supervisor and a learner of the program."""

    supervisor = MemberField(
        queryset=Person.objects.none(),
        label="Supervisor",
        empty_label="Choose a supervisor",
        error_messages={
            "required": "Choose a supervisor.",
            "invalid_choice": "Choose a supervisor of this program.",
        },
    )
    learner = MemberField(
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

    def offer(self, counts: Mapping[str, int]) -> None:
        """Show lists where they are short, and else a line to write a name or address in."""
        for name in ("supervisor", "learner"):
            if counts[name] > LONGEST_LIST:
                self.fields[name].widget = forms.TextInput(attrs={"autocomplete": "off"})
                self.fields[name].help_text = "The whole name, or the email address."


class EndSupervisionForm(RosterForm):
    """One supervision to end."""

    supervision = forms.ModelChoiceField(
        queryset=Supervision.objects.none(),
        error_messages={"required": NOT_HERE, "invalid_choice": NOT_HERE},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["supervision"].queryset = supervisions_in(self.program)


class SeenAddressForm(forms.Form):
    """The new address that its reader saw, so that an answer never goes to another one."""

    asked = forms.UUIDField(widget=forms.HiddenInput)
    seen_address = forms.EmailField(widget=forms.HiddenInput)


class AddressCodeForm(SeenAddressForm):
    """The digits that were mailed to the new address."""

    code = CodeField(help_text=f"The {DIGITS} digits in the mail to the new address.")


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
            "invalid_choice": "Choose among the forms that your program offers.",
        },
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, offer: GuideOffer | None, **kwargs) -> None:
        initial = {"about": offer.about, "forms": offer.forms} if offer else None
        super().__init__(*args, initial=initial, **kwargs)
        here = [(each.value, profiles()[each].name) for each in self.program.forms]
        self.fields["forms"].choices = here


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
