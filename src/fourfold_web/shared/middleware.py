"""Response headers that hold for every page."""


class PrivatePagesMiddleware:
    """Tell browsers and proxies to keep no copy of what is personal (shared workstations).

    That is every signed-in page, and every answer to something sent: it may show the words again.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        known = getattr(request, "user", None) is not None and request.user.is_authenticated
        if known or request.method == "POST":
            response.headers.setdefault("Cache-Control", "no-store")
        return response
