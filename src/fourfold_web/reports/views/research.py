"""Whether numbers of a pair may go out for research: asked of each of the two, off until then."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fourfold_web.guidance_sessions.views.rows import require, visible_pair
from fourfold_web.reports.access import STUDY
from fourfold_web.reports.actions import answer_research


def research(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """One question with what would go out; the other of the two does not see the answer."""
    pair = visible_pair(request, engagement_id)
    require(request, pair, "read", STUDY)
    if request.method == "POST":
        is_yes = request.POST.get("answer") == "yes"
        require(request, pair, "write" if is_yes else "withdraw", STUDY)
        answer_research(by=request.user, engagement=pair, is_yes=is_yes)
        messages.success(request, "Kept. You can change it here at any time.")
        return redirect("reports:research", engagement_id=pair.pk)
    own = pair.research_consents.filter(person=request.user).first()
    context = {"engagement": pair, "other": pair.other(request.user), "own": own}
    return render(request, "reports/research.html", context)
