"""How a program makes “who sees what” stricter."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from fourfold.confidentiality.narrowing import narrowings
from fourfold_web.programs import actions
from fourfold_web.programs.conflicts import seen_of
from fourfold_web.programs.forms import NarrowingForm
from fourfold_web.programs.views.directed import back_to_rules, directed, rules_page


@require_http_methods(["GET", "HEAD", "POST"])
def narrowing(request: HttpRequest) -> HttpResponse:
    """The narrowings by name, each with what it does and what stays once it is taken back."""
    program = directed(request)
    on = frozenset(each.name for each in program.periods if each.is_on)
    form = NarrowingForm(request.POST or None, on=on, seen=seen_of(program, "narrowing"))
    if request.method == "POST" and form.is_valid():
        actions.set_narrowings(
            by=request.user,
            program=program,
            names=form.cleaned_data["names"],
            ends=[each.name for each in form.ending],
            seen=form.cleaned_data["seen"],
        )
        messages.success(request, "Saved. “Who sees what” shows it to everybody here.")
        return back_to_rules(program)
    ended = [
        (narrowings()[each.name], each)
        for each in program.periods
        if not each.is_on and each.name in narrowings()
    ]
    return rules_page(request, "narrowing", program, form, listed=_listed(form), ended=ended)


def _listed(form: NarrowingForm) -> list[tuple]:
    ticked = set(form["names"].value() or ())
    return [(each, each.name in ticked) for each in narrowings().values()]
