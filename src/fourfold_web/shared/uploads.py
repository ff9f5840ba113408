"""Taking files that are larger than what a form may usually send.

A view that takes them is `csrf_exempt`, looks at the size, sets the handler, and leaves the rest to
a function under `csrf_protect`: the key of a form is read with its files.
"""

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest

# Room for the form around the files.
AROUND = 1024 * 1024


class InMemoryUploadHandler(MemoryFileUploadHandler):
    """Keeps what comes in memory, up to `largest` bytes; nothing is written to a folder."""

    def __init__(self, request: HttpRequest, *, largest: int) -> None:
        super().__init__(request)
        self.largest = largest

    def handle_raw_input(self, input_data, meta, content_length, boundary, encoding=None) -> None:
        self.activated = content_length <= self.largest + AROUND


def is_too_large(request: HttpRequest, *, largest: int) -> bool:
    """Whether more comes than may; then all of it is taken and let go.

    A browser shows no answer while nobody takes what it sends.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) <= largest + AROUND:
        return False
    while request.read(65_536):
        pass
    return True
