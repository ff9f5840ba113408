"""Whoever directs two programs stays in the one they look at, wherever a link leads them."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from fourfold_web.programs.actions import add_person
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.reports import actions
from fourfold_web.shared.addresses import address
from tests.web.reports.crowd import add_learners, add_pairs, add_sessions

LINK = re.compile(r'href="(/[^"#]*|\?[^"#]*)')
# Pages about one program; the others show all that a director directs.
ABOUT_ONE = [
    "reports:health",
    "reports:coverage",
    "reports:reports",
    "need_checklist:need",
    "documents:documents",
    "learning:program",
    "matching:rounds",
    "roster:people",
    "roster:bring_in",
    "roster:roll_over",
    "papers:snapshots",
    "programs:rules",
    "programs:basics",
    "programs:templates",
    "programs:forms_here",
    "programs:clauses",
    "programs:narrowing",
]


@pytest.fixture
def second(cast):
    """A program that Dora directs besides, after hers in the alphabet."""
    program = Program.objects.create(name="Zoology", crisis_contact="555-0100")
    add_person(
        by=cast.dora,
        program=program,
        name=cast.dora.name,
        email=cast.dora.email,
        role=MembershipRole.DIRECTOR,
    )
    return program


def astray(page, program) -> set[str]:
    """Links of a page about `program` to a page about one program that do not name this one."""
    picker = re.compile(r'<nav aria-label="Programs">.*?</nav>', re.DOTALL)
    about_one = {reverse(name) for name in ABOUT_ONE}
    links = {unescape(each) for each in LINK.findall(picker.sub("", page.text))}
    return {
        each
        for each in links
        if urlsplit(each).path in about_one
        and parse_qs(urlsplit(each).query).get("program") != [str(program.pk)]
    }


def test_links_of_every_page_about_a_program_stay_in_it(cast, as_person, second):
    dora = as_person(cast.dora)

    pages = {name: dora.get(address(name, program=second.pk)) for name in ABOUT_ONE}

    assert {page.status_code for page in pages.values()} == {200}
    assert {name: astray(page, second) for name, page in pages.items()} == {
        name: set() for name in ABOUT_ONE
    }


def test_links_beside_figures_stay_in_the_program(cast, as_person, second):
    sent = timezone.now() - timedelta(days=70)
    pairs = add_pairs(second, add_learners(second, 12), cast.gita, sent=sent)
    add_sessions(pairs, [sent + timedelta(days=9), sent + timedelta(days=36)], switches=1)
    actions.count_figures(program=second, now=timezone.now())
    dora = as_person(cast.dora)

    for name in ("reports:health", "reports:coverage"):
        page = dora.get(address(name, program=second.pk))
        assert "figure-card" in page.text or "By site" in page.text
        assert astray(page, second) == set()


def test_a_program_of_others_is_not_there(cast, as_person, second):
    strange = Program.objects.create(name="Astronomy", crisis_contact="555-0100")
    dora = as_person(cast.dora)

    found = {dora.get(address(name, program=strange.pk)).status_code for name in ABOUT_ONE}

    assert found == {404}
