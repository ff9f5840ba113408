"""What the two of a published pair read: with whom, in which form, and why."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from fourfold_web.matching.access import pairs_visible_to
from fourfold_web.matching.models import Proposal

SAID_TO = {
    "learner": (
        ("The learner's", "Your"),
        ("the learner's", "your"),
        ("The guide", "{other}"),
        ("the guide", "{other}"),
        ("the two", "you two"),
    ),
    "guide": (
        ("The guide's", "Your"),
        ("the guide's", "your"),
        ("The guide names", "You name"),
        ("The guide offers", "You offer"),
        (" of theirs", " of yours"),
        ("The learner", "{other}"),
        ("the learner", "{other}"),
        ("the two", "you two"),
    ),
}
# How the other ranked stays with the other.
NOT_FOR = {"learner": {"guide_rank", "room"}, "guide": {"learner_rank", "room"}}


@require_safe
def pair(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """The pair, for either of the two, with the reasons that are theirs to read."""
    found = get_object_or_404(pairs_visible_to(request.user), pk=proposal_id)
    side = "learner" if found.need.learner_id == request.user.pk else "guide"
    other = found.guide if side == "learner" else found.need.learner
    context = {
        "pair": found,
        "heading": f"You and {other.name}",
        "other": other,
        "is_learner": side == "learner",
        "reasons": reasons_for(side, found),
        "asked_for": found.guidance_request,
    }
    return render(request, "matching/pair.html", context)


def reasons_for(side: str, proposal: Proposal) -> list[str]:
    """What speaks for the pair, strongest first, without points, as this side reads it."""
    told = [each for each in proposal.points if each["code"] not in NOT_FOR[side]]
    told.sort(key=lambda each: -each["points"])
    other = proposal.guide if side == "learner" else proposal.need.learner
    return [addressed(each["words"], side, other.first_name) for each in told if each["points"] > 0]


def addressed(words: str, side: str, other: str) -> str:
    """A sentence about “the learner” and “the guide”, said to one of them about the other."""
    for before, after in SAID_TO[side]:
        words = words.replace(before, after.format(other=other))
    return words
