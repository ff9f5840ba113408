"""Answers that Django leaves without a page."""

from fourfold_web.pages.views.errors import wrong_method


class WrongMethodMiddleware:
    """Give the empty answer 405 of Django's decorators a page."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            return wrong_method(request, response.headers["Allow"])
        return response
