"""Addresses and files for the tests of a session's words."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

ZOOM = """WEBVTT

1
00:00:03.000 --> 00:00:06.000
Gita Rao: What would you like to look at?

2
00:00:07.000 --> 00:00:12.000
Lena Lind: I saw Mr. Okonkwo, record number 44 81 29 03, and lost the thread.
"""


def url(name: str, row) -> str:
    """The address of a page of this session, draft or transcript."""
    return reverse(f"transcripts:{name}", args=[row.pk])


def file(content: str | bytes, name: str = "talk.vtt") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
