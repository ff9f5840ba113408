"""What a director gives to be reviewed, and why a finding is meant so. Nothing here saves."""

from typing import Any

from django import forms

from fourfold_web.documents.given import Given
from fourfold_web.documents.limits import LONGEST_PASTED, MEGABYTES, MOST_FILES

ENDINGS = ".pdf,.docx,.pptx,.html,.htm,.md,.txt"
KINDS = "PDF, Word (DOCX), PowerPoint (PPTX), web pages, Markdown or text."


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of files; each is checked as one."""

    def clean(self, data: Any, initial: Any = None) -> list:
        """Every file that was chosen; none is an empty list."""
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(each, initial) for each in given if each]


class BringForm(forms.Form):
    """Files, or a pasted text with a title; with `one` a new version of one document."""

    files = FilesField(
        label="Files",
        required=False,
        allow_empty_file=True,
        max_length=255,
        help_text=f"{KINDS} Up to {MOST_FILES} files, {MEGABYTES} MB together.",
        widget=FilesInput(attrs={"multiple": True, "accept": ENDINGS}),
    )
    title = forms.CharField(
        label="What is it?",
        help_text="Such as “Mentor page on our website”.",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    words = forms.CharField(
        label="The text",
        max_length=LONGEST_PASTED,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "max_length": "This text has %(show_value)s characters; at most %(limit_value)s are "
            "read here. Save it as a file and choose that.",
        },
    )

    def __init__(self, *args, one: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.one = one
        if one:
            self.fields["files"].widget.attrs["multiple"] = False
            self.fields["files"].label = "File"
            self.fields["files"].help_text = f"{KINDS} {MEGABYTES} MB at most."
            del self.fields["title"]

    def clean(self) -> dict:
        """Something to read, and a title for what is pasted."""
        data = super().clean()
        files, words = data.get("files") or [], (data.get("words") or "").strip()
        if not files and not words and not self.errors:
            self.add_error("files", "Choose a file, or paste a text.")
        if len(files) > (1 if self.one else MOST_FILES):
            self.add_error("files", self._too_many(len(files)))
        if words and not self.one and not data.get("title"):
            self.add_error("title", "Say what this text is, so that you find it again.")
        return data

    def _too_many(self, number: int) -> str:
        if self.one:
            return f"{number} files are chosen; a new version is one file. Choose that."
        return f"{number} files are chosen; at most {MOST_FILES} at once. Send the rest afterwards."

    def to_given(self, title: str = "") -> list[Given]:
        """All that was given; a pasted text is called by its title."""
        data = self.cleaned_data
        given = [Given(each.name, each.read()) for each in data["files"]]
        if data["words"].strip():
            name = data.get("title") or title
            given.append(Given(name, data["words"].encode("utf-8")))
        return given


class WhyForm(forms.Form):
    """Why the program means it so."""

    why = forms.CharField(
        label="Why do you mean it so?",
        help_text="One sentence. Guides of your program read it beside the finding.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write one sentence, so that others understand it too."},
    )
