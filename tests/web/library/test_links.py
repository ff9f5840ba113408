"""Looking at links: what each answer means, and that nothing private is asked."""

from datetime import timedelta
from threading import Event

import pytest
from django.utils import timezone

from fourfold_web.jobs.models import Job
from fourfold_web.library import actions
from fourfold_web.library.link_check import Answer, Looked, look_at
from fourfold_web.library.models import LinkReport
from tests.web.availability.conftest import reply, server  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(server):  # noqa: F811
    """The same server, which answers HEAD as well."""
    handler = server.RequestHandlerClass
    handler.do_HEAD = handler.do_GET
    yield server
    del handler.do_HEAD


def look(site, path: str) -> Looked:
    return look_at(f"{site.origin}{path}", allowed=[site.origin])


@pytest.mark.parametrize(
    ("status", "answer"),
    [(200, Answer.THERE), (404, Answer.GONE), (403, Answer.SHUT), (500, Answer.TROUBLE)],
)
def test_look_says_what_a_site_answered(site, status, answer):
    site.answers["/a"] = (status, {})

    assert look(site, "/a") == Looked(answer, status)


def test_look_asks_with_get_where_a_site_does_not_speak_head(site):
    site.answers["/a"] = lambda handler: reply(
        handler, 405 if handler.command == "HEAD" else 200, {}
    )

    assert look(site, "/a") == Looked(Answer.THERE, 200)


def test_look_follows_redirects_and_tells_a_lasting_move(site):
    site.answers |= {
        "/a": (301, {"Location": "/b"}),
        "/b": (200, {}),
        "/c": (302, {"Location": "/b"}),
    }
    site.answers["/round"] = (302, {"Location": "/round"})

    assert look(site, "/a") == Looked(Answer.MOVED, 200)
    assert look(site, "/c") == Looked(Answer.THERE, 200)
    assert look(site, "/round") == Looked(Answer.REDIRECTS, 302)


@pytest.mark.parametrize(
    "to",
    ["https://169.254.169.254/", "https://localhost/", "file:///etc/passwd", "https://[bad", "//["],
)
def test_look_follows_no_redirect_to_a_private_place_or_none(site, to):
    site.answers["/a"] = (302, {"Location": to})

    assert look(site, "/a") == Looked(Answer.REDIRECTS, 302)


def drip(held: Event):
    """An answer whose head goes on, a letter at a time, until the reader is gone or it is held."""

    def answer(handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not held.wait(0.02):
            handler.wfile.write(b"a")

    return answer


def test_look_gives_a_slow_site_so_much_time_as_a_whole(site):
    site.answers["/a"] = drip(Event())

    found = look_at(f"{site.origin}/a", allowed=[site.origin], seconds=0.3)

    assert found == Looked(Answer.TOO_SLOW)


def test_report_ends_in_time_whatever_a_site_does(cast, site):
    own, held = cast.library_entry(), Event()
    own.revisions.update(link=f"{site.origin}/slow")
    site.answers["/slow"] = drip(held)
    report = actions.ask_for_links(by=cast.dora, program=cast.program)
    for place, entry in enumerate(actions.links.entries_with_link(cast.program)):
        if entry.key != str(own.pk):
            report.results.create(entry=entry.key, place=place, link=entry.link, answer="there")

    actions.look_at_links(report_id=report.pk, allowed=[site.origin], seconds=0.2)

    held.set()
    report.refresh_from_db()
    assert report.finished_at
    assert report.results.get(entry=own.pk).answer == Answer.TOO_SLOW


def test_look_asks_no_private_link_and_tells_an_unknown_host():
    def nowhere(host, port):
        return []

    assert look_at("https://10.0.0.1/") == Looked(Answer.REFUSED)
    assert look_at("https://a.example/", resolve=nowhere) == Looked(Answer.UNKNOWN_HOST)


def test_report_runs_only_when_asked_keeps_each_answer_and_asks_nothing_twice(
    cast, as_person, site
):
    own = cast.library_entry()
    own.revisions.update(link=f"{site.origin}/gone")
    site.answers["/gone"] = (404, {})
    dora = as_person(cast.dora)
    before = dora.get("/library/links/").text

    dora.post("/library/links/")
    dora.post("/library/links/")
    report = LinkReport.objects.get()
    # Of the library's own links one is known already: as after a crash in the middle.
    for place, entry in enumerate(actions.links.entries_with_link(cast.program)):
        if entry.key != str(own.pk):
            report.results.create(entry=entry.key, place=place, link=entry.link, answer="there")
    actions.look_at_links(report_id=report.pk, allowed=[site.origin])

    page = dora.get("/library/links/").text
    assert "Nobody has asked yet." in before
    assert Job.objects.filter(task_path__endswith="library.tasks.look_at_links").count() == 1
    assert "1 of 7 links needs a look." in page
    assert "The site says that this page does not exist." in page
    assert "HTTP 404" in page


def test_report_whose_job_died_is_taken_up_again(cast):
    report = actions.ask_for_links(by=cast.dora, program=cast.program)
    long_ago = timezone.now() - timedelta(hours=1)
    LinkReport.objects.update(asked_at=long_ago)

    again = actions.ask_for_links(by=cast.dora, program=cast.program)

    assert (again, Job.objects.filter(task_path=actions.links.LOOK).count()) == (report, 2)


def test_report_says_that_the_site_may_have_no_internet(cast, as_person):
    report = actions.ask_for_links(by=cast.dora, program=cast.program)
    for place, entry in enumerate(actions.links.entries_with_link(cast.program)):
        report.results.create(entry=entry.key, place=place, link=entry.link, answer="unknown_host")
    actions.look_at_links(report_id=report.pk)

    page = as_person(cast.dora).get("/library/links/").text

    assert "This site seems to have no way to the internet" in page
