"""Ways to run a program: pick one, see what it would change, apply it."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from fourfold.learning.lessons import lessons
from fourfold.programs.need_checklist import Verdict, fitting_templates
from fourfold.programs.rule_changes import RuleChange, side_by_side
from fourfold.programs.templates import ProgramTemplate, lessons_first, rules_with
from fourfold.programs.templates import templates as all_templates
from fourfold_web.programs import actions
from fourfold_web.programs.conflicts import seen_of
from fourfold_web.programs.forms import TemplateForm
from fourfold_web.programs.losing import lost_by
from fourfold_web.programs.models import Program
from fourfold_web.programs.queries import own_first_lessons, rules_of
from fourfold_web.programs.views.directed import back_to_rules, directed, may_lose, rules_page


@require_http_methods(["GET", "HEAD", "POST"])
def templates(request: HttpRequest) -> HttpResponse:
    """All templates; with `?name=` one of them beside the rules as they are."""
    program = directed(request)
    if request.method == "POST":
        form = TemplateForm(request.POST)
        if form.is_valid():
            chosen = all_templates()[form.cleaned_data["template"]]
            if not may_lose(form, program, chosen.forms_on):
                return _preview(request, program, chosen, form)
            actions.apply_template(
                by=request.user, program=program, name=chosen.name, seen=form.cleaned_data["seen"]
            )
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
    wanted = request.GET.get("for", "")
    fitting = fitting_templates(Verdict(wanted)) if wanted in set(Verdict) else ()
    return rules_page(request, "templates", program, form, templates=listed, fitting=fitting)


def _preview(
    request: HttpRequest,
    program: Program,
    chosen: ProgramTemplate,
    form: TemplateForm | None = None,
) -> HttpResponse:
    now = rules_of(program)
    rows = (*side_by_side(now, rules_with(now, chosen)), _lessons(program, chosen))
    return rules_page(
        request,
        "template",
        program,
        form or TemplateForm(initial={"template": chosen.name, "seen": seen_of(program, "forms")}),
        chosen=chosen,
        lost=lost_by(program, chosen.forms_on),
        changes=[row for row in rows if row.differs],
        same=[row for row in rows if not row.differs],
    )


def _lessons(program: Program, chosen: ProgramTemplate) -> RuleChange:
    """A program that has said which lessons come first keeps to them."""
    own = own_first_lessons(program)
    names = (lessons_first(name, own) for name in (program.template, chosen.name))
    return RuleChange("Lessons first", *map(_titles, names))


def _titles(names: Iterable[str]) -> str:
    return "; ".join(lessons()[name].title for name in names if name in lessons()) or "None"
