"""The documents of a folder, and what in it is none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fourfold.documents.reading.facts import facts
from fourfold.issues import FourfoldError


@dataclass(frozen=True)
class Found:
    """Documents in the order of their names, and what was passed over: path and why."""

    documents: Sequence[Path]
    skipped: Sequence[tuple[Path, str]]


def documents_in(paths: Iterable[Path]) -> Found:
    """The files named and the documents of the folders named, each once.

    A file that is named itself is always tried. In a folder the ending decides, hidden files are
    passed over, and links are not followed. FourfoldError when a path is not there.
    """
    documents: dict[Path, Path] = {}
    skipped: list[tuple[Path, str]] = []
    for path in paths:
        if path.is_dir():
            for inner, why in _inside(path):
                if why:
                    skipped.append((inner, why))
                else:
                    documents.setdefault(inner.resolve(), inner)
        elif path.exists():
            documents.setdefault(path.resolve(), path)
        else:
            raise FourfoldError(f"{path} is not there. Name a file or a folder.")
    return Found(tuple(documents.values()), tuple(skipped))


def _inside(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every file below a folder, with why it is passed over or ""."""
    known = facts()["folder"]
    for path in sorted(folder.iterdir(), key=lambda each: each.name.casefold()):
        ending = path.suffix.lower()
        if path.name.startswith((".", "~$")):
            yield path, "hidden"
        elif path.is_symlink():
            yield path, "a link"
        elif path.is_dir():
            yield from _inside(path)
        elif path.is_file() and ending in (*known["read"], *known["refused"]):
            yield path, ""
        else:
            yield path, "no document of a kind that is read"
