"""The private report: coming, ready, turn by turn, and the guide's own word on a code."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from fourfold.guidance.catalog import profile
from fourfold.issues import FourfoldError
from fourfold.transcripts.coded import Coding
from fourfold.transcripts.fidelity import Fidelity
from fourfold_web.transcripts import actions
from fourfold_web.transcripts.access import grants_on, transcripts_visible_to
from fourfold_web.transcripts.conflicts import is_not_coded
from fourfold_web.transcripts.drawing import report_page
from fourfold_web.transcripts.forms import ContestForm
from fourfold_web.transcripts.models import Transcript
from fourfold_web.transcripts.queries import coding_and_report, is_at_work, is_slow, whole
from fourfold_web.transcripts.turns import move_choices, turn_page
from fourfold_web.transcripts.views.rows import page_of, row_for

REPORT = "in_role_report"


def report(request: HttpRequest, transcript_id: UUID) -> HttpResponse:
    """The whole report, or how far it is."""
    found = _whole(request, transcript_id)
    if found.coded_at is None:
        return render(request, "transcripts/progress.html", _progress(request, found))
    if found.seen_at is None:
        actions.mark_seen(by=request.user, transcript=found)
    coding, judged = coding_and_report(found)
    context = _turns(request, found, coding, judged) | {
        "report": report_page(judged, coding),
        "declared_words": f"Declared: {profile(found.declared_form).name}",
        "may_share": "share" in grants_on(request.user, found.guidance_session, REPORT),
    }
    return render(request, "transcripts/report.html", context)


def progress(request: HttpRequest, transcript_id: UUID) -> HttpResponse:
    """How far the coding is, for the page that waits; it is led on when the report is there."""
    try:
        found = row_for(request, transcript_id, REPORT, "read")
    except Http404:
        if not request.htmx:
            raise
        # A page that waits must not ask for ever; htmx follows the header of a 404 too.
        messages.info(request, "The report that you waited for is not there.")
        return HttpResponse(status=404, headers={"HX-Redirect": reverse("home")})
    if found.coded_at and request.htmx:
        return HttpResponseClientRedirect(reverse("transcripts:report", args=[found.pk]))
    if found.coded_at or not request.htmx:
        return redirect("transcripts:report", transcript_id=found.pk)
    return render(request, "transcripts/progress.html#steps", _progress(request, found))


def turns(request: HttpRequest, transcript_id: UUID) -> HttpResponse:
    """All turns, a page at a time; `turn` opens the page that holds it."""
    found = _whole(request, transcript_id)
    if found.coded_at is None:
        return redirect("transcripts:report", transcript_id=found.pk)
    return render(
        request, "transcripts/turns.html", _turns(request, found, *coding_and_report(found))
    )


@require_POST
def contest(request: HttpRequest, transcript_id: UUID) -> HttpResponse:
    """The guide's own word on one turn; the report recounts on the next look."""
    found = row_for(request, transcript_id, REPORT, "write")
    form = ContestForm(request.POST)
    if not form.is_valid():
        return _refused(request, transcript_id)
    turn = form.cleaned_data["turn"]
    try:
        actions.contest_move(
            by=request.user, transcript=found, turn_index=turn, move=form.to_move()
        )
    except FourfoldError:
        return _refused(request, transcript_id)
    messages.success(request, "Recounted with your own word on it.")
    address = reverse("transcripts:turns", args=[found.pk])
    return redirect(f"{address}?turn={turn}#turn-{turn}")


def _refused(request: HttpRequest, transcript_id: UUID) -> HttpResponse:
    found = _whole(request, transcript_id)
    if found.coded_at is None:
        raise is_not_coded()
    context = _turns(request, found, *coding_and_report(found))
    context["problem"] = "Choose a turn of yours and what it does."
    return render(request, "transcripts/turns.html", context, status=422)


@require_POST
def again(request: HttpRequest, transcript_id: UUID) -> HttpResponse:
    """Queue the coding once more."""
    found = row_for(request, transcript_id, REPORT, "write")
    actions.code_again(by=request.user, transcript=found)
    return redirect("transcripts:report", transcript_id=found.pk)


def _progress(request: HttpRequest, found: Transcript) -> dict:
    now = timezone.now()
    return page_of(request, found.guidance_session) | {
        "transcript": found,
        "is_at_work": is_at_work(found, now=now),
        "is_slow": is_slow(found, now=now),
        "turn_count": found.turn_count,
    }


def _whole(request: HttpRequest, transcript_id: UUID) -> Transcript:
    among = whole(transcripts_visible_to(request.user))
    return row_for(request, transcript_id, REPORT, "read", among=among)


def _turns(request: HttpRequest, found: Transcript, coding: Coding, judged: Fidelity) -> dict:
    """What both pages with turns show."""
    return page_of(request, found.guidance_session) | {
        "transcript": found,
        "summary": judged.summary,
        "page": turn_page(
            coding,
            judged,
            {each.turn_index for each in found.contests.all()},
            at=request.POST.get("turn") or request.GET.get("turn", ""),
            page=request.GET.get("page", ""),
        ),
        "moves": move_choices(),
        "turns_page": reverse("transcripts:turns", args=[found.pk]),
        "may_contest": "write" in grants_on(request.user, found.guidance_session, REPORT),
    }
