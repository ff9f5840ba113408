"""Writing the findings of a review back as comments, into a copy of the document.

`annotate(file, name, findings)` gives the copy: DOCX and PDF with comments on the words, any other
kind as a Markdown text with footnotes. The original is never touched.
"""

from fourfold.documents.annotate.copying import Annotated, annotate, copy_name
from fourfold.documents.annotate.notes import findings_of

__all__ = ["Annotated", "annotate", "copy_name", "findings_of"]
