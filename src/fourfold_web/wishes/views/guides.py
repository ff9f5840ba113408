"""A learner reads about the guides who could take a need, and ranks them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fourfold_web.learning.queries import shown_readiness
from fourfold_web.programs.models import Membership
from fourfold_web.wishes import actions
from fourfold_web.wishes.fits import GuideFit, guides_beside
from fourfold_web.wishes.forms import OrderForm
from fourfold_web.wishes.models import Need
from fourfold_web.wishes.ranking import LEAST, Ranks, asked_to_move, moved, places, ranks_in
from fourfold_web.wishes.views.need import open_need_of

# What is said when it is kept, by whether the program finds somebody.
SAID = {
    True: "Kept. Your program finds somebody for you.",
    False: "Kept. Nobody is asked yet; you hear when your program has matched.",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One guide on the page, with the place that the learner gave them."""

    fit: GuideFit
    rank: int | None

    @property
    def place(self) -> Membership:
        """The guide's place in the program."""
        return self.fit.place

    @property
    def key(self) -> UUID:
        """What the fields of this guide are named by."""
        return self.place.person_id

    @property
    def days(self) -> list[str]:
        """The days of the week on which the guide can usually be met."""
        hours = self.place.person.weekly_hours.all()
        return list(dict.fromkeys(each.get_weekday_display() for each in hours))


@require_http_methods(["GET", "HEAD", "POST"])
def need(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """One need: who could take it, in which order the learner would like them, who could not."""
    found = open_need_of(request, need_id)
    if not found.form_of_guidance:
        return redirect("wishes:choose", need_id=found.pk)
    beside = guides_beside(found)
    keys = [each.place.person_id for each in beside if not each.why_not]
    ranks = {each.guide_id: each.rank for each in found.ranked_guides.all()}
    if request.method != "POST":
        form = OrderForm(initial={"finds_for_me": found.finds_for_me})
        return _page(request, found, beside, ranks, form)
    sent = ranks_in(request.POST, keys)
    move = asked_to_move(request.POST)
    if move and move.key in keys:
        _rank(found, moved(sent, move.key, up=move.up), "finds_for_me" in request.POST)
        return redirect(f"{request.path}#order")
    form = OrderForm(request.POST, ranked=len(sent), least=min(LEAST, len(keys)))
    if not form.is_valid():
        return _page(request, found, beside, sent, form)
    finds_for_me = form.cleaned_data["finds_for_me"]
    _rank(found, sent, finds_for_me)
    messages.success(request, SAID[finds_for_me])
    return redirect("wishes:needs")


def _rank(need: Need, ranks: Ranks, finds_for_me: bool) -> None:
    actions.rank_guides(learner=need.learner, need=need, ranks=ranks, finds_for_me=finds_for_me)


def _page(
    request: HttpRequest,
    need: Need,
    beside: Iterable[GuideFit],
    ranks: Ranks,
    form: OrderForm,
) -> HttpResponse:
    entries = [Entry(each, ranks.get(each.place.person_id)) for each in beside if not each.why_not]
    learned = shown_readiness(each.place.person_id for each in beside)
    context = {
        "need": need,
        "form": form,
        "ranked": sorted((each for each in entries if each.rank), key=lambda each: each.rank),
        "others": [each for each in entries if not each.rank],
        "not_fitting": [each for each in beside if each.why_not],
        "places": places(len(entries)),
        "learned": {str(pk): says for pk, says in learned.items()},
    }
    return render(request, "wishes/need.html", context, status=422 if form.errors else 200)
