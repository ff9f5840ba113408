"""Two people at one request at once: exactly one wins, the other is told kindly."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from fourfold_web.engagements import actions
from fourfold_web.engagements.models import Agreement, AgreementVersion, GuidanceRequest
from tests.web.engagements.test_propose import fields

BACKEND = "django.contrib.auth.backends.ModelBackend"


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def address(asked_for: GuidanceRequest, name: str) -> str:
    return reverse(f"engagements:{name}", args=[asked_for.pk])


def at_once(*posts) -> list:
    """Send (client, address, data) from one thread each, all in the same moment."""
    ready = Barrier(len(posts))

    def send(post):
        client, url, data = post
        ready.wait()
        try:
            return client.post(url, data)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(posts)) as threads:
        return list(threads.map(send, posts))


def test_accept_by_two_guides_in_turn_gives_it_to_the_first(cast):
    sent = cast.sent()
    gita, gus = signed_in(cast.gita), signed_in(cast.gus)
    for client in (gita, gus):
        client.get(address(sent, "guidance_request"))

    first = gita.post(address(sent, "answer"), {"kind": "accept"})
    second = gus.post(address(sent, "answer"), {"kind": "accept"})

    sent.refresh_from_db()
    assert (first.status_code, second.status_code, sent.guide) == (302, 409, cast.gita)
    assert "Somebody was a moment quicker" in second.text
    assert "Another guide has accepted it, so the learner is cared for." in second.text


def test_propose_by_two_people_in_turn_keeps_the_first(cast):
    mine = cast.proposed()
    gita, lena = signed_in(cast.gita), signed_in(cast.lena)

    first = gita.post(address(mine, "propose"), fields(1, covered="Morning rounds."))
    second = lena.post(address(mine, "propose"), fields(1, covered="Evening rounds."))

    assert (first.status_code, second.status_code) == (302, 409)
    assert mine.agreement.newest.to_core().covered == "Morning rounds."
    assert "Evening rounds." in second.text


@pytest.mark.django_db(transaction=True)
class TestInThreads:
    """The same with threads, several rounds of each."""

    @pytest.mark.parametrize("_round", range(5))
    def test_accept_by_two_guides_gives_it_to_exactly_one(self, cast, _round):
        sent = cast.sent()
        guides = {cast.gita: signed_in(cast.gita), cast.gus: signed_in(cast.gus)}

        answers = at_once(
            *((each, address(sent, "answer"), {"kind": "accept"}) for each in guides.values())
        )

        sent.refresh_from_db()
        won = [who for who, each in zip(guides, answers, strict=True) if each.status_code == 302]
        assert sorted(each.status_code for each in answers) == [302, 409]
        assert won == [sent.guide]
        assert [each.guide for each in sent.guide_answers.all()] == won
        assert Agreement.objects.count() == 1

    @pytest.mark.parametrize("_round", range(5))
    def test_propose_by_both_keeps_exactly_one(self, cast, _round):
        mine = cast.proposed()

        answers = at_once(
            (signed_in(cast.gita), address(mine, "propose"), fields(1, covered="Morning rounds.")),
            (signed_in(cast.lena), address(mine, "propose"), fields(1, covered="Evening rounds.")),
        )

        assert sorted(each.status_code for each in answers) == [302, 409]
        assert [each.number for each in AgreementVersion.objects.all()] == [1, 2]

    @pytest.mark.parametrize("_round", range(5))
    def test_passing_on_by_the_last_two_guides_tells_the_learner(self, cast, _round):
        sent = cast.sent()
        guides = [signed_in(cast.gita), signed_in(cast.gus)]

        at_once(*((each, address(sent, "answer"), {"kind": "pass_on"}) for each in guides))

        sent.refresh_from_db()
        assert sent.state == "no_guide"

    @pytest.mark.parametrize("_round", range(5))
    def test_accepting_what_is_withdrawn_leaves_no_guide_with_it(self, cast, _round):
        sent = cast.sent()

        at_once(
            (signed_in(cast.gita), address(sent, "answer"), {"kind": "accept"}),
            (signed_in(cast.lena), address(sent, "withdraw"), {}),
        )

        sent.refresh_from_db()
        assert (sent.state, sent.guide) == ("withdrawn", None)

    @pytest.mark.parametrize("_round", range(5))
    def test_sign_and_propose_at_once_never_bind_unseen_words(self, cast, _round):
        mine = cast.proposed()

        signed, proposed = at_once(
            (signed_in(cast.lena), address(mine, "sign"), {"seen_version": "1"}),
            (signed_in(cast.gita), address(mine, "propose"), fields(1, covered="Other words.")),
        )

        assents = {each.number: each.assents.count() for each in mine.agreement.versions.all()}
        assert proposed.status_code == 302
        assert assents == {1: 2 if signed.status_code == 302 else 1, 2: 1}


def test_withdraw_and_accept_in_turn_leave_it_with_the_learner(cast):
    sent = cast.sent()
    stale = GuidanceRequest.objects.get(pk=sent.pk)
    actions.accept_request(guide=cast.gita, guidance_request=sent)

    actions.withdraw_request(learner=cast.lena, guidance_request=stale)

    sent.refresh_from_db()
    assert (sent.state, sent.guide) == ("withdrawn", None)
