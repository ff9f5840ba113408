"""News: asked for by whoever wants it, written by a director, mailed to nobody else (G-117)."""

from django.db import transaction

from fourfold_web.correspondence.actions import queue_mail, stop_kind, want_kind
from fourfold_web.correspondence.queries import who_want
from fourfold_web.library.models import NewsItem
from fourfold_web.people.again import a_minute_ago, one_at_a_time
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.shared.addresses import address
from fourfold_web.shared.audit import record

NEWS = "news_arrived"


@transaction.atomic
def write_news(*, by: Person, program: Program, title: str, words: str) -> NewsItem:
    """Put news on the program's page, and tell by mail those of its people who asked for it.

    The mail leads to the page and holds none of the words. The same within a minute is one.
    """
    one_at_a_time(by)
    for before in program.news.filter(by=by, at__gte=a_minute_ago()):
        if (before.title, before.words) == (title, words):
            return before
    kept = NewsItem.objects.create(program=program, by=by, title=title, words=words)
    record(actor=by, verb="write_news", of=kept)
    people = Person.objects.filter(memberships__program=program, is_active=True).distinct()
    for each in who_want(NEWS, people):
        queue_mail(
            to=each, kind=NEWS, path=address("library:news"), key=f"{NEWS}:{kept.pk}:{each.pk}"
        )
    return kept


@transaction.atomic
def remove_news(*, by: Person, item: NewsItem) -> None:
    """Delete news for everybody. Mail that has left leads to the page, which no longer has it."""
    record(actor=by, verb="remove_news", of=item)
    item.delete()


def follow_news(*, person: Person) -> None:
    """Send this person the news from now on."""
    want_kind(person=person, kind=NEWS)


def leave_news(*, person: Person) -> None:
    """Send this person no more news, also none that is queued."""
    stop_kind(person=person, kind=NEWS)
