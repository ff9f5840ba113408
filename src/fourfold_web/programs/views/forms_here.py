"""Which forms of guidance are on here, under which name beside the standard one, for how long."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from fourfold_web.programs import actions
from fourfold_web.programs.conflicts import seen_of
from fourfold_web.programs.forms import FormsHereForm
from fourfold_web.programs.queries import rules_of
from fourfold_web.programs.views.directed import back_to_rules, directed, may_lose, rules_page


@require_http_methods(["GET", "HEAD", "POST"])
def forms_here(request: HttpRequest) -> HttpResponse:
    """The four forms, each with its switch, its name here and its usual length."""
    program = directed(request)
    seen = seen_of(program, "forms")
    form = FormsHereForm(request.POST or None, rules=rules_of(program), seen=seen)
    if (
        request.method == "POST"
        and form.is_valid()
        and may_lose(form, program, form.to_rules().forms_on)
    ):
        actions.change_forms(
            by=request.user,
            program=program,
            rules=form.to_rules(),
            seen=form.cleaned_data["seen"],
        )
        messages.success(request, "Saved. What runs goes on as it was agreed.")
        return back_to_rules(program)
    return rules_page(request, "forms_here", program, form)
