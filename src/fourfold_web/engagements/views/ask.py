"""Asking for guidance: four one-question pages, the suggested form, check and send."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from fourfold.guidance.catalog import FormOfGuidance, profiles
from fourfold.guidance.intake import question as intake_question
from fourfold.guidance.recommend import Recommendation, recommend
from fourfold.guidance.words import suggestions
from fourfold_web.engagements import actions
from fourfold_web.engagements.access import guides_for, is_learner_of, requests_of
from fourfold_web.engagements.conflicts import no_longer_a_draft, no_longer_a_learner
from fourfold_web.engagements.forms import LONGEST_TEXT, ChoiceForm, IntakeForm, SendForm, WordsForm
from fourfold_web.engagements.models import GuidanceRequest, GuidanceRequestState
from fourfold_web.engagements.queries import answers_in_words
from fourfold_web.engagements.room import with_taken
from fourfold_web.engagements.views.request_page import said_when_sent
from fourfold_web.programs.access import programs_where
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.programs.queries import form_helps

# One question a page. Four are asked of everyone; the others stand behind a "Change" link, and are
# asked beside the recommendation where they could still change it.
PAGES = {
    1: ("focus",),
    2: ("wants",),
    3: ("lead",),
    4: ("horizon",),
    5: ("expertise_needed",),
    6: ("topic",),
    7: ("goal_clarity",),
}
PAGE_OF = {key: page for page, keys in PAGES.items() for key in keys}
LAST = 4


def ask(request: HttpRequest) -> HttpResponse:
    """The first page. The draft is made when something was written, not by looking."""
    programs = list(programs_where(request.user, MembershipRole.LEARNER))
    if not programs:
        raise Http404
    by_key = {str(each.pk): each for each in programs}
    # Words must not reach a program that the learner did not pick, so an unknown one is refused.
    unknown_program = request.POST.get("program", str(programs[0].pk)) not in by_key
    program = by_key.get(request.POST.get("program"), programs[0])
    draft = GuidanceRequest.objects.filter(
        learner=request.user, program=program, state=GuidanceRequestState.DRAFT
    ).first() or GuidanceRequest(learner=request.user, program=program)
    form = WordsForm(request.POST or None, draft=draft, keys=PAGES[1])
    if unknown_program:
        names = ", ".join(each.name for each in programs)
        form.add_error(None, f"That is not a program of yours. Choose one of: {names}.")
    if request.method == "POST" and form.is_valid():
        draft = actions.start_request(learner=request.user, program=program)
        return _save(request, draft, form, page=1)
    return _page(request, form, draft, page=1, programs=programs, program=program)


def question(request: HttpRequest, request_id, page: int) -> HttpResponse:
    """One of the four pages, filled from the draft; the words fill what is not answered yet."""
    draft = _draft(request, request_id)
    if page not in PAGES:
        raise Http404
    form_class = WordsForm if page == 1 else IntakeForm
    form = form_class(request.POST or None, draft=draft, keys=PAGES[page])
    if request.method == "POST" and form.is_valid():
        return _save(request, draft, form, page=page)
    return _page(request, form, draft, page=page)


@require_POST
def suggest(request: HttpRequest, request_id) -> HttpResponse:
    """While the learner writes: what the words suggest for the first page's question."""
    draft = _draft(request, request_id)
    draft.text = request.POST.get("text", "")[:LONGEST_TEXT]
    # What the learner has ticked on the page stands, sent or not.
    ticked = {key: request.POST.get(key) for key in PAGES[1]}
    known = {key: {each.value for each in intake_question(key).choices} for key in ticked}
    draft.answers |= {key: value for key, value in ticked.items() if value in known[key]}
    form = WordsForm(draft=draft, keys=PAGES[1])
    return render(request, "engagements/question.html#questions", {"form": form})


def choose(request: HttpRequest, request_id) -> HttpResponse:
    """The recommendation with its reasons; answers still worth asking; the learner's own choice."""
    draft = _draft(request, request_id)
    recommendation = recommend(draft.to_core())
    if request.method == "POST" and "ask_more" in request.POST:
        more = IntakeForm(request.POST, draft=draft, keys=recommendation.still_to_ask)
        if more.is_valid():
            actions.save_answers(
                learner=request.user, guidance_request=draft, intake=more.to_intake()
            )
            return redirect("engagements:choose", request_id=draft.pk)
        return _choose_page(request, draft, recommendation, more=more, status=422)
    form = _choice_form(request.POST or None, draft, recommendation)
    if request.method == "POST" and form.is_valid():
        actions.choose_form(
            learner=request.user,
            guidance_request=draft,
            chosen=FormOfGuidance(form.cleaned_data["chosen"]),
        )
        return redirect("engagements:check", request_id=draft.pk)
    return _choose_page(request, draft, recommendation, form=form)


