"""Mail and calendar: what may reach a person, and when."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fourfold_web.correspondence.actions import change_mail_preferences
from fourfold_web.correspondence.forms import MailForm
from fourfold_web.correspondence.kinds import nudge_kinds
from fourfold_web.correspondence.models import MailPreferences
from fourfold_web.correspondence.queries import preferences_of, undelivered_to


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """The person's own switches; nobody else can open them."""
    data = request.POST if request.method == "POST" else None
    form = MailForm(data, initial=_shown(preferences_of(request.user)))
    if form.is_valid():
        change_mail_preferences(person=request.user, **form.preferences())
        messages.success(request, "Kept. It holds for mail that waits already, too.")
        return redirect("correspondence:settings")
    context = {"form": form, "undelivered": undelivered_to(request.user)}
    return render(
        request, "correspondence/settings.html", context, status=422 if form.is_bound else 200
    )


def _shown(wishes: MailPreferences) -> dict:
    wanted = [kind.name for kind in nudge_kinds() if wishes.wants(kind)]
    kept = ("quiet_from", "quiet_to", "quiet_weekends", "weekly_nudges", "list_day")
    shown = {name: getattr(wishes, name) for name in (*kept, "names_partner")}
    return {**shown, "wanted": wanted}
