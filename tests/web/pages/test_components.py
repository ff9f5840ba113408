"""Components that hold a decision; the rest is looked at as pictures."""

from datetime import UTC, datetime

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils import timezone


class UsefulnessForm(forms.Form):
    next_step = forms.CharField(label="Your next step", help_text="One is enough.")
    usefulness = forms.ChoiceField(
        label="How useful was it?", choices=[(1, "Not"), (5, "Very")], widget=forms.RadioSelect
    )


def test_error_summary_links_to_the_input_of_each_field():
    text = render_to_string("components/error_summary.html", {"form": UsefulnessForm({})})

    assert '<a href="#id_next_step">This field is required.</a>' in text
    assert '<a href="#id_usefulness_0">This field is required.</a>' in text


def test_error_summary_is_absent_without_errors():
    assert (
        render_to_string("components/error_summary.html", {"form": UsefulnessForm()}).strip() == ""
    )


def test_field_ties_help_and_error_to_the_input():
    form = UsefulnessForm({})

    text = render_to_string("components/field.html", {"field": form["next_step"]})

    assert 'aria-describedby="id_next_step_helptext id_next_step_error"' in text
    assert 'id="id_next_step_helptext">One is enough.' in text
    assert '<div id="id_next_step_error">' in text


def test_radio_cards_mark_the_suggested_value_with_the_phrase():
    field = UsefulnessForm()["usefulness"]

    text = render_to_string(
        "components/radio_cards.html",
        {
            "field": field,
            "suggested": 5,
            "suggestion_phrase": "it helped a lot",
            "helps": {"1": "No"},
        },
    )

    assert text.count("radio-card__suggested") == 1
    assert "From what you wrote: “it helped a lot”" in text
    assert '<span class="radio-card__help">No</span>' in text


@pytest.mark.parametrize(
    ("viewer", "line"),
    [
        ("guide", "You are coaching with wisdom"),
        ("learner", "Gita is coaching with wisdom"),
    ],
)
def test_role_banner_names_the_role_for_each_side(viewer, line):
    since = datetime(2026, 11, 2, 14, 5, tzinfo=UTC)

    with timezone.override(UTC):
        text = render_to_string(
            "components/role_banner.html",
            {
                "form_of_guidance": "coaching_with_wisdom",
                "since": since,
                "viewer": viewer,
                "guide_name": "Gita",
            },
        )

    assert f'<p class="role-banner__role">{line}</p>' in text
    assert ">14:05</time>" in text
