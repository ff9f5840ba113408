"""What matters to a person, and where it is to lead; everything may be skipped."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fourfold.goals.prompts import aim_prompt, value_prompts
from fourfold_web.goals import actions
from fourfold_web.goals.access import aims_of, values_of
from fourfold_web.goals.forms import RemoveForm, ValuesForm
from fourfold_web.goals.views.rows import posted, row_among, sharing

ROWS = {"value": values_of, "aim": aims_of}


def values(request: HttpRequest) -> HttpResponse:
    """Three questions, each with what was answered and room for one more answer."""
    if "remove" in request.POST:
        return _remove(request)
    form = ValuesForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.add_answers(learner=request.user, answers=form.said)
        if form.said:
            messages.success(request, "Kept. Nobody else reads it unless you share it.")
        return redirect("goals:values" if form.said else "goals:goals")
    return _page(request, form)


def _remove(request: HttpRequest) -> HttpResponse:
    form = RemoveForm(request.POST)
    if form.is_valid():
        rows = ROWS[form.cleaned_data["kind"]](request.user)
        actions.remove(by=request.user, item=row_among(rows, form.cleaned_data["remove"]))
        messages.success(request, "Deleted.")
    return redirect("goals:values")


def _page(request: HttpRequest, form: ValuesForm) -> HttpResponse:
    kept: dict[str, list] = {key: [] for key in value_prompts()}
    for each in values_of(request.user).select_related("shared_with__guide"):
        kept[each.question].append(each)
    kept[aim_prompt().key] = list(aims_of(request.user).select_related("shared_with__guide"))
    context = sharing(request) | {
        "form": form,
        "parts": [
            {
                "prompt": prompt,
                "kind": "aim" if prompt.key == aim_prompt().key else "value",
                "rows": kept[prompt.key],
                "field": form[f"{prompt.key}_words"],
            }
            for prompt in (*value_prompts().values(), aim_prompt())
        ],
    }
    return render(request, "goals/values.html", context, status=422 if form.errors else 200)
