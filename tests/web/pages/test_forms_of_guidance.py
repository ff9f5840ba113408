"""The four forms side by side."""

from django.urls import reverse
from django.utils.html import escape

from fourfold.guidance.catalog import FormOfGuidance, profiles
from fourfold_web.pages.queries import attribute_rows


def test_forms_of_guidance_opens_without_sign_in(client):
    response = client.get(reverse("forms_of_guidance"))

    assert response.status_code == 200
    assert "<title>The four forms of guidance · Fourfold</title>" in response.text


def test_attribute_rows_hold_six_attributes_of_four_forms():
    rows = attribute_rows()

    assert [row.source for row in rows] == ["G-15", "G-16", "G-17", "G-18", "G-19", "G-20"]
    assert [[form for form, _ in row.cells] for row in rows] == [list(FormOfGuidance)] * 6


def test_forms_of_guidance_shows_every_cell_of_the_table(client):
    text = client.get(reverse("forms_of_guidance")).text

    assert text.count('<td><span class="cell-label">') == 24
    for profile in profiles().values():
        for attribute in profile.attributes:
            assert escape(attribute.says) in text


def test_forms_of_guidance_shows_what_each_guide_says_and_leaves_out(client):
    text = client.get(reverse("forms_of_guidance")).text

    for profile in profiles().values():
        said = [profile.announcement, profile.switch_words, *profile.cues]
        done = [behavior.says for behavior in profile.allowed + profile.out_of_form]
        assert [words for words in said + done if escape(words) not in text] == []
