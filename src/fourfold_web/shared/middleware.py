"""Response headers that hold for every page."""


class PrivatePagesMiddleware:
    """Tell browsers and proxies to keep no copy of a signed-in page (shared workstations)."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response