def check(request: HttpRequest, request_id) -> HttpResponse:
    """Everything once more, who will see it, whom to ask; then it is sent."""
    draft = _draft(request, request_id)
    if not draft.text.strip():
        return redirect("engagements:question", request_id=draft.pk, page=1)
    if not draft.chosen_form:
        return redirect("engagements:choose", request_id=draft.pk)
    guides = with_taken(guides_for(draft)).select_related("person")
    form = SendForm(request.POST or None, guides=guides)
    if request.method == "POST" and form.is_valid():
        sent = actions.open_request(
            learner=request.user,
            guidance_request=draft,
            chosen=FormOfGuidance(draft.chosen_form),
            **form.to_route(),
        )
        messages.success(request, said_when_sent(sent))
        return redirect("engagements:guidance_request", request_id=draft.pk)
    context = {
        "draft": draft,
        "form": form,
        "rows": _check_rows(draft),
        "recommendation": recommend(draft.to_core()),
    }
    return render(request, "engagements/check.html", context, status=_status(form))


def _draft(request: HttpRequest, request_id) -> GuidanceRequest:
    mine = requests_of(request.user).select_related("program")
    found = get_object_or_404(mine, pk=request_id)
    if found.state == GuidanceRequestState.DRAFT:
        if not is_learner_of(request.user, found):
            raise no_longer_a_learner(found.program)
        return found
    # Whoever sends a page that was left open keeps what they wrote on it.
    if request.method == "POST":
        raise no_longer_a_draft()
    raise Http404


def _save(request: HttpRequest, draft: GuidanceRequest, form: IntakeForm, *, page: int):
    actions.save_answers(learner=request.user, guidance_request=draft, intake=form.to_intake())
    if page >= LAST:
        return redirect("engagements:choose", request_id=draft.pk)
    return redirect("engagements:question", request_id=draft.pk, page=page + 1)


def _page(request: HttpRequest, form, draft: GuidanceRequest, *, page: int, **context):
    context |= {"form": form, "draft": draft, "page": page, "last": LAST}
    return render(request, "engagements/question.html", context, status=_status(form))


def _choose_page(
    request: HttpRequest,
    draft: GuidanceRequest,
    recommendation: Recommendation,
    *,
    form: ChoiceForm | None = None,
    more: IntakeForm | None = None,
    status: int | None = None,
) -> HttpResponse:
    form = form or _choice_form(None, draft, recommendation)
    context = {
        "draft": draft,
        "recommendation": recommendation,
        # What fits best is said even where the program does not offer it, so that nobody is led
        # astray; it is not suggested.
        "not_offered": _not_offered(draft.program, recommendation),
        "form": form,
        "more": more or IntakeForm(draft=draft, keys=recommendation.still_to_ask[:1]),
        "understood": _understood(draft),
        "profiles": profiles().values(),
        "helps": form_helps(draft.program),
    }
    return render(request, "engagements/choose.html", context, status=status or _status(form))


def _choice_form(sent, draft: GuidanceRequest, recommendation: Recommendation) -> ChoiceForm:
    initial = {"chosen": _preset(draft, recommendation)}
    return ChoiceForm(sent, initial=initial, offered=draft.program.forms)


def _not_offered(program: Program, recommendation: Recommendation) -> FormOfGuidance | None:
    form = recommendation.form_of_guidance
    return form if form and form not in program.forms else None


def _preset(draft: GuidanceRequest, recommendation: Recommendation) -> str:
    return draft.chosen_form or recommendation.form_of_guidance or ""


def _understood(draft: GuidanceRequest) -> list[dict]:
    """What the words told where the learner answered nothing, each with its phrase."""
    return [
        {
            "label": intake_question(each.key).ask,
            "value": intake_question(each.key).choice(each.value).label,
            "phrase": each.phrase,
            "page": PAGE_OF[each.key],
        }
        for each in suggestions(draft.text)
        if each.key not in draft.answers
    ]


def _check_rows(draft: GuidanceRequest) -> list[dict]:
    return [{"label": "In your words", "value": draft.text}, *answers_in_words(draft.to_core())]


def _status(form) -> int:
    return 422 if form.is_bound and form.errors else 200
