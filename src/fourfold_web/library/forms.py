"""HTML input of the library's pages. Nothing here saves."""

from django import forms

from fourfold.guidance.catalog import FormOfGuidance, profile
from fourfold.learning.finding import Wanted
from fourfold.learning.library import EntryType, topics
from fourfold.learning.links import link_issues
from fourfold_web.people.forms import AddressField
from fourfold_web.people.models import check_name
from fourfold_web.shared.screened_forms import NUMBERS, ScreenedForm

TYPES = [(each.value, each.label) for each in EntryType]
FORMS = [(each.value, profile(each).name) for each in FormOfGuidance]
TOPICS = list(topics().items())
ME, OTHER = "me", "other"
LONGEST_SAYS, LONGEST_NEWS = 800, 2_000
# What an entry says in one line or a few.
PLAIN = ("title", "makers", "type", "link", "says", "year")


def _any(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", "Any"), *choices], required=False)


class FindForm(forms.Form):
    """What to look for; an unknown choice counts as none, since links to filters may grow old."""

    words = forms.CharField(
        label="Words",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    type = _any("Type", TYPES)
    form = _any("Form of guidance", FORMS)
    topic = _any("Topic", TOPICS)

    def to_wanted(self) -> Wanted:
        """What was chosen, as far as it can be used."""
        self.is_valid()
        given = self.cleaned_data
        return Wanted(
            words=given.get("words", ""),
            type=EntryType(given["type"]) if given.get("type") else None,
            form=FormOfGuidance(given["form"]) if given.get("form") else None,
            topic=given.get("topic", ""),
        )


class MailOnForm(forms.Form):
    """Who gets a title by mail."""

    to = forms.ChoiceField(
        label="To whom?",
        choices=[(ME, "To me"), (OTHER, "To somebody in my program")],
        initial=ME,
        widget=forms.RadioSelect,
    )
    email = AddressField(
        label="Their email address",
        help_text="They get a link to this page, nothing else.",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )

    def clean(self) -> dict:
        """To somebody else takes an address."""
        data = super().clean()
        if data.get("to") == OTHER and not data.get("email") and "email" not in self.errors:
            self.add_error("email", "Write the address of the person who should get it.")
        return data

    def to_email(self) -> str:
        """The other's address; empty for oneself."""
        return self.cleaned_data["email"] if self.cleaned_data["to"] == OTHER else ""


class EntryForm(ScreenedForm):
    """A title that a program adds, or other words for one."""

    screened = ("says",)
    kinds = NUMBERS
    title = forms.CharField(
        label="Title",
        max_length=200,
        validators=[check_name],
        error_messages={"required": "Write the title."},
    )
    makers = forms.CharField(
        label="Who made it",
        help_text="Several with commas between. Leave it empty if nobody is named.",
        max_length=200,
        validators=[check_name],
        required=False,
    )
    type = forms.ChoiceField(
        label="What is it?", choices=TYPES, error_messages={"required": "Choose what it is."}
    )
    link = forms.CharField(
        label="Link",
        help_text="It begins with https://. Without one the page says “Link not given”.",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none"}),
    )
    says = forms.CharField(
        label="What is it about, and for whom?",
        help_text="Two or three sentences of your own. Others' texts stay theirs.",
        max_length=LONGEST_SAYS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write two or three sentences about it."},
    )
    forms_of_guidance = forms.MultipleChoiceField(
        label="For which forms of guidance?",
        choices=FORMS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    topics = forms.MultipleChoiceField(
        label="Topics", choices=TOPICS, required=False, widget=forms.CheckboxSelectMultiple
    )
    year = forms.IntegerField(
        label="Year",
        required=False,
        min_value=1800,
        max_value=2100,
        error_messages={"invalid": "Write a year such as 2024, or leave it empty."},
    )

    def clean_link(self) -> str:
        """The link, if its form can be one; nothing is fetched."""
        link = self.cleaned_data["link"]
        if link and (issues := link_issues(link)):
            raise forms.ValidationError(issues[0].message)
        return link

    def to_words(self) -> dict:
        """What was typed, for the action."""
        given = {name: self.cleaned_data[name] for name in PLAIN}
        chosen = self.cleaned_data
        forms_, topics_ = tuple(chosen["forms_of_guidance"]), tuple(chosen["topics"])
        return {**given, "forms": forms_, "topics": topics_}


class SeenForm(forms.Form):
    """The revision that was on the page of the person who changes it."""

    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class NewsForm(ScreenedForm):
    """A short piece of news."""

    kinds = NUMBERS
    screened = ("title", "words")
    title = forms.CharField(
        label="Title",
        max_length=100,
        validators=[check_name],
        error_messages={"required": "Give it a title."},
    )
    words = forms.CharField(
        label="Your news",
        help_text="A few sentences on life and work as a physician. Nothing about one person.",
        max_length=LONGEST_NEWS,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Write a few sentences."},
    )
