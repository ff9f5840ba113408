"""Comments on a text that can hold none: numbers in the text, and the comments below it."""

from collections.abc import Sequence

from fourfold.documents.annotate.notes import Note


def marked_text(text: str, notes: Sequence[Note]) -> str:
    """A Markdown copy of the text with footnotes."""
    parts, at = [], 0
    for number, note in sorted(enumerate(notes, start=1), key=lambda each: each[1].end):
        parts += [text[at : note.end], f"[^{number}]"]
        at = note.end
    below = (_footnote(number, note) for number, note in enumerate(notes, start=1))
    return "\n".join(["".join([*parts, text[at:]]).rstrip("\n"), "", *below, ""])


def _footnote(number: int, note: Note) -> str:
    return f"[^{number}]: " + note.text.replace("\n", "\n    ")
