"""Word cards: the next one that is due, and all of them for paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fourfold.learning.cards import to_turn, word_cards
from fourfold_web.learning import actions
from fourfold_web.learning.access import card_places_of


def cards(request: HttpRequest) -> HttpResponse:
    """One card at a time; turning it is a fold of the page."""
    today = timezone.localdate()
    if request.method == "POST" and request.POST.get("card", "") in word_cards():
        knew = request.POST.get("do") == "knew"
        actions.turn_card(by=request.user, card_id=request.POST["card"], knew=knew, today=today)
        return redirect("learning:cards")
    places = {each.card: each.to_core() for each in card_places_of(request.user)}
    due = to_turn(places, today=today)
    known = {card: place for card, place in places.items() if card in word_cards()}
    context = {
        "card": due[0] if due else None,
        "left": len(due),
        "all": len(word_cards()),
        "turned": len(known),
        "next_day": min((place.due for place in known.values()), default=None),
    }
    return render(request, "learning/cards.html", context)


@require_safe
def print_cards(request: HttpRequest) -> HttpResponse:
    """Every card, to print and cut."""
    return render(request, "learning/print_cards.html", {"cards": word_cards().values()})
