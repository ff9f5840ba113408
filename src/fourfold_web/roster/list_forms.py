"""What a director sends about a list of people → core values. Nothing here saves."""

from collections.abc import Sequence
from itertools import islice
from uuid import UUID

from django import forms

from fourfold.issues import FourfoldError
from fourfold.programs.roster import (
    LARGEST_FILE,
    Columns,
    Table,
    check_columns,
    fields,
    open_table,
    plain,
    unknown_roles,
)
from fourfold_web.programs.models import MembershipRole
from fourfold_web.roster.models import RosterImport, SavedColumns

MEGABYTES = LARGEST_FILE // 1024 // 1024
# So many unknown words for roles are asked about on one page; the rest comes back as refused rows.
MOST_WORDS = 12
SHOWN_VALUES = 2
LEAVE_OUT = "leave_out"


class ListForm(forms.Form):
    """A file with people; `table` is what it holds."""

    file = forms.FileField(
        label="File with people",
        allow_empty_file=True,
        help_text="A CSV file: an export of MedHub or New Innovations, or a spreadsheet saved as"
        f" CSV, with a row of headings on top. {MEGABYTES} MB at most.",
        error_messages={"required": "Choose a file."},
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )
    table: Table

    def clean_file(self):
        """Open it; what is no list is refused in the reader's own words."""
        file = self.cleaned_data["file"]
        try:
            self.table = open_table(file.file)
        except FourfoldError as refused:
            raise forms.ValidationError(str(refused)) from refused
        return file


class ColumnsForm(forms.Form):
    """Which column holds what, and what the file's own words for roles mean."""

    usual_role = forms.ChoiceField(
        label="Role of rows that name none",
        required=False,
        choices=[("", "They are refused"), *MembershipRole.choices],
    )
    save_as = forms.CharField(
        label="Keep this choice under a name",
        help_text="For the next file of this kind, such as “MedHub, July”.",
        max_length=SavedColumns._meta.get_field("name").max_length,
        required=False,
    )

    def __init__(
        self,
        *args,
        roster_import: RosterImport,
        samples: Sequence[Sequence[str]],
        columns: Columns,
        **kwargs,
    ) -> None:
        """`columns` stand there at first; `samples` are a few rows, to recognize columns by."""
        super().__init__(*args, initial={"usual_role": columns.usual_role}, **kwargs)
        self.of, self.words = roster_import, [*columns.role_words]
        choices = [("", "Not in the file"), *_with_values(roster_import.headings, samples)]
        for name, field in fields().items():
            self.fields[f"{name}-column"] = forms.ChoiceField(
                label=field.title,
                help_text=f"{field.says[0].upper()}{field.says[1:]}.",
                choices=choices,
                required=False,
                initial=columns.headings.get(name, ""),
                error_messages={"invalid_choice": "Choose a column of this file."},
            )
        if self.is_bound:
            self.words = [*self.words, *self._unknown()]
        for number, word in enumerate(self.words):
            self.fields[f"{number}-word"] = _word_field(word, columns)
        self.order_fields([*self._column_names, "usual_role", *self._word_names, "save_as"])

    @property
    def _column_names(self) -> list[str]:
        return [name for name in self.fields if name.endswith("-column")]

    @property
    def _word_names(self) -> list[str]:
        return [name for name in self.fields if name.endswith("-word")]

    @property
    def column_fields(self) -> list[forms.BoundField]:
        """The selects of the columns."""
        return [self[name] for name in self._column_names]

    @property
    def word_fields(self) -> list[forms.BoundField]:
        """The selects of unknown words for roles."""
        return [self[name] for name in self._word_names]

    def clean(self) -> dict:
        """Refuse a choice that cannot be, each beside its column."""
        data = super().clean()
        if not self.errors:
            for issue in check_columns(self.to_core(), self.of.headings):
                self.add_error(f"{issue.where}-column", issue.message)
        return data

    def to_core(self) -> Columns:
        """The choice as a value."""
        data = self.cleaned_data
        chosen = {name: data.get(f"{name}-column") for name in fields()}
        words = {
            plain(word): "" if said == LEAVE_OUT else said
            for number, word in enumerate(self.words)
            if (said := data.get(f"{number}-word"))
        }
        return Columns(
            {name: heading for name, heading in chosen.items() if heading},
            words,
            data.get("usual_role", ""),
        )

    def _unknown(self) -> list[str]:
        heading = self.data.get("role-column")
        if heading not in self.of.headings:
            return []
        place = self.of.headings.index(heading)
        known = Columns({}, {plain(word): "learner" for word in self.words})
        cells = (
            row[place]
            for rows in self.of.parts.values_list("rows", flat=True).iterator(chunk_size=1)
            for _, row in rows
        )
        return list(islice(unknown_roles(cells, known), MOST_WORDS))


class BringInForm(forms.Form):
    """Whether new people hear of it."""

    sends_mail = forms.BooleanField(
        label="Send each new person a welcome mail",
        required=False,
        help_text="It says where to sign in. You can also tell them yourself.",
    )


class LeftForm(forms.Form):
    """Those of the people who were not in the file who have left."""

    person = forms.TypedMultipleChoiceField(
        coerce=UUID,
        error_messages={
            "required": "Mark at least one person.",
            "invalid_choice": "Somebody in your choice is no longer there. Look at the list again.",
        },
    )

    def __init__(self, *args, missing: Sequence[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(pk, pk) for pk in missing]


def _with_values(
    headings: Sequence[str], samples: Sequence[Sequence[str]]
) -> list[tuple[str, str]]:
    choices = []
    for place, heading in enumerate(headings):
        said = dict.fromkeys(cells[place].strip()[:24] for cells in samples)
        values = ", ".join([each for each in said if each][:SHOWN_VALUES])
        choices.append((heading, f"{heading} ({values})" if values else f"{heading} (empty)"))
    return choices


def _word_field(word: str, columns: Columns) -> forms.ChoiceField:
    said = columns.role_words.get(plain(word))
    return forms.ChoiceField(
        label=f"“{word}” is",
        choices=[
            ("", "Choose"),
            *MembershipRole.choices,
            (LEAVE_OUT, "Not a role here: leave these people out"),
        ],
        initial=LEAVE_OUT if said == "" else said,
        error_messages={
            "required": f"Say what “{word}” means here.",
            "invalid_choice": "Choose one of the roles, or leave these people out.",
        },
    )
