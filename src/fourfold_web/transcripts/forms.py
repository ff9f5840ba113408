"""HTML input of the transcript pages → core values. Nothing here saves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django import forms

from fourfold.confidentiality.screening import in_words
from fourfold.confidentiality.screening.hits import (
    KEEP,
    MASK,
    REMOVE,
    Group,
    Hit,
    Words,
    grouped,
    screened,
    stands_in,
    words_around,
)
from fourfold.issues import FourfoldError
from fourfold.transcripts.coded import TalkTurn
from fourfold.transcripts.moves import Move
from fourfold.transcripts.reading import LARGEST_FILE, read
from fourfold.transcripts.speakers import check_voices
from fourfold.transcripts.transcript import Transcript as Talk
from fourfold.transcripts.two_voices import likely_voice, of_the_two
from fourfold_web.people.models import Person

# Nobody looks through more texts one by one; the rest is answered kind by kind.
MOST_SHOWN = 200
# A text that could not be read is shown for mending up to this length.
LONGEST_TO_MEND = 200_000
# Words to mask that a person types by hand.
LONGEST_ALSO, MOST_ALSO = 4_000, 100
CHOICES = {MASK: "Mask it", REMOVE: "Take it out", KEEP: "Not a patient: keep it"}
# What nobody has looked at cannot be kept.
GROUP_CHOICES = {MASK: "Mask them all", REMOVE: "Take them all out"}


class ConsentForm(forms.Form):
    """Yes or no for one session; anything else must never count as either."""

    answer = forms.ChoiceField(choices=[("yes", "Yes"), ("no", "No")])


class TalkForm(forms.Form):
    """A file or pasted words; `talk` is what the reader found in them."""

    file = forms.FileField(
        label="File",
        required=False,
        allow_empty_file=True,
        help_text="From Zoom, Teams, Google Meet, Otter or Whisper, or any SRT, VTT or text file."
        f" {LARGEST_FILE // 1024 // 1024} MB at most. A recording itself cannot be read.",
    )
    pasted = forms.CharField(
        label="Or paste the words",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "null_characters_not_allowed": "There are signs between the words that no text has."
            " Copy the words from a text program, and paste them again."
        },
        help_text="One turn a paragraph, with the name before it: “Gita: What could you try?”",
    )
    talk: Talk

    def clean(self) -> dict:
        """Read what came; what cannot be used is refused in the reader's own words."""
        data = super().clean()
        if self.errors:
            return data
        file, pasted = data.get("file"), data.get("pasted") or ""
        if bool(file) == bool(pasted.strip()):
            raise forms.ValidationError(
                "Both a file and pasted words came. Send one of them."
                if file
                else "Nothing came. Choose a file, or paste the words."
            )
        field = "file" if file else "pasted"
        content = file.read() if file else pasted.encode()
        try:
            self.talk = read(content, name=file.name if file else "")
            check_voices(self.talk)
        except FourfoldError as refused:
            self._refuse(field, content, str(refused))
        return data

    def _refuse(self, field: str, content: bytes, message: str) -> None:
        """Refuse, and put a text file's words where they can be mended, so that they are kept."""
        self.add_error(field, message)
        if field == "file" and len(content) <= LONGEST_TO_MEND:
            self.data = self.data.copy()
            self.data["pasted"] = _as_text(content)


def _as_text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""


class _OnlyExceptions(forms.SelectMultiple):
    """Many selects of one name, of which those that stay as they are send nothing to read."""

    def value_from_datadict(self, data, files, name: str) -> list[str]:
        return [value for value in data.getlist(name) if value]


@dataclass(frozen=True, slots=True)
class HitRow:
    """One text, or all others of a kind, with what may become of it and what is chosen now."""

    of: Hit | Group
    choices: list[tuple[str, str]]
    words: Words | None = None
    chosen: str = ""

    @property
    def kind_name(self) -> str:
        """What a page calls its kind."""
        return in_words(self.of.kind)


