"""The library's pages: finding, one title, mailing it on, and a program's own titles."""

import pytest
from django.urls import reverse

from fourfold_web.correspondence.letters import compose
from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.library import actions
from fourfold_web.library.models import MailedEntry, OwnEntry
from fourfold_web.programs.models import Membership, MembershipRole

pytestmark = pytest.mark.django_db
LIBRARY = "/library/"
PAPER = "/library/entries/choosing-when-to-advise-coach-or-mentor/"
TITLE = {"title": "choosing-when-to-advise-coach-or-mentor"}


def words(**changes) -> dict:
    """A title as a browser sends it."""
    sent = {"title": "Teaching on rounds", "type": "article", "says": "For residents who teach."}
    return {**sent, "link": "https://www.example.org/rounds", **changes}


def titles(page) -> list[str]:
    return [each.entry.title for each in page.context["found"]]


def test_library_finds_by_words_and_choices_and_says_when_nothing_fits(cast, as_person):
    lena = as_person(cast.lena)

    found = lena.get(LIBRARY, {"words": "Deiorio"})
    none = lena.get(LIBRARY, {"words": "golf", "type": "film"})

    assert titles(found) == ["Coaching: a new model for academic and career achievement"]
    assert "link not given" in found.text
    assert len(titles(lena.get(LIBRARY))) == 31
    assert (titles(none), "Nothing fits all of it" in none.text) == ([], True)


def test_entry_shows_its_link_or_that_none_is_given(cast, as_person):
    lena = as_person(cast.lena)

    talk = lena.get("/library/entries/how-to-be-a-great-mentor/").text

    assert 'href="https://dx.doi.org/10.4300/JGME-D-18-00111.1"' in lena.get(PAPER).text
    assert "Link not given." in talk
    assert lena.get("/library/entries/no-such-title/").status_code == 404


def test_own_entry_is_found_by_the_people_of_its_program_only(cast, as_person):
    sent = as_person(cast.dora).post("/library/add/", words())
    own = OwnEntry.objects.get()

    assert sent.url == reverse("library:own_entry", args=[own.pk])
    assert titles(as_person(cast.sam).get(LIBRARY))[0] == "Teaching on rounds"
    assert "Teaching on rounds" not in titles(as_person(cast.otto).get(LIBRARY))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"link": "http://a.org"}, "A link begins with https://."),
        ({"says": "Ask about MRN 4471209."}, "This may point to a patient: “4471209”"),
        ({"title": ""}, "Write the title."),
    ],
)
def test_own_entry_refuses_and_keeps_what_was_typed(cast, as_person, change, says):
    page = as_person(cast.dora).post("/library/add/", words(makers="Ada Lin", **change))

    assert (page.status_code, says in page.text, "Ada Lin" in page.text) == (422, True, True)
    assert not OwnEntry.objects.exists()


def test_own_entry_keeps_its_revisions_and_tells_a_second_director_who_is_late(cast, as_person):
    own, dora = cast.library_entry(), as_person(cast.dora)
    address = reverse("library:change", args=[own.pk])

    first = dora.post(address, words(title="Teaching at the bedside", seen=1))
    late = dora.post(address, words(title="Something else", seen=1))

    assert (first.status_code, late.status_code) == (302, 409)
    assert list(own.revisions.values_list("number", "title")) == [
        (1, "Teaching on rounds"),
        (2, "Teaching at the bedside"),
    ]
    assert "Teaching on rounds" in as_person(cast.lena).get(first.url).text


def test_own_entry_that_is_removed_is_gone_for_everybody(cast, as_person):
    own, dora = cast.library_entry(), as_person(cast.dora)

    dora.post(reverse("library:remove", args=[own.pk]))

    assert dora.get(reverse("library:own_entry", args=[own.pk])).status_code == 404
    assert own.revisions.count() == 1


def test_mail_on_reaches_oneself_and_people_of_the_program_without_words(cast, as_person):
    lena = as_person(cast.lena)

    lena.post(PAPER, {"to": "me"})
    lena.post(PAPER, {"to": "other", "email": "GITA@example.org"})

    mails = OutgoingMail.objects.order_by("created_at")
    assert [(each.kind, each.to, each.path, each.facts) for each in mails] == [
        ("entry_kept", cast.lena, PAPER, TITLE),
        ("entry_sent", cast.gita, PAPER, TITLE),
    ]
    assert "by Lena Lind" in as_person(cast.gita).get(LIBRARY).text


def test_mail_on_answers_the_same_for_an_address_of_nobody_there(cast, as_person):
    lena = as_person(cast.lena)

    known = lena.post(PAPER, {"to": "other", "email": "gita@example.org"}, follow=True)
    strange = lena.post(PAPER, {"to": "other", "email": "otto@example.org"}, follow=True)

    says = "On its way, if this address belongs to your program."
    assert (says in known.text, says in strange.text) == (True, True)
    assert OutgoingMail.objects.filter(to=cast.otto).count() == 0


def test_mail_on_stops_after_ten_a_day_and_wants_an_address(cast, as_person):
    lena = as_person(cast.lena)
    for _ in range(actions.MOST_A_DAY):
        MailedEntry.objects.create(by=cast.lena, to=None, entry="a")

    full = lena.post(PAPER, {"to": "me"})
    empty = as_person(cast.gita).post(PAPER, {"to": "other"})

    assert full.status_code == empty.status_code == 422
    assert "You have sent 10 titles in a day" in full.text
    assert "Write the address of the person who should get it." in empty.text


def test_own_entry_pressed_twice_is_one(cast, as_person):
    dora = as_person(cast.dora)

    for _ in range(2):
        dora.post("/library/add/", words(topics=["career"]))

    assert OwnEntry.objects.count() == 1


def test_own_entry_is_mailed_to_people_of_its_own_program_only(cast, as_person):
    other = cast.otto.memberships.first().program
    Membership.objects.create(program=other, person=cast.lena, role=MembershipRole.LEARNER)
    own, lena = reverse("library:own_entry", args=[cast.library_entry().pk]), as_person(cast.lena)

    for page in (own, PAPER):
        for who in ("otto", "gita"):
            lena.post(page, {"to": "other", "email": f"{who}@example.org"})

    sent = [(each.to, each.path) for each in OutgoingMail.objects.order_by("created_at")]
    assert sent == [(cast.gita, own), (cast.otto, PAPER), (cast.gita, PAPER)]


def test_mail_on_names_a_public_title_and_none_of_a_program(cast, as_person):
    as_person(cast.lena).post(PAPER, {"to": "me"})
    as_person(cast.lena).post(
        reverse("library:own_entry", args=[cast.library_entry().pk]), {"to": "me"}
    )

    public, own = (compose(each).body for each in OutgoingMail.objects.order_by("created_at"))
    assert "have “" in public
    assert ("Teaching on rounds" in own, "a title of your program’s library" in own) == (
        False,
        True,
    )
