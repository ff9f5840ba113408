"""How fast the busiest pages are, beside a bare Django page that renders 20 rows.

Both are measured in turn in one process: `./run bench pages`. Limits: at most 12 queries, the same
with 1 row and with 20; list and session pages within 2.5 times the bare page's time.
"""

import os
import sys
import tempfile

os.environ["FOURFOLD_VAR"] = tempfile.mkdtemp(prefix="fourfold-bench-")
os.environ["FOURFOLD_DEMO"] = "1"
os.environ["FOURFOLD_LOG_LEVEL"] = "ERROR"
os.environ["DJANGO_SETTINGS_MODULE"] = "fourfold_web.settings"
os.makedirs(os.path.join(os.environ["FOURFOLD_VAR"], "static"))

import django  # noqa: E402  settings come from the environment above

django.setup()

import statistics  # noqa: E402
import time  # noqa: E402

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import Context, Template  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import path  # noqa: E402
from tests.cast import TALK, Cast, build_cast, person  # noqa: E402

from bench.figures import print_figure  # noqa: E402
from fourfold.guidance.catalog import FormOfGuidance  # noqa: E402
from fourfold_web.engagements.models import Engagement, GuidanceRequest  # noqa: E402
from fourfold_web.programs.models import MembershipRole  # noqa: E402
from fourfold_web.transcripts.models import TranscriptConsent  # noqa: E402
from fourfold_web.urls import urlpatterns as ours  # noqa: E402

ROUNDS = 80
ROWS = 20
MOST_QUERIES = 12
MOST_TIMES = 2.5
# TALK has ten turns; an hour of talk has about 600.
TALKS_IN_AN_HOUR = 60
BACKEND = "django.contrib.auth.backends.ModelBackend"
BARE = Template(
    "<!doctype html><html><head><title>Rows</title></head><body><h1>Rows</h1><table>"
    "{% for row in rows %}<tr><td>{{ row.name }}</td><td>{{ row.email }}</td>"
    "<td>{{ row.joined_at }}</td></tr>{% endfor %}</table></body></html>"
)
# What `startproject` gives a new site.
BARE_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


def bare_page(request: HttpRequest) -> HttpResponse:
    """20 rows of one query in one plain template, for a signed-in person."""
    from fourfold_web.people.models import Person

    rows = Person.objects.filter(is_active=request.user.is_active)[:ROWS]
    return HttpResponse(BARE.render(Context({"rows": rows})))


# One set of addresses for both, so that neither pays for swapping them.
urlpatterns = [path("bare/", bare_page), *ours]


def signed_in(who) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.force_login(who, backend=BACKEND)
    return client


def bare_client(who) -> Client:
    """A client whose handler was loaded with a new site's middleware; it keeps them."""
    with override_settings(MIDDLEWARE=BARE_MIDDLEWARE):
        client = signed_in(who)
        client.get("/bare/")
    return client


def milliseconds(client: Client, address: str) -> float:
    # The processor's time of this one process: rows, templates and SQLite all run in it, and a
    # busy machine does not blur it.
    start = time.process_time()
    response = client.get(address)
    took = (time.process_time() - start) * 1000
    assert response.status_code == 200, f"{address} answered {response.status_code}"
    return took


def queries(client: Client, address: str) -> int:
    # The first page after signing in notes the time of it, once.
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    return len([each for each in seen if not each["sql"].startswith(("BEGIN", "COMMIT"))])


def fill(cast: Cast, rows: int) -> None:
    """Bring every list of the cast's pages up to `rows` rows."""
    while GuidanceRequest.objects.filter(state="waiting").count() < rows:
        cast.sent()
    while Engagement.objects.count() < rows:
        cast.pair(FormOfGuidance.COACHING)
    pair = Engagement.objects.first()
    while pair.guidance_sessions.count() < rows:
        held = cast.ended_session(pair)
        held.switches.create(
            at=held.opened_at, from_form="coaching", to_form="mentoring", spoken_words="…"
        )
    while TranscriptConsent.objects.filter(person=cast.gita).count() < rows:
        cast.talk(pair)
    while cast.program.memberships.count() < rows:
        learner = person(f"Person{cast.program.memberships.count()} Bench")
        cast.program.memberships.create(person=learner, role=MembershipRole.LEARNER)


def pages(cast: Cast, live) -> dict[str, tuple]:
    pair = Engagement.objects.first()
    waiting = GuidanceRequest.objects.filter(state="waiting").first()
    words = TranscriptConsent.objects.filter(person=cast.gita).first().guidance_session
    return {
        "home of a learner": (cast.lena, "/home/"),
        "home of a guide": (cast.gita, "/home/"),
        "queue": (cast.gus, "/queue/"),
        "request": (cast.gus, f"/requests/{waiting.pk}/"),
        "agreement": (cast.lena, f"/requests/{pair.agreement.guidance_request_id}/agreement/"),
        "pair": (cast.lena, f"/pairs/{pair.pk}/"),
        "words of a session": (cast.gita, f"/sessions/{words.pk}/transcript/"),
        "live session": (cast.gita, f"/sessions/{live.pk}/"),
        "what waits": (cast.dora, "/program/"),
        "people": (cast.dora, "/program/people/"),
        "supervision": (cast.sam, "/program/supervision/"),
    }


def main() -> int:
    with override_settings(ROOT_URLCONF=__name__):
        return _measure()


def _measure() -> int:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    cast = build_cast()
    fill(cast, 1)
    live = cast.open_session(cast.pair(FormOfGuidance.COACHING_WITH_WISDOM))
    with_one = {
        name: queries(signed_in(who), address) for name, (who, address) in pages(cast, live).items()
    }
    fill(cast, ROWS)
    bare = bare_client(cast.lena)
    missed = 0
    for name, (who, address) in pages(cast, live).items():
        client = signed_in(who)
        counted = queries(client, address)
        times, bare_times = [], []
        for _ in range(ROUNDS):
            bare_times.append(milliseconds(bare, "/bare/"))
            times.append(milliseconds(client, address))
        page, bare_page_time = statistics.median(times), statistics.median(bare_times)
        missed += print_figure(f"{name}: queries", counted, at_most=MOST_QUERIES)
        missed += print_figure(
            f"{name}: queries more with {ROWS} rows", counted - with_one[name], at_most=0
        )
        missed += print_figure(
            f"{name}: times the bare page", round(page / bare_page_time, 2), at_most=MOST_TIMES
        )
        print(f"      ({page:.1f} ms beside {bare_page_time:.1f} ms)")
    missed += reports(cast)
    return 1 if missed else 0


def reports(cast: Cast) -> int:
    """The report of an hour, and twelve such reports over time; both are reckoned at each look."""
    coded = [cast.transcript(cast.pair(), TALK * TALKS_IN_AN_HOUR) for _ in range(12)]
    client = signed_in(cast.gita)
    missed = 0
    for name, address, limit in (
        (f"report of {coded[0].turn_count} turns", f"/transcripts/{coded[0].pk}/", 300),
        ("12 such reports over time", "/transcripts/over-time/", 2_000),
    ):
        counted = queries(client, address)
        took = statistics.median(milliseconds(client, address) for _ in range(5))
        missed += print_figure(f"{name}: queries", counted, at_most=MOST_QUERIES)
        missed += print_figure(f"{name}: ms", round(took), at_most=limit)
    return missed


if __name__ == "__main__":
    sys.exit(main())
