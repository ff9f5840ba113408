"""How long a program keeps words of sessions after a pair has ended (B-13)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from fourfold.issues import FourfoldError
from fourfold.programs.rules import check_kept_days
from fourfold_web.programs.models import Program
from fourfold_web.programs.views.directed import back_to_rules, directed
from fourfold_web.transcripts import actions
from fourfold_web.transcripts.keep_forms import KeptForm
from fourfold_web.transcripts.models import ShorterTime
from fourfold_web.transcripts.queries import NOTICE, is_shorter, seen_kept, would_go


@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: HttpRequest) -> HttpResponse:
    """The days; before a shorter time is taken it shows how much goes, and asks once more."""
    program = directed(request)
    initial = {"days": program.transcripts_kept_days, "seen": seen_kept(program)}
    form = KeptForm(request.POST or None, initial=initial)
    looked = None
    if request.method == "POST" and form.is_valid():
        try:
            looked = _look(program, form.cleaned_data["days"])
            if looked is None or request.POST.get("do") == "shorten":
                return _save(request, program, form)
        except FourfoldError as refusal:
            form.add_error("days", str(refusal))
    shorter = ShorterTime.objects.filter(program=program).first()
    context = {"form": form, "program": program, "looked": looked, "shorter": shorter}
    status = 422 if form.is_bound and form.errors else 200
    return render(
        request, "transcripts/kept.html", context | {"program_id": str(program.pk)}, status=status
    )


def _look(program: Program, days: int | None) -> dict | None:
    """What would go of itself once a shorter time holds; None when nothing goes sooner."""
    if not is_shorter(days, program.transcripts_kept_days) or check_kept_days(days):
        return None
    holds_from = timezone.now() + NOTICE
    transcripts, pairs = would_go(program, days, holds_from)
    return {"days": days, "from": holds_from, "transcripts": transcripts, "pairs": pairs}


def _save(request: HttpRequest, program: Program, form: KeptForm) -> HttpResponse:
    waits = actions.keep_transcripts_for(by=request.user, program=program, **form.cleaned_data)
    if not waits:
        messages.success(request, "Saved. It holds from now on.")
        return back_to_rules(program)
    messages.success(request, "Saved. Both of each pair concerned hear of it by mail first.")
    return redirect(f"{reverse('transcripts:kept')}?program={program.pk}")
