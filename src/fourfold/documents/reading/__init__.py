"""Reading a program's documents: `read_document(file, name)` gives the text with its places.

PDF, DOCX, PPTX, web pages, Markdown and plain text; the content tells which. What cannot be read is
refused in one sentence: a scan, a locked or broken file, an old Office file, no document at all.
"""

from fourfold.documents.reading.folder import Found, documents_in
from fourfold.documents.reading.limits import LARGEST_FILE, MOST_PAGES, Progress
from fourfold.documents.reading.reader import Reading, read_document, read_noting

__all__ = [
    "LARGEST_FILE",
    "MOST_PAGES",
    "Found",
    "Progress",
    "Reading",
    "documents_in",
    "read_document",
    "read_noting",
]
