"""The four forms of guidance, as `data/forms_of_guidance.toml` states them."""

import tomllib
from copy import deepcopy
from importlib.resources import files
from typing import Any

import pytest

from fourfold.guidance.catalog import (
    ATTRIBUTES,
    Attribute,
    FormOfGuidance,
    parse_form,
    principles,
    profile,
    profiles,
    read_catalog,
)
from fourfold.issues import FourfoldError


def _data() -> dict[str, Any]:
    text = files("fourfold").joinpath("data/forms_of_guidance.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _sources(data: object) -> set[str]:
    if isinstance(data, dict):
        found = {data["source"]} if "source" in data else set()
        return found.union(*(_sources(value) for value in data.values()))
    return set().union(*(_sources(each) for each in data)) if isinstance(data, list) else set()


def test_catalog_states_g1_to_g25_and_nothing_else():
    assert _sources(_data()) == {f"G-{number}" for number in range(1, 26)}


def test_profiles_come_in_the_order_of_the_table():
    assert list(profiles()) == ["advising", "coaching", "coaching_with_wisdom", "mentoring"]


def test_profile_says_each_attribute_in_order():
    names = [[each.name for each in about.attributes] for about in profiles().values()]
    assert names == [list(ATTRIBUTES)] * 4


def test_profile_attribute_by_name():
    found = profile("advising").attribute("time")
    assert found == Attribute(name="time", says="One meeting", source="G-20")


def test_profile_attribute_refuses_an_unknown_name():
    with pytest.raises(FourfoldError, match=r"Unknown attribute 'mood'\. Choose one of: focus"):
        profile("advising").attribute("mood")


@pytest.mark.parametrize(
    ("form", "usual_switch"),
    [
        ("advising", "coaching"),
        ("coaching", "mentoring"),
        ("coaching_with_wisdom", "mentoring"),
        ("mentoring", "coaching"),
    ],
)
def test_profile_names_its_usual_switch(form, usual_switch):
    assert profile(form).usual_switch == usual_switch


def test_principles_follow_the_model():
    sources = [each.source for each in principles()]
    assert sources == [*(f"G-{number}" for number in range(1, 15)), "G-25"]


def test_parse_form_reads_a_value():
    assert parse_form("coaching_with_wisdom") is FormOfGuidance.COACHING_WITH_WISDOM


def test_parse_form_refuses_with_the_choices():
    with pytest.raises(FourfoldError) as refused:
        parse_form("tutoring")
    assert str(refused.value) == (
        "Unknown form of guidance 'tutoring'. "
        "Choose one of: advising, coaching, coaching_with_wisdom, mentoring."
    )


def test_read_catalog_refuses_a_missing_form():
    data = deepcopy(_data())
    data["forms"].pop()
    with pytest.raises(FourfoldError, match="exactly, in order: advising, coaching"):
        read_catalog(data)


def test_read_catalog_refuses_an_empty_text():
    data = deepcopy(_data())
    data["forms"][0]["purpose"] = " "
    with pytest.raises(FourfoldError, match="advising: purpose must be a text that is not empty"):
        read_catalog(data)


def test_read_catalog_refuses_a_missing_attribute():
    data = deepcopy(_data())
    del data["forms"][1]["attributes"]["time"]
    with pytest.raises(FourfoldError, match="coaching: the attributes must be, in order: focus"):
        read_catalog(data)


def test_read_catalog_refuses_a_switch_to_itself():
    data = deepcopy(_data())
    data["forms"][3]["usual_switch"] = "mentoring"
    with pytest.raises(FourfoldError, match="mentoring: usual_switch must be another form"):
        read_catalog(data)


def test_read_catalog_refuses_a_form_without_cues():
    data = deepcopy(_data())
    data["forms"][2]["cues"] = []
    with pytest.raises(FourfoldError, match="coaching_with_wisdom: cues must not be empty"):
        read_catalog(data)
