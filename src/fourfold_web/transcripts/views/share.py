"""Sharing a report and taking it back, what the learner reads, and deleting it all."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from fourfold.guidance.catalog import profile
from fourfold_web.transcripts import actions
from fourfold_web.transcripts.access import reports_shared_with, words_readable_by
from fourfold_web.transcripts.drawing import report_page
from fourfold_web.transcripts.queries import coding_and_report, whole
from fourfold_web.transcripts.stored import turns_from
from fourfold_web.transcripts.turns import PER_PAGE
from fourfold_web.transcripts.views.rows import page_of, row_for

REPORT, WORDS = "in_role_report", "transcript"


@require_POST
def share(request: HttpRequest, transcript_id: UUID) -> HttpResponse:
    """Share this report with the learner."""
    found = row_for(request, transcript_id, REPORT, "share")
    learner = found.guidance_session.engagement.learner.first_name
    if actions.share_report(by=request.user, transcript=found):
        messages.success(request, f"Shared. {learner} gets a mail. You can take it back any time.")
    else:
        messages.info(request, f"You share it with {learner} already.")
    return redirect("transcripts:report", transcript_id=found.pk)


@require_POST
def stop_sharing(request: HttpRequest, transcript_id: UUID) -> HttpResponse:
    """Take the report back, also after the pair has ended."""
    found = row_for(request, transcript_id, REPORT, "withdraw")
    actions.stop_sharing(by=request.user, transcript=found)
    learner = found.guidance_session.engagement.learner.first_name
    messages.success(request, f"{learner} no longer finds this report.")
    return redirect("transcripts:report", transcript_id=found.pk)


def shared(request: HttpRequest, transcript_id: UUID) -> HttpResponse:
    """The report as the learner reads it while it is shared: what was found, without the turns."""
    among = whole(reports_shared_with(request.user))
    found = row_for(request, transcript_id, REPORT, "read_once_shared", among=among)
    coding, judged = coding_and_report(found)
    context = page_of(request, found.guidance_session) | {
        "transcript": found,
        "report": report_page(judged, coding),
        "declared_words": f"Declared: {profile(found.declared_form).name}",
    }
    return render(request, "transcripts/shared.html", context)


def words(request: HttpRequest, transcript_id: UUID) -> HttpResponse:
    """The words as they were kept, for the learner, who consented to them."""
    among = whole(words_readable_by(request.user)).defer("codes")
    found = row_for(request, transcript_id, WORDS, "read_once_both_consented", among=among)
    context = page_of(request, found.guidance_session) | {
        "transcript": found,
        "page": Paginator(turns_from(found.turns), PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "transcripts/words.html", context)


def delete(request: HttpRequest, transcript_id: UUID) -> HttpResponse:
    """Ask once, then delete words, codes and report for good."""
    found = row_for(request, transcript_id, WORDS, "delete")
    if request.method == "POST":
        session_id = found.guidance_session_id
        actions.delete_transcript(by=request.user, transcript=found)
        messages.success(request, "Deleted: the words, the codes and the report.")
        return redirect("transcripts:talk", session_id=session_id)
    context = page_of(request, found.guidance_session) | {"transcript": found}
    return render(request, "transcripts/delete.html", context)
