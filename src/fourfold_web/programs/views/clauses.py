"""What every pair of a program agrees to, beyond the usual clauses."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from fourfold.issues import FourfoldError
from fourfold_web.programs import actions
from fourfold_web.programs.forms import ClausesForm
from fourfold_web.programs.views.directed import back_to_rules, directed, rules_page


@require_http_methods(["GET", "HEAD", "POST"])
def clauses(request: HttpRequest) -> HttpResponse:
    """Write the clauses; earlier versions stay readable below."""
    program = directed(request)
    versions = list(program.clause_versions.all())
    now = versions[0].to_core() if versions else ()
    seen = versions[0].number if versions else 0
    form = ClausesForm(request.POST or None, clauses=now, seen_version=seen)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_clauses(
                by=request.user,
                program=program,
                clauses=form.to_clauses(),
                seen_version=form.cleaned_data["seen_version"],
            )
        except FourfoldError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved. New agreements hold these clauses.")
            return back_to_rules(program)
    earlier = [(each, each.to_core()) for each in versions[1:]]
    return rules_page(request, "clauses", program, form, earlier=earlier)
