"""What an action raises when somebody else was quicker; the middleware tells it kindly (409)."""

from dataclasses import dataclass

from django.shortcuts import render

from fourfold_web.shared.typed import typed_words


# Compared as any exception, so that it stays hashable for whoever collects exceptions.
@dataclass(eq=False)
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
        context = {"title": exception.title, "text": exception.text, "typed": typed_words(request)}
        return render(request, "pages/conflict.html", context, status=409)
