"""The roster: who belongs to the program, and who supervises whom (D2)."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fourfold.issues import FourfoldError
from fourfold_web.people.models import Person
from fourfold_web.programs.access import programs_of
from fourfold_web.programs.actions import add_person
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.roster import actions
from fourfold_web.roster.access import directed_program
from fourfold_web.roster.forms import (
    AddPersonForm,
    AnswerOfferForm,
    EndSupervisionForm,
    FilterForm,
    RemoveForm,
    RosterForm,
    SupervisionForm,
)
from fourfold_web.roster.queries import (
    cohorts_of,
    members_like,
    role_counts,
    supervisions_like,
    waiting_offers,
)

PER_PAGE = 50
MOST_SUPERVISIONS = 50


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """The roster of one program, with everything a director may change in it."""
    programs = programs_of(request.user, MembershipRole.DIRECTOR)
    program = directed_program(request.user, request.GET.get("program", ""))
    if request.method != "POST":
        return _page(request, programs, program)
    step = STEPS.get(request.POST.get("do", ""))
    if step is None:
        raise BadRequest("Unknown step.")
    form = step.form(request.POST, program=program, prefix=step.name)
    if form.is_valid():
        try:
            done = step.act(request.user, program, form.cleaned_data)
        except FourfoldError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(request.get_full_path())
    return _page(request, programs, program, sent=form)


def _page(
    request: HttpRequest,
    programs: list[Program],
    program: Program,
    sent: RosterForm | None = None,
) -> HttpResponse:
    counts = role_counts(program)
    look_for = FilterForm(request.GET, cohorts=[cohort for cohort, _ in cohorts_of(program)])
    found = members_like(program, **look_for.asked)
    words = look_for.asked.get("words", "")
    supervisions = supervisions_like(program, words).values(
        "pk", "supervisor__name", "learner__name"
    )
    shown = {name: STEPS[name].form(program=program, prefix=name) for name in SHOWN}
    if sent:
        shown[sent.prefix] = sent
    shown["supervise"].offer(counts)
    context = {
        "programs": programs,
        "program": program,
        "look_for": look_for,
        "counts": [(role, counts[role]) for role in MembershipRole],
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "query": "".join(f"{urlencode({name: said})}&" for name, said in _kept(request)),
        "offers": waiting_offers(program),
        "supervisions": supervisions[:MOST_SUPERVISIONS],
        "more_supervisions": supervisions.count() > MOST_SUPERVISIONS,
        "forms": shown,
        "form": sent,
    }
    return render(request, "roster/people.html", context, status=422 if sent else 200)


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    """What the address asks for, but for the page."""
    return [(name, said) for name, said in request.GET.items() if said and name != "page"]


def _add(by: Person, program: Program, sent: dict) -> str:
    membership = add_person(by=by, program=program, **sent)
    return f"{membership.person.name} is now a {membership.get_role_display().lower()} here."


def _remove(by: Person, program: Program, sent: dict) -> str:
    membership = sent["membership"]
    says = f"{membership.person.name} is no longer a {membership.get_role_display().lower()} here."
    actions.remove_member(by=by, membership=membership)
    return says


def _supervise(by: Person, program: Program, sent: dict) -> str:
    actions.set_supervision(by=by, program=program, **sent)
    return f"{sent['supervisor'].name} now supervises {sent['learner'].name}."


def _end_supervision(by: Person, program: Program, sent: dict) -> str:
    ended = sent["supervision"]
    says = f"{ended.supervisor.name} no longer supervises {ended.learner.name}."
    actions.unset_supervision(by=by, supervision=ended)
    return says


def _accept_offer(by: Person, program: Program, sent: dict) -> str:
    membership = actions.accept_offer(by=by, offer=sent["offer"])
    return f"{membership.person.name} is now a guide here."


def _decline_offer(by: Person, program: Program, sent: dict) -> str:
    actions.decline_offer(by=by, offer=sent["offer"])
    return f"{sent['offer'].person.name} hears that it does not fit now."


@dataclass(frozen=True)
class Step:
    """One thing that a director can do here: its form, and what happens with valid input."""

    name: str
    form: type[RosterForm]
    act: Callable[[Person, Program, dict], str]


STEPS = {
    step.name: step
    for step in (
        Step("add", AddPersonForm, _add),
        Step("remove", RemoveForm, _remove),
        Step("supervise", SupervisionForm, _supervise),
        Step("end_supervision", EndSupervisionForm, _end_supervision),
        Step("accept_offer", AnswerOfferForm, _accept_offer),
        Step("decline_offer", AnswerOfferForm, _decline_offer),
    )
}
# The others are one button a row.
SHOWN = ("add", "supervise")