class CheckForm(forms.Form):
    """Which voice is whose, and what becomes of each text that may point to a patient.

    Everything is masked but for the exceptions that `hit` names: “keep:” or “remove:” and a key.
    """

    def __init__(
        self, *args, talk: Talk, hits: Sequence[Hit], guide: Person, learner: Person, **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.talk, self.hits = talk, hits
        self.shown, self.groups = hits[:MOST_SHOWN], grouped(hits[MOST_SHOWN:])
        names = [each.name for each in talk.speakers]
        self.fields["guide"] = _voice_field("Which of these is you?", names, guide)
        self.fields["learner"] = _voice_field(
            f"Which of these is {learner.first_name}?", names, learner
        )
        if self.fields["learner"].initial == self.fields["guide"].initial:
            self.fields["learner"].initial = None
        if not any(likely_voice([name], learner.name) for name in names):
            self.fields["learner"].help_text = (
                f"No voice here bears {learner.first_name}’s name."
                f" Only {learner.first_name} and you gave consent."
            )
        self.fields["hit"] = forms.MultipleChoiceField(
            required=False,
            widget=_OnlyExceptions,
            choices=[each for row in (*self.hit_rows, *self.group_rows) for each in row.choices],
            error_messages={"invalid_choice": "Choose again what becomes of the texts below."},
        )
        self.fields["also"] = forms.CharField(
            label="Mask these words too",
            required=False,
            max_length=LONGEST_ALSO,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="One a line. They are masked wherever they stand as whole words.",
        )

    def clean(self) -> dict:
        """One voice cannot be both."""
        data = super().clean()
        if "guide" in data and data["guide"] == data.get("learner"):
            self.add_error("learner", "This voice is already you. Choose the other one.")
        return data

    def clean_also(self) -> list[str]:
        """The lines; one that stands nowhere is likely mistyped, and would mask nothing."""
        also = [line for line in map(str.strip, self.cleaned_data["also"].splitlines()) if line]
        if len(also) > MOST_ALSO:
            raise forms.ValidationError(f"These are {len(also)} lines; at most {MOST_ALSO}.")
        for line in dict.fromkeys(also):
            if not stands_in(self.talk.texts, line):
                self.add_error("also", f"“{line}” stands nowhere in these words. Correct the line.")
        return also

    @property
    def hit_rows(self) -> list[HitRow]:
        """Each of the first texts with its choice."""
        return [
            HitRow(
                of=hit,
                choices=_choices(hit.key, CHOICES),
                words=words_around(self.talk.texts, hit),
                chosen=self._sent.get(hit.key, ""),
            )
            for hit in self.shown
        ]

    @property
    def group_rows(self) -> list[HitRow]:
        """The others by kind."""
        return [
            HitRow(group, _choices(group.key, GROUP_CHOICES), chosen=self._sent.get(group.key, ""))
            for group in self.groups
        ]

    def to_turns(self) -> tuple[TalkTurn, ...]:
        """The turns of the two, screened as chosen. Other voices gave no consent: left out."""
        texts = screened(self.talk.texts, self.hits, self._chosen(), also=self.cleaned_data["also"])
        turns = [replace(turn, text=texts.get(turn.index, turn.text)) for turn in self.talk.turns]
        said = self.cleaned_data
        return of_the_two(turns, guide=said["guide"], learner=said["learner"])

    @property
    def _sent(self) -> dict[str, str]:
        """What was sent for each key, to be shown again."""
        sent = self.data.getlist("hit") if self.is_bound else []
        return {value.partition(":")[2]: value for value in sent if value}

    def _chosen(self) -> dict[str, str]:
        sent = dict(each.split(":")[::-1] for each in self.cleaned_data["hit"])
        chosen = {hit.key: sent.get(hit.key, MASK) for hit in self.shown}
        for group in self.groups:
            chosen |= {hit.key: sent.get(group.key, MASK) for hit in group.hits}
        return chosen


def _choices(key: str, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Masking is what happens anyway, so that it sends nothing."""
    return [("" if each == MASK else f"{each}:{key}", label) for each, label in labels.items()]


def _voice_field(label: str, names: Iterable[str], person: Person) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[(name, name) for name in names],
        initial=likely_voice(names, person.name),
        widget=forms.RadioSelect,
        error_messages={"required": f"{label} Choose one voice."},
    )


class ContestForm(forms.Form):
    """A turn of the guide and what it does; “undo” takes the guide's own word back."""

    turn = forms.IntegerField(min_value=0, max_value=100_000, widget=forms.HiddenInput)
    move = forms.ChoiceField(choices=[(each.value, each.value) for each in Move] + [("undo", "")])

    def to_move(self) -> Move | None:
        """The move, or None to take the own word back."""
        move = self.cleaned_data["move"]
        return None if move == "undo" else Move(move)
