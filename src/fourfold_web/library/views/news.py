"""News: read by the people of a program, mailed to those who asked, written by its director."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from fourfold_web.correspondence.kinds import mail_kind
from fourfold_web.correspondence.queries import preferences_of
from fourfold_web.library import actions
from fourfold_web.library.access import DATUM, news_visible_to, news_written_by
from fourfold_web.library.forms import NewsForm
from fourfold_web.programs.access import program_written_by, programs_granting
from fourfold_web.shared.first_rows import first_rows

MOST = 20


@require_http_methods(["GET", "HEAD", "POST"])
def news(request: HttpRequest) -> HttpResponse:
    """The news of the reader's programs; a switch asks for it by mail, or no more."""
    if request.method == "POST":
        return _switch(request)
    most = None if "all" in request.GET else MOST
    items = first_rows(news_visible_to(request.user).select_related("by", "program"), most)
    context = {
        "items": items.rows,
        "are_more": items.are_more,
        "follows_news": preferences_of(request.user).wants(mail_kind(actions.NEWS)),
        "written_for": programs_granting(request.user, DATUM, "write"),
    }
    return render(request, "library/news.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Write news; it stands on the page at once and goes by mail to those who asked for it."""
    program = program_written_by(request.user, DATUM, request.GET.get("program", ""))
    form = NewsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.write_news(
            by=request.user, program=program, title=given["title"], words=given["words"]
        )
        messages.success(request, "It stands here now, and who asked for news gets a mail.")
        return redirect("library:news")
    programs = programs_granting(request.user, DATUM, "write")
    context = {"form": form, "program": program, "programs": programs}
    return render(request, "library/write_news.html", context, status=422 if form.is_bound else 200)


@require_POST
def remove(request: HttpRequest, news_id: UUID) -> HttpResponse:
    """Delete news of a program that one directs."""
    item = get_object_or_404(news_written_by(request.user), pk=news_id)
    actions.remove_news(by=request.user, item=item)
    messages.success(request, "Removed. Nobody reads it any more.")
    return redirect("library:news")


def _switch(request: HttpRequest) -> HttpResponse:
    if request.POST.get("do") == "follow":
        actions.follow_news(person=request.user)
        messages.success(request, "You get a mail when there is news. One tap in it ends that.")
    else:
        actions.leave_news(person=request.user)
        messages.success(request, "You get no more news by mail. It can still be read here.")
    return redirect("library:news")
