"""What a learner pastes and confirms; saves nothing."""

from collections.abc import Sequence

from django import forms
from django.utils import timezone

from fourfold.guidance.products import (
    LONGEST_TITLE,
    Found,
    Reference,
    read_reference,
    read_title,
)
from fourfold.issues import FourfoldError
from fourfold_web.products.confirmed import Confirmed
from fourfold_web.products.lookup import MOST_WORKS, Candidate
from fourfold_web.products.models import MentorRole

OLDEST = 1900


class PasteForm(forms.Form):
    """One line that names a product, or with an ORCID iD several."""

    pasted = forms.CharField(
        label="DOI, PMID, ORCID iD or title",
        help_text="A link to the paper will do as well.",
        max_length=500,
        error_messages={
            "required": "Paste a DOI, a PMID or an ORCID iD, or type the title.",
            "max_length": "This is more than one product. Paste one after the other.",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_pasted(self) -> Reference:
        """The reference; what is wrong with it stands beside the field."""
        try:
            return read_reference(self.cleaned_data["pasted"])
        except FourfoldError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class ConfirmForm(forms.Form):
    """One product for the learner to correct and confirm."""

    keep = forms.BooleanField(label="Keep this one", required=False)
    title = forms.CharField(
        label="Title", max_length=LONGEST_TITLE, error_messages={"required": "Write the title."}
    )
    year = forms.IntegerField(
        label="Year",
        required=False,
        min_value=OLDEST,
        error_messages={
            "invalid": "Write the year as a number, such as 2026.",
            "min_value": f"Write a year from {OLDEST} on.",
        },
        widget=forms.NumberInput(attrs={"class": "number"}),
    )
    mentor_role = forms.ChoiceField(
        label="Your mentor’s part",
        choices=MentorRole.choices,
        error_messages={
            "required": "Choose what your mentor did.",
            "invalid_choice": "Choose what your mentor did.",
        },
        widget=forms.RadioSelect,
    )
    reference = forms.CharField(required=False, widget=forms.HiddenInput)

    def has_changed(self) -> bool:
        """What is not ticked counts as left empty, so that nothing in it is asked for."""
        return bool(self["keep"].data)

    def clean_year(self) -> int | None:
        """Not further ahead than next year: “in press” is real, 2206 is a slip."""
        year = self.cleaned_data["year"]
        if year and year > timezone.localdate().year + 1:
            raise forms.ValidationError("This year lies too far ahead.")
        return year

    def clean_title(self) -> str:
        """One line with letters in it."""
        try:
            return read_title(self.cleaned_data["title"])
        except FourfoldError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def to_confirmed(self) -> Confirmed:
        """The product as it will be kept; without DOI or PMID its title is its reference."""
        sent = self.cleaned_data
        return Confirmed(
            title=sent["title"],
            year=sent["year"],
            reference=_doi_or_pmid(sent["reference"]) or Reference(Found.TITLE, sent["title"]),
            mentor_role=MentorRole(sent["mentor_role"]),
        )


class BaseConfirmForms(forms.BaseFormSet):
    """Several at once: only what is ticked is judged and kept."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Spare the tick where there is only one."""
        super().add_fields(form, index)
        form.empty_permitted = True
        if self.total_form_count() == 1:
            form.fields["keep"].widget = forms.HiddenInput()

    def confirmed(self) -> list[Confirmed]:
        """What the learner ticked. Only when valid."""
        return [each.to_confirmed() for each in self if each.cleaned_data]


ConfirmForms = forms.formset_factory(
    ConfirmForm, formset=BaseConfirmForms, extra=0, max_num=MOST_WORKS, absolute_max=MOST_WORKS
)


def forms_for(candidates: Sequence[Candidate]) -> BaseConfirmForms:
    """The page that asks the learner to confirm these; one alone is ticked already."""
    alone = len(candidates) == 1
    return ConfirmForms(
        initial=[
            {
                "keep": alone,
                "title": each.title,
                "year": each.year,
                "reference": each.reference.url,
                "mentor_role": "" if alone else MentorRole.NONE,
            }
            for each in candidates
        ]
    )


def _doi_or_pmid(sent: str) -> Reference | None:
    try:
        found = read_reference(sent)
    except FourfoldError:
        return None
    return found if found.found in (Found.DOI, Found.PMID) else None
