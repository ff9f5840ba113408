"""Taking a file that is larger than what a form may usually send."""

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest

from fourfold.programs.roster import LARGEST_FILE

# Room for the form around the file.
LARGEST_REQUEST = LARGEST_FILE + 1024 * 1024


class ListUploadHandler(MemoryFileUploadHandler):
    """Keeps a list of people in memory; it is never written to a folder of temporary files."""

    def handle_raw_input(self, input_data, meta, content_length, boundary, encoding=None) -> None:
        self.activated = content_length <= LARGEST_REQUEST


def is_too_large(request: HttpRequest) -> bool:
    """Whether what comes is more than a list may have; then all of it is taken and let go.

    A browser shows no answer while nobody takes what it sends.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) <= LARGEST_REQUEST:
        return False
    while request.read(65_536):
        pass
    return True
