"""The library: everything in it, by words, type, form and topic."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fourfold.learning.finding import find
from fourfold_web.correspondence.kinds import mail_kind
from fourfold_web.correspondence.queries import preferences_of
from fourfold_web.library.access import DATUM
from fourfold_web.library.actions import NEWS
from fourfold_web.library.forms import FindForm
from fourfold_web.library.queries import all_shown, sent_to
from fourfold_web.programs.access import programs_granting

PER_PAGE = 10


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """The titles that go with what is looked for, and what others sent to the reader."""
    finder = FindForm(request.GET)
    every = all_shown(request.user)
    by_key = {each.entry.key: each for each in every}
    found = [by_key[each.key] for each in find([each.entry for each in every], finder.to_wanted())]
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "finder": finder,
        "found": found,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "query": f"{query.urlencode()}&" if query else "",
        "is_filtered": any(request.GET.get(name) for name in finder.fields),
        "is_narrowed": any(request.GET.get(name) for name in ("type", "form", "topic")),
        "sent": sent_to(request.user, now=timezone.now()),
        "follows_news": preferences_of(request.user).wants(mail_kind(NEWS)),
        "may_write": bool(programs_granting(request.user, DATUM, "write")),
    }
    return render(request, "library/library.html", context)
