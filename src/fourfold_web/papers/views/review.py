"""A learner's review summary: pick, look at it as the program would, publish (L14)."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from fourfold_web.papers import actions
from fourfold_web.papers.access import reaches_program
from fourfold_web.papers.conflicts import summary_changed
from fourfold_web.papers.forms import ReviewForm
from fourfold_web.papers.papers import (
    REVIEW_PAGES,
    may_see_review,
    review_paper,
    to_leave_out,
)
from fourfold_web.papers.queries import (
    choice_of,
    goals_to_pick,
    own_snapshots,
    print_of,
    summary_of,
)
from fourfold_web.papers.summary import Summary
from fourfold_web.papers.views.files import pdf_response
from fourfold_web.products.queries import products_of
from fourfold_web.programs.access import named, programs_of
from fourfold_web.programs.models import MembershipRole, Program


@dataclass(frozen=True)
class Asked:
    """The program that a page is about, and the way to its sister pages."""

    program: Program
    programs: list[Program]

    def address(self, name: str) -> str:
        """The address of a page about this program."""
        return f"{reverse(name)}?program={self.program.pk}"


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest) -> HttpResponse:
    """Pick what the summary holds; the next page shows it."""
    asked = _asked_for(request)
    form = ReviewForm(
        request.POST or None,
        choice=choice_of(request.user, asked.program),
        goals=goals_to_pick(request.user),
        products=list(products_of(request.user, asked.program)),
    )
    if request.method == "POST" and form.is_valid():
        choice = form.to_choice()
        actions.keep_choice(learner=request.user, program=asked.program, choice=choice)
        return redirect(asked.address("papers:preview"))
    context = {
        "form": form,
        "asked": asked,
        "snapshots": [
            (each, reaches_program(asked.program, published_at=each.published_at))
            for each in own_snapshots(request.user, asked.program)
        ],
        "reaches_program": reaches_program(asked.program, published_at=timezone.now()),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "papers/review.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest) -> HttpResponse:
    """The summary as the directors will read it, and publishing just that."""
    asked = _asked_for(request)
    summary = _summary(request, asked.program)
    leave_out = to_leave_out(request.user, asked.program, summary)
    if request.method == "POST":
        if summary.is_empty or leave_out or request.POST.get("seen") != print_of(summary):
            raise summary_changed()
        return _publish(request, asked.program, summary)
    context = {
        "asked": asked,
        "summary": summary,
        "leave_out": leave_out,
        "may_see": may_see_review(asked.program, timezone.now()),
        "reaches_program": reaches_program(asked.program, published_at=timezone.now()),
        "seen": print_of(summary),
        "most_pages": REVIEW_PAGES,
        "pdf_url": asked.address("papers:review_pdf"),
        "back": asked.address("papers:review"),
    }
    return render(request, "papers/preview.html", context)


@require_safe
def review_pdf(request: HttpRequest) -> HttpResponse:
    """The preview on paper, for the learner alone."""
    program = _asked_for(request).program
    paper = review_paper(request.user, program, _summary(request, program))
    return pdf_response(paper, "review-summary-preview")


def _publish(request: HttpRequest, program: Program, summary: Summary) -> HttpResponse:
    snapshot = actions.publish_summary(learner=request.user, program=program, summary=summary)
    messages.success(request, "Published. You can take it back any time on this page.")
    return redirect("papers:snapshot", snapshot_id=snapshot.pk)


def _summary(request: HttpRequest, program: Program) -> Summary:
    return summary_of(request.user, program, choice_of(request.user, program))


def _asked_for(request: HttpRequest) -> Asked:
    """The learner's program with that id, the first one without; 404 when it is not theirs."""
    programs = programs_of(request.user, MembershipRole.LEARNER)
    return Asked(named(programs, request.GET.get("program", "")), programs)
