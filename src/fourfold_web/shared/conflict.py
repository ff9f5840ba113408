"""What an action raises when somebody else was quicker; the middleware tells it kindly (409)."""

from dataclasses import dataclass

from django.shortcuts import render


@dataclass
class Conflict(Exception):
    """The row changed since the person looked. `text` says what happened and what they can do."""

    title: str
    text: str

    def __str__(self) -> str:
        return self.title


class ConflictMiddleware:
    """Answer a `Conflict` with a page that says who was quicker and what is possible now."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Conflict):
            return None
        context = {"title": exception.title, "text": exception.text, "typed": _typed(request)}
        return render(request, "pages/conflict.html", context, status=409)


def _typed(request) -> list[str]:
    """The longer words that were sent, shown again so that nothing typed is lost."""
    sent = [value for name in request.POST for value in request.POST.getlist(name)]
    return [value for value in sent if " " in value.strip()]
