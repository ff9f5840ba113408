"""What a director sends about what waits."""

from django import forms

from fourfold_web.programs.models import Membership


class HandOverForm(forms.Form):
    """The guide whom the program asks; `guides` are memberships with `taken`."""

    guide = forms.ChoiceField(
        label="Which guide do you ask?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose a guide.",
            "invalid_choice": "This guide cannot take it. Choose one of those shown.",
        },
    )

    def __init__(self, *args, guides: list[Membership], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.person_id): each.person for each in guides}
        self.helps = {str(each.person_id): _about(each) for each in guides}
        self.fields["guide"].choices = [(pk, each.name) for pk, each in self.people.items()]

    def to_guide(self):
        """The person whom the director chose."""
        return self.people[self.cleaned_data["guide"]]


def _about(guide: Membership) -> str:
    of = f" of {guide.capacity}" if guide.capacity else ""
    people = "person" if guide.taken == 1 and not guide.capacity else "people"
    return f"{guide.about} Works with {guide.taken}{of} {people} now.".strip()
