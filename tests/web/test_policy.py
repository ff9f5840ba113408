"""Every route by role by relation answers as the policy says; a route without a row fails."""

import re
from uuid import uuid4

import pytest
from django.urls import get_resolver, reverse

from fourfold.confidentiality.visibility import Relation, Role, may_see
from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.checks import check_routes, route_names
from fourfold_web.policy import mail_rules, route_rules
from tests.cast import Cast
from tests.web.policy_rows import BUILD, NO_ROW, Row

RULES = route_rules()
ROW_RULES = sorted(name for name, rule in RULES.items() if rule.rule == "row")
MEMBER_RULES = sorted(name for name, rule in RULES.items() if rule.rule == "member")
MEMBER_PAGES = [name for name in MEMBER_RULES if not RULES[name].post]
MEMBER_WRITES = [name for name in MEMBER_RULES if RULES[name].post]
PERSON_RULES = sorted(name for name, rule in RULES.items() if rule.rule == "person")
PEOPLE = ("lena", "gita", "gus", "dora", "sam", "otto")
# What a page answers to somebody who may open it: shown, sent on, refused input, or too late.
ANSWERED = {200, 204, 302, 409, 422}
# And to somebody who might have, had the pair not ended: what they send is refused kindly, with
# their words; when they only look, they are led to what can still be read.
TOO_LATE_TO_SEND, TOO_LATE_TO_LOOK = {409}, {302}
HIDDEN = {404}


# Coaching first, since more is granted there than in the others.
FORMS = (FormOfGuidance.COACHING, *(each for each in FormOfGuidance if each != "coaching"))


def forms_to_try(datum: str) -> list[FormOfGuidance]:
    """One form for all those that the matrix treats alike in every cell of this datum."""
    alike = {}
    for form in FORMS:
        grants = tuple(
            may_see(role, relation, datum, form) for role in Role for relation in Relation
        )
        alike.setdefault(grants, form)
    return list(alike.values())


CASES = [
    pytest.param(name, build, form, id=f"{name}-{build.__name__}-{form}")
    for name in ROW_RULES
    for build in BUILD[RULES[name].row]
    for form in forms_to_try(RULES[name].datum)
]


def test_routes_all_have_a_rule_and_rules_a_route():
    assert check_routes(None) == []
    assert set(route_names()) == set(RULES)


@pytest.mark.parametrize(("name", "build", "form"), CASES)
def test_row_routes_answer_only_whom_the_matrix_grants(cast, client, name, build, form):
    rule, row = RULES[name], build(cast, form)
    address = address_of(name, row)
    method = client.post if rule.post else client.get

    found = {}
    for who in PEOPLE:
        client.force_login(getattr(cast, who), backend="django.contrib.auth.backends.ModelBackend")
        found[who] = method(address).status_code

    due = {who: due_answers(rule, row, who) for who in PEOPLE}
    assert {who: status for who, status in found.items() if status not in due[who]} == {}


@pytest.mark.parametrize("name", ROW_RULES)
def test_row_routes_answer_a_stranger_as_if_the_row_did_not_exist(cast, as_person, name):
    rule = RULES[name]
    row = BUILD[rule.row][0](cast, FormOfGuidance.MENTORING)
    missing = Row({key: uuid4() for key in row.ids}, row.form, {})
    stranger = as_person(cast.otto)
    method = stranger.post if rule.post else stranger.get

    to_real, to_missing = method(address_of(name, row)), method(address_of(name, missing))

    assert (to_real.status_code, to_missing.status_code) == (404, 404)
    assert text_of(to_real) == text_of(to_missing)


HOLDERS = {
    "learner": {"lena", "otto"},
    "guide": {"gita", "gus", "otto"},
    "director": {"dora", "otto"},
    "supervisor": {"sam", "otto"},
}


@pytest.mark.parametrize("name", MEMBER_PAGES)
def test_member_pages_answer_only_holders_of_the_role(cast, client, name):
    found = set()
    for who in PEOPLE:
        client.force_login(getattr(cast, who), backend="django.contrib.auth.backends.ModelBackend")
        if client.get(reverse(name)).status_code in ANSWERED:
            found.add(who)

    assert found == HOLDERS[RULES[name].role]


@pytest.mark.parametrize("name", MEMBER_WRITES)
def test_member_writes_are_hidden_from_everyone_else(cast, client, name):
    for who in set(PEOPLE) - HOLDERS[RULES[name].role]:
        client.force_login(getattr(cast, who), backend="django.contrib.auth.backends.ModelBackend")
        assert client.post(reverse(name)).status_code == 404


SIGNED_IN_RULES = sorted({*PERSON_RULES, *MEMBER_RULES, *ROW_RULES})


@pytest.mark.parametrize("name", SIGNED_IN_RULES)
def test_routes_send_the_signed_out_to_sign_in_and_show_what_they_sent(cast, client, name):
    address = address_for_anyone(cast, name)
    back_to = reverse("home") if RULES[name].post else address

    looked = client.get(address)
    sent = client.post(address, {"phrase": "May 3 suits me"})

    assert (looked.status_code, looked.url) == (302, f"{reverse('account_login')}?next={back_to}")
    assert sent.status_code == 401
    assert "May 3 suits me" in sent.text
    assert f'href="{reverse("account_login")}?next=' in sent.text


def test_mails_are_ruled_and_go_only_to_roles_that_see_their_datum():
    for kind, rule in mail_rules().items():
        for role in rule.to:
            # A mentor gets what no coach does.
            relations = [
                each
                for each in Relation
                for form in ("coaching", "mentoring")
                if may_see(role, each, rule.datum, form)
            ]
            assert relations, f"{kind} goes to a {role} who may see nothing of {rule.datum}"


def address_for_anyone(cast: Cast, name: str) -> str:
    kind = RULES[name].row
    return address_of(name, BUILD[kind][0](cast, FormOfGuidance.COACHING) if kind else NO_ROW)


def due_answers(rule, row: Row, who: str) -> set[int]:
    """The statuses that the policy allows for this person on this route."""
    role, relation = row.relations.get(who, (Role.STRANGER, Relation.NONE))
    if rule.needs in may_see(role, relation, rule.datum, row.form):
        return ANSWERED
    if relation == Relation.ENDED and rule.needs in may_see(
        role, Relation.OWN, rule.datum, row.form
    ):
        return TOO_LATE_TO_SEND if rule.post else TOO_LATE_TO_LOOK
    return HIDDEN


def address_of(name: str, row: Row) -> str:
    entry = get_resolver()
    *spaces, last = name.split(":")
    for space in spaces:
        entry = entry.namespace_dict[space][1]
    wanted = entry.reverse_dict.getlist(last)[0][0][0][1]
    extra = {"page": 1, "key": "choosing-when-to-advise-coach-or-mentor"}
    return reverse(name, kwargs={key: row.ids.get(key) or extra[key] for key in wanted})


def text_of(response) -> str:
    """The page without its nonce, key, clock and own address, which differ at every load."""
    page = response.content.decode().replace(response.request["PATH_INFO"], "")
    return re.sub(r'(nonce|value|data-now)="[^"]*"', "", page)
