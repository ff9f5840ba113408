"""Forms whose words are screened for what may point to a patient before they are kept (B-9)."""

from collections.abc import Collection

from django import forms

from fourfold.confidentiality.screening import Identifier, Kind, in_words, screen

# Names and dates are usual in what a program tells its people; these are not.
NUMBERS = frozenset(
    {Kind.RECORD_NUMBER, Kind.SSN, Kind.PLAN_NUMBER, Kind.ACCOUNT_NUMBER, Kind.AGE_OVER_89}
)


class ScreenedForm(forms.Form):
    """Refuses words with a find, once; whoever looked and says that it is no patient may go on.

    `screened` are the fields whose words are looked at, `kinds` the finds that count, `people` the
    names of those whom the words may be about. `has_finds` tells the page to show the box.
    """

    screened: Collection[str] = ("words",)
    kinds: Collection[Kind] = frozenset(Kind)
    not_a_patient = forms.BooleanField(
        label="I looked. Nothing here points to a patient.", required=False
    )

    def __init__(self, *args, people: Collection[str] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self.has_finds = False

    def clean(self) -> dict:
        """What was typed; with a find and without the box, its field has an error."""
        data = super().clean()
        for name in self.screened:
            words = data.get(name) or ""
            found = [each for each in screen(words, people=self.people) if each.kind in self.kinds]
            self.has_finds = self.has_finds or bool(found)
            if found and not data.get("not_a_patient"):
                self.add_error(name, _refusal(words, found))
        return data


def _refusal(words: str, found: list[Identifier]) -> str:
    shown = ", ".join(
        f"“{words[each.start : each.end]}” ({in_words(each.kind).lower()})" for each in found[:3]
    )
    return f"This may point to a patient: {shown}. Take it out, or say below that it does not."
