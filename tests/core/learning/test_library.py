"""The library: every title of the guidance model, checked, and found by words and choices."""

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold.learning.finding import Wanted, find
from fourfold.learning.handout import handout
from fourfold.learning.library import EntryType, entries, entry, read_library
from fourfold.learning.links import link_issues

DATA = tomllib.loads(files("fourfold").joinpath("data/library.toml").read_text(encoding="utf-8"))


def test_library_has_every_title_of_the_guidance_model():
    assert Counter(each.source for each in entries()) == {
        "G-118": 1, "G-119": 1, "G-120": 1, "G-121": 1, "G-122": 3, "G-123": 1, "G-124": 5,
        "G-125": 1, "G-126": 15, "G-127": 1, "G-128": 1,
    }  # fmt: skip
    assert [each.key for each in entries() if each.link] == [
        "physician-mentorship",
        "science-of-mentorship",
        "what-good-mentorship-can-do",
        "power-of-mentorship",
        "choosing-when-to-advise-coach-or-mentor",
        "what-the-best-mentors-do",
    ]


def test_library_keeps_revisions():
    assert entry("physician-coaching-or-mentoring").revisions == (
        "The version described here",
        "May 2023: an earlier version",
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"type": "film"}, "a: Unknown type 'film'. Choose one of: article, podcast, talk, "),
        ({"topics": ["golf"]}, "a: Unknown topic 'golf'."),
        ({"forms": ["tutoring"]}, "Unknown form of guidance 'tutoring'."),
        ({"rights": "free"}, "a: Unknown note on rights 'free'."),
        ({"says": " "}, "a: says is empty."),
        ({"price": 3}, "a: Unknown key 'price'."),
        ({"link": "http://a.org/"}, "a: A link begins with https://."),
        ({"source": None}, "a: say its source."),
        ({}, "Two entries of the library have the key a."),
    ],
)
def test_read_library_refuses_what_is_not_clear(change, says):
    good = {**DATA["entries"][0], "key": "a"}
    changed = {key: value for key, value in {**good, **change}.items() if value is not None}

    with pytest.raises(FourfoldError, match=says):
        read_library({**DATA, "entries": [good, changed]})


def test_find_wants_every_word_or_the_beginning_of_one():
    found = find(entries(), Wanted(words="Marcdante  advis"))

    assert [each.key for each in found] == ["choosing-when-to-advise-coach-or-mentor"]
    assert find(entries(), Wanted(words="marcdante golf")) == ()


def test_find_puts_titles_with_the_words_first_and_reads_over_apostrophes():
    found = find(entries(), Wanted(words="mentees"))

    assert [each.key for each in found][:2] == [
        "no-one-is-talking-to-the-mentees", "tips-for-mentees",
    ]  # fmt: skip
    assert find(entries(), Wanted(words="Sya’ban")) == (entry("coaching-in-healthcare-education"),)


def test_find_goes_by_type_form_and_topic_together():
    wanted = Wanted(type=EntryType.PAPER, form=FormOfGuidance.COACHING, topic="program")

    assert [each.key for each in find(entries(), wanted)] == [
        "choosing-when-to-advise-coach-or-mentor",
        "coaching-a-new-model",
    ]


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("https://www.nejm.org/a?b=c#d", None),
        ("https://münchen.example/", None),
        ("http://a.org/", "A link begins with https://. Copy it from the address bar."),
        ("javascript:alert(1)", "A link begins with https://. Copy it from the address bar."),
        ("https://a.org/ b", "A link has no spaces or quotes in it. Copy it from the address bar."),
        ("https://me:pw@a.org/", "This link holds a user name or a password. Take that part out."),
        ("https://localhost/", "A link leads to a named site, such as https://www.nejm.org/."),
        ("https://10.0.0.1/", "A link leads to a named site, such as https://www.nejm.org/."),
        ("https://[::1]/", "A link leads to a named site, such as https://www.nejm.org/."),
        ("https://a.org:x/", "'https://a.org:x/' is no link. Copy it from the address bar."),
        ("https://a.org/" + 500 * "a",
         "This link is longer than 500 characters. Look for a shorter one."),
    ],
)  # fmt: skip
def test_link_issues_judge_a_link_by_its_form(link, says):
    assert [each.message for each in link_issues(link)] == ([says] if says else [])


def test_handout_restates_the_six_duties_of_a_mentee():
    assert [each.source for each in handout().parts] == [f"G-{number}" for number in range(79, 85)]
    assert entry(handout().entry).type == EntryType.HANDOUT
