"""The text of a PDF: lines with their places on the page, then columns, margins and paragraphs."""
