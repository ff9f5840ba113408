"""Ways to run a program: pick one, see what it would change, apply it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from fourfold.programs.rule_changes import side_by_side
from fourfold.programs.templates import ProgramTemplate, rules_with
from fourfold.programs.templates import templates as all_templates
from fourfold_web.programs import actions
from fourfold_web.programs.forms import TemplateForm
from fourfold_web.programs.models import Program
from fourfold_web.programs.queries import rules_of
from fourfold_web.programs.views.directed import back_to_rules, directed, rules_page


@require_http_methods(["GET", "HEAD", "POST"])
def templates(request: HttpRequest) -> HttpResponse:
    """All templates; with `?name=` one of them beside the rules as they are."""
    program = directed(request)
    if request.method == "POST":
        form = TemplateForm(request.POST)
        if form.is_valid():
            chosen = all_templates()[form.cleaned_data["template"]]
            actions.apply_template(by=request.user, program=program, name=chosen.name)
            messages.success(request, f"“{chosen.title}” is applied. Change what you like.")
            return back_to_rules(program)
        return _list(request, program, form)
    name = request.GET.get("name", "")
    if not name:
        return _list(request, program)
    if name not in all_templates():
        raise Http404
    return _preview(request, program, all_templates()[name])


def _list(request: HttpRequest, program: Program, form: TemplateForm | None = None) -> HttpResponse:
    listed = all_templates().values()
    return rules_page(request, "templates", program, form, templates=listed)


def _preview(request: HttpRequest, program: Program, chosen: ProgramTemplate) -> HttpResponse:
    now = rules_of(program)
    rows = side_by_side(now, rules_with(now, chosen))
    return rules_page(
        request,
        "template",
        program,
        TemplateForm(initial={"template": chosen.name}),
        chosen=chosen,
        changes=[row for row in rows if row.differs],
        same=[row for row in rows if not row.differs],
    )
