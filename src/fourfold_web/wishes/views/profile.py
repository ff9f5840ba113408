"""What a learner or a guide says about themselves, once for every round of a program."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from fourfold_web.programs.models import Membership, MembershipRole
from fourfold_web.wishes import actions
from fourfold_web.wishes.access import places_of
from fourfold_web.wishes.facts import GuideFacts, LearnerFacts
from fourfold_web.wishes.profile_forms import GuideProfileForm, LearnerProfileForm, said_by
from fourfold_web.wishes.queries import guide_facts_in, names_used

METHODS = ["GET", "HEAD", "POST"]
NAMED = ("field", "network", "languages", "interests", "expertise", "skills")


@require_http_methods(METHODS)
def about(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """A learner's facts, which only matching reads."""
    places = places_of(request.user).filter(role=MembershipRole.LEARNER)
    place = get_object_or_404(places, pk=membership_id)
    kept = getattr(place, "learner_profile", None)
    facts = kept.to_facts() if kept else LearnerFacts()
    return _page(request, place, LearnerProfileForm, facts, back="wishes:needs")


@require_http_methods(METHODS)
def offer(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """A guide's facts, which learners read before they choose."""
    places = places_of(request.user).filter(role=MembershipRole.GUIDE)
    place = get_object_or_404(places, pk=membership_id)
    kept = getattr(place, "guide_profile", None)
    facts = kept.to_facts() if kept else GuideFacts()
    return _page(request, place, GuideProfileForm, facts, back="wishes:guiding")


def _page(
    request: HttpRequest,
    place: Membership,
    kind: type[LearnerProfileForm] | type[GuideProfileForm],
    facts: LearnerFacts | GuideFacts,
    *,
    back: str,
) -> HttpResponse:
    used = _names_used(place)
    form = kind(request.POST or None, initial=said_by(facts), known=used)
    if request.method == "POST" and form.is_valid():
        actions.save_profile(by=request.user, membership=place, facts=form.to_facts())
        messages.success(request, "Kept. It counts in every round of this program.")
        return redirect(back)
    is_guide = place.role == MembershipRole.GUIDE
    context = {"form": form, "place": place, "is_guide": is_guide, "back": back, "used": used}
    return render(request, "wishes/profile.html", context, status=422 if form.errors else 200)


def _names_used(place: Membership) -> dict[str, list[str]]:
    """The spellings that the program's guides use: names that differ only in case are one."""
    facts = guide_facts_in(place.program)
    return {part: names_used(facts, part) for part in NAMED}
