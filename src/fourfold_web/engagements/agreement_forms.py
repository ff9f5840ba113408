"""HTML input of the agreement's pages → core values. Nothing here saves."""

from collections.abc import Iterable
from zlib import crc32

from django import forms

from fourfold.guidance.agreement import (
    TRIANGLE,
    AgreementTerms,
    Clause,
    check_terms,
    clauses,
    interests,
)
from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.program_clauses import ProgramClause
from fourfold_web.engagements.forms import form_choices

# The clauses that only the two can say stand above the fold.
UNFOLDED = {"session_goal", "covered", "not_covered"}


class ProgramClausesForm(forms.Form):
    """What the program asks of every pair: a box to tick for each clause.

    A box is named after the words of its clause, so that a tick never counts for words that changed
    since the page was opened.
    """

    def __init__(self, *args, program_clauses: Iterable[ProgramClause] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.ticks = {_name_of(clause): clause for clause in program_clauses}
        for name, clause in self.ticks.items():
            self.fields[name] = forms.BooleanField(
                label=f"I agree: {clause.title}",
                help_text=clause.says,
                error_messages={
                    "required": f"Tick “{clause.title}” if you agree. If you cannot, talk to your"
                    " program: every pair here settles it."
                },
            )

    @property
    def tick_fields(self) -> list[forms.BoundField]:
        """The boxes in the order of the clauses."""
        return [self[name] for name in self.ticks]


class SignForm(ProgramClausesForm):
    """Which version was on the page of the person who says yes, and the clauses of the program
    to which they have not said yes before."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class AgreementForm(ProgramClausesForm):
    """The clauses of an agreement, one field each, as data/agreement.toml words them.

    `offered` are the forms that the program has on; the one of `terms` can always stay.
    """

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    # Ticked interests become words of their clause, which the other side reads and assents to.
    interest = forms.MultipleChoiceField(
        label="What might you gain from this yourself?",
        choices=interests,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self,
        *args,
        terms: AgreementTerms,
        seen_version: int,
        offered: Iterable[FormOfGuidance] = tuple(FormOfGuidance),
        is_guide: bool = True,
        **kwargs,
    ) -> None:
        ticked, rest = _as_ticked(terms.interests)
        kwargs["initial"] = {
            **terms.to_json(),
            "interest": ticked,
            "interests": rest,
            "transcripts": {True: "yes", False: "no"}.get(terms.transcripts),
            "seen_version": seen_version,
        }
        super().__init__(*args, **kwargs)
        every = clauses(terms.form_of_guidance or FormOfGuidance.ADVISING)
        self.clauses = [each for each in every if each.field != TRIANGLE]
        for clause in self.clauses:
            self.fields[clause.field] = _clause_field(clause)
        self._ask_interests(terms, is_guide=is_guide)
        choices = form_choices([*offered, terms.form_of_guidance])
        self.fields["form_of_guidance"].choices = choices

    def _ask_interests(self, terms: AgreementTerms, *, is_guide: bool) -> None:
        """Only the guide can say what they gain; for the learner it stays as it is."""
        self.interests_stay = None if is_guide else terms.interests
        if is_guide:
            self.fields["interest"].help_text = self.fields["interests"].help_text
            self.fields["interests"].label = "Something else, in your own words"
            self.fields["interests"].help_text = ""
        else:
            del self.fields["interest"], self.fields["interests"]

    @property
    def clause_fields(self) -> list[forms.BoundField]:
        """The clauses' fields in reading order."""
        return [self[clause.field] for clause in self.clauses if clause.field in self.fields]

    @property
    def has_folded_errors(self) -> bool:
        """Whether something needs another look among the clauses that the page folds."""
        return any(
            name in self.errors for name in self.fields if name not in UNFOLDED | set(self.ticks)
        )

    def to_terms(self) -> AgreementTerms:
        """The terms as far as typed. What is missing in them, the core's check says."""
        given = {clause.field: self.cleaned_data.get(clause.field, "") for clause in self.clauses}
        gained = self.cleaned_data.get("interest", ())
        ticked = [words for value, words in interests() if value in gained]
        typed = given["interests"].strip()
        given["interests"] = ". ".join([*ticked, typed] if typed else ticked)
        if self.interests_stay is not None:
            given["interests"] = self.interests_stay
        form = given["form_of_guidance"]
        return AgreementTerms(
            **{
                **given,
                "form_of_guidance": FormOfGuidance(form) if form else None,
                "transcripts": {"yes": True, "no": False}.get(given["transcripts"]),
                "program_clauses": tuple(self.ticks.values()),
            }
        )

    def clean(self):
        given = super().clean()
        # All at once: what is wrong with one field keeps no other from being judged.
        for issue in check_terms(self.to_terms()):
            if issue.severity == "error" and issue.where not in self.errors:
                self.add_error(issue.where, issue.message)
        return given


def _as_ticked(words: str) -> tuple[list[str], str]:
    """The interests that were ticked in these words, and the rest of them."""
    values = {says: value for value, says in interests()}
    parts = words.split(". ")
    ticked = [values[part] for part in parts if part in values]
    return ticked, ". ".join(part for part in parts if part not in values)


def _name_of(clause: ProgramClause) -> str:
    words = f"{clause.title}: {clause.says}"
    return f"{crc32(words.encode()):08x}-agrees"


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
