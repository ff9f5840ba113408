"""The rules of a program at a glance, and its name, pace and contacts (D7)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from fourfold.confidentiality.narrowing import narrowings
from fourfold.issues import FourfoldError
from fourfold.programs.rule_changes import length_words
from fourfold.programs.templates import templates
from fourfold_web.programs import actions
from fourfold_web.programs.access import programs_of
from fourfold_web.programs.conflicts import seen_of
from fourfold_web.programs.forms import BasicsForm
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.programs.queries import clauses_of
from fourfold_web.programs.views.directed import back_to_rules, directed, rules_page


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Everything that a director has decided, each part with its own page to change it."""
    program = directed(request)
    on = [each.name for each in program.periods if each.is_on]
    return rules_page(
        request,
        "rules",
        program,
        programs=programs_of(request.user, MembershipRole.DIRECTOR),
        forms=_forms(program),
        clauses=clauses_of(program),
        stricter=[narrowings()[name] for name in on if name in narrowings()],
        applied=templates().get(program.template),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def basics(request: HttpRequest) -> HttpResponse:
    """Name, contacts and pace."""
    program = directed(request)
    names = ("name", "crisis_contact", "report_contact", "reply_within_days", "nudge_days")
    initial = {name: getattr(program, name) for name in names}
    initial["seen"] = seen_of(program, "basics")
    # A day that never holds is not offered to be kept.
    initial["nudge_days"] = list(program.pace.nudge_days)
    form = BasicsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_program(by=request.user, program=program, **form.cleaned_data)
        except FourfoldError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved. Pages show the new words from now on.")
            return back_to_rules(program)
    return rules_page(request, "basics", program, form)


def _forms(program: Program) -> list[dict]:
    return [
        {
            "form_of_guidance": form,
            "local_name": program.local_names.get(form, ""),
            "length": length_words(program.length(form)),
        }
        for form in program.forms
    ]
