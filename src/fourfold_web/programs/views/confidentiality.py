"""How a program makes “who sees what” stricter, and how long words of sessions are kept."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from fourfold.confidentiality.narrowing import narrowings
from fourfold.issues import FourfoldError
from fourfold_web.programs import actions
from fourfold_web.programs.forms import KeptForm, NarrowingForm
from fourfold_web.programs.views.directed import back_to_rules, directed, rules_page


@require_http_methods(["GET", "HEAD", "POST"])
def narrowing(request: HttpRequest) -> HttpResponse:
    """The narrowings by name, each with what it does and what stays once it is taken back."""
    program = directed(request)
    on = {each.name for each in program.periods if each.is_on}
    form = NarrowingForm(request.POST or None, initial={"names": sorted(on)})
    if request.method == "POST" and form.is_valid():
        actions.set_narrowings(by=request.user, program=program, names=form.cleaned_data["names"])
        messages.success(request, "Saved. “Who sees what” shows it to everybody here.")
        return back_to_rules(program)
    ended = [
        (narrowings()[each.name], each)
        for each in program.periods
        if not each.is_on and each.name in narrowings()
    ]
    return rules_page(request, "narrowing", program, form, listed=_listed(form), ended=ended)


@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: HttpRequest) -> HttpResponse:
    """How many days transcripts and their reports stay after a pair has ended (B-13)."""
    program = directed(request)
    form = KeptForm(request.POST or None, initial={"days": program.transcripts_kept_days})
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_transcripts_for(
                by=request.user, program=program, days=form.cleaned_data["days"]
            )
        except FourfoldError as refusal:
            form.add_error("days", str(refusal))
        else:
            messages.success(request, "Saved. It holds from tonight on.")
            return back_to_rules(program)
    return rules_page(request, "kept", program, form)


def _listed(form: NarrowingForm) -> list[tuple]:
    ticked = set(form["names"].value() or ())
    return [(each, each.name in ticked) for each in narrowings().values()]
