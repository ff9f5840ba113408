"""HTML input of the agreement's pages → core values. Nothing here saves."""

from django import forms

from fourfold.guidance.agreement import (
    AgreementTerms,
    Clause,
    check_terms,
    clauses,
    interests,
)
from fourfold.guidance.catalog import FormOfGuidance


class SignForm(forms.Form):
    """Which version was on the page of the person who says yes."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class AgreementForm(forms.Form):
    """The clauses of an agreement, one field each, as data/agreement.toml words them."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    # Ticked interests become words of their clause, which the other side reads and assents to.
    interest = forms.MultipleChoiceField(
        label="What might you gain from this yourself?",
        help_text="Said before the start, it does no harm.",
        choices=interests,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, terms: AgreementTerms, seen_version: int, **kwargs) -> None:
        kwargs["initial"] = {
            **terms.to_json(),
            "transcripts": {True: "yes", False: "no"}.get(terms.transcripts),
            "seen_version": seen_version,
        }
        super().__init__(*args, **kwargs)
        self.clauses = clauses(terms.form_of_guidance or FormOfGuidance.ADVISING)
        for clause in self.clauses:
            self.fields[clause.field] = _clause_field(clause)

    @property
    def clause_fields(self) -> list[forms.BoundField]:
        """The clauses' fields in reading order."""
        return [self[clause.field] for clause in self.clauses]

    def to_terms(self) -> AgreementTerms:
        """The terms as typed. What is missing in them, the core's check says."""
        given = {clause.field: self.cleaned_data[clause.field] for clause in self.clauses}
        ticked = [words for value, words in interests() if value in self.cleaned_data["interest"]]
        given["interests"] = ". ".join([*ticked, *filter(None, [given["interests"].strip()])])
        return AgreementTerms(
            **{
                **given,
                "form_of_guidance": FormOfGuidance(given["form_of_guidance"]),
                "transcripts": {"yes": True, "no": False}.get(given["transcripts"]),
            }
        )

    def clean(self):
        given = super().clean()
        if not self.errors:
            for issue in check_terms(self.to_terms()):
                if issue.severity == "error":
                    self.add_error(issue.where, issue.message)
        return given


def _clause_field(clause: Clause) -> forms.Field:
    words = {"label": clause.title, "help_text": clause.help}
    if clause.field == "no_fault_exit":
        return forms.BooleanField(label=clause.prompt, help_text=clause.help, required=False)
    if clause.field == "transcripts":
        choices = (("no", "No"), ("yes", "Yes"))
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, required=False, **words)
    if clause.choices:
        return forms.ChoiceField(
            choices=clause.choices,
            widget=forms.RadioSelect,
            error_messages={"required": clause.missing},
            **words,
        )
    return forms.CharField(
        max_length=1_000, required=False, widget=forms.Textarea(attrs={"rows": 2}), **words
    )
