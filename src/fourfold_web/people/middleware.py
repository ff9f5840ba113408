"""Show every moment in the reader's own time zone."""

from django.utils import timezone


class TimeZoneMiddleware:
    """Activate the signed-in person's time zone for the length of one request."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            timezone.activate(request.user.zone)
        else:
            timezone.deactivate()
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()
