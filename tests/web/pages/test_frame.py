"""What every page has around its own content."""

import re

import pytest
from django.urls import reverse

PUBLIC = ["welcome", "forms_of_guidance", "who_sees_what", "account_request_login_code"]


@pytest.mark.parametrize("name", PUBLIC)
def test_a_page_has_one_h1_a_skip_link_and_help(client, name):
    text = client.get(reverse(name)).text

    assert len(re.findall(r"<h1\b", text)) == 1
    assert '<a class="skip-link" href="#main">' in text
    assert ">Help: the four forms</a>" in text


@pytest.mark.parametrize("name", PUBLIC)
def test_a_page_needs_no_inline_code(client, name):
    response = client.get(reverse(name))

    policy = response.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "style-src 'self'" in policy
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", response.text) == []


def test_the_page_one_is_on_is_marked_in_the_menu(client):
    text = client.get(reverse("who_sees_what")).text

    assert re.findall(r'aria-current="page">([^<]+)<', text) == ["Who sees what"]


def test_htmx_keeps_no_page_in_the_browser(client):
    text = client.get(reverse("welcome")).text

    assert '"historyCacheSize":0' in text
    assert '"allowEval":false' in text


@pytest.mark.parametrize(
    ("page", "marks"),
    [
        ("roster:bring_in", [("true", "People")]),
        ("reports:coverage", [("true", "Your program")]),
        ("techniques:overview", [("true", "Learning")]),
        ("reports:waiting", [("page", "What waits")]),
        ("roster:new_address", []),
    ],
)
def test_a_page_under_an_item_marks_it_in_the_menu(cast, as_person, page, marks):
    text = as_person(cast.dora).get(reverse(page)).text

    assert re.findall(r'app-bar__link" href="[^"]+" aria-current="(\w+)">([^<]+)<', text) == marks
