"""HTML input of measures and looks back. Nothing here saves."""

from statistics import fmean
from typing import Any

from django import forms

from fourfold.guidance.measures import Instrument, Item

LONGEST = 2_000
WEIGHTS = [("1", "It counts a little"), ("2", "It counts"), ("3", "It counts a lot")]


class MeasureForm(forms.Form):
    """One instrument's questions and the person's own areas; all of it may be left out."""

    def __init__(self, *args, instrument: Instrument, items: tuple[Item, ...], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.instrument, self.items = instrument, items
        scale = [(str(value), name) for value, name in enumerate(instrument.scale, start=1)]
        for each in items:
            self.fields[each.key] = forms.ChoiceField(
                label=each.ask, choices=scale, required=False, widget=forms.RadioSelect
            )
        for number in range(1, instrument.own_areas + 1):
            self.fields[f"area_{number}"] = forms.CharField(
                label=f"Something that matters to you here ({number})",
                required=False,
                max_length=200,
            )
            self.fields[f"weight_{number}"] = forms.ChoiceField(
                label="How much does it count?", choices=[("", "Choose"), *WEIGHTS], required=False
            )
            self.fields[f"rating_{number}"] = forms.ChoiceField(
                label="How well is it served?", choices=[("", "Choose"), *scale], required=False
            )

    def clean(self) -> dict:
        """An area is named, weighed and rated, or left out; something is answered."""
        data = super().clean()
        for number in range(1, self.instrument.own_areas + 1):
            parts = [data.get(f"{part}_{number}") for part in ("area", "weight", "rating")]
            if any(parts) and not all(parts):
                self.add_error(f"area_{number}", "Name it, weigh it and rate it, or leave it out.")
        if not self.errors and self.to_mean() is None:
            first = next(iter(self.fields))
            self.add_error(first, "Answer something, or leave this page without keeping.")
        return data

    def to_answers(self) -> dict[str, Any]:
        """What was answered, by question."""
        return {key: value for key, value in self.cleaned_data.items() if value}

    def to_mean(self) -> float | None:
        """The mean of the ratings, areas by their weights; `None` when nothing is rated."""
        rated = [
            (int(self.cleaned_data[each.key]), 1)
            for each in self.items
            if self.cleaned_data.get(each.key)
        ]
        for number in range(1, self.instrument.own_areas + 1):
            if self.cleaned_data.get(f"rating_{number}") and self.cleaned_data.get(
                f"weight_{number}"
            ):
                weight = int(self.cleaned_data[f"weight_{number}"])
                rated.append((int(self.cleaned_data[f"rating_{number}"]), weight))
        return fmean(*zip(*rated, strict=True)) if rated else None


class LookBackForm(forms.Form):
    """Three questions after an ending; none has to be answered."""

    changed = forms.CharField(
        label="What has changed?",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    helped = forms.CharField(
        label="What helped?",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    along = forms.CharField(
        label="What do you take along?",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    shared = forms.BooleanField(label="Let the other of us read it", required=False)

    def to_answers(self) -> dict[str, str]:
        """The answers by question."""
        return {key: self.cleaned_data[key] for key in ("changed", "helped", "along")}
