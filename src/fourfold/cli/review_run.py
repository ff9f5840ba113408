"""What `fourfold review` does: read, review, print, and write comments into copies."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from fourfold.cli.review_copies import check_targets, write_copies
from fourfold.cli.review_words import in_words
from fourfold.cli.talks import refuse_beside
from fourfold.cli.terminal import plain, show, show_json
from fourfold.documents.as_data import as_data
from fourfold.documents.reading import LARGEST_FILE, Progress, documents_in, read_noting
from fourfold.documents.reviewing import review_all
from fourfold.documents.text import DocumentText
from fourfold.issues import FourfoldError

_STDIN = Path("-")
_LONG = 50
_EVERY = 25


@dataclass
class Files:
    """The documents of one call: how each is read, and what became of it."""

    paths: Sequence[Path]
    given: bytes = b""
    read: list[DocumentText] = field(default_factory=list)
    refused: list[tuple[Path, str]] = field(default_factory=list)

    def content(self, path: Path) -> Path | bytes:
        """The file, or what came on standard input."""
        return self.given if path == _STDIN else path

    def texts(self) -> Iterator[DocumentText]:
        """The documents, read one by one; one that cannot be read is named and passed over."""
        for path in self.paths:
            try:
                found = read_noting(self.content(path), str(path), progress=_told(path))
            except FourfoldError as refused:
                self._refuse(path, str(refused))
            except OSError as refused:
                self._refuse(path, f"{path}: {refused.strerror}.")
            else:
                for issue in found.issues:
                    click.echo(plain(f"{path}: {issue.message}"), err=True)
                self.read.append(found.document)
                yield found.document

    def _refuse(self, path: Path, why: str) -> None:
        self.refused.append((path, why))
        click.echo(plain(why), err=True)


def run(paths: Sequence[Path], *, as_json: bool, out: Path | None, as_text: bool) -> None:
    """Do what the options say. FourfoldError when no document could be read."""
    files, skipped = _files(paths)
    if as_text:
        refuse_beside("--text", {"--json": as_json, "--annotate": out}, why="it only prints a text")
        _print_text(files)
        return
    targets = check_targets(out, files.paths) if out is not None else {}
    review = review_all(files.texts())
    _check_read(files, skipped)
    if as_json:
        show_json(as_data(review, files.read, files.refused, skipped))
    else:
        show(in_words(review, files.read, skipped))
    if out is not None and not write_copies(targets, review, files.content):
        sys.exit(1)


def _files(paths: Sequence[Path]) -> tuple[Files, Sequence[tuple[Path, str]]]:
    """The documents that were named, and what of a folder was passed over."""
    found = documents_in(path for path in paths if path != _STDIN)
    if _STDIN in paths:
        given = sys.stdin.buffer.read(LARGEST_FILE + 1)
        return Files((_STDIN, *found.documents), given), found.skipped
    return Files(found.documents), found.skipped


def _print_text(files: Files) -> None:
    if len(files.paths) != 1:
        raise FourfoldError(f"--text prints one document; {len(files.paths):,} are named.")
    texts = list(files.texts())
    _check_read(files, ())
    # Not a letter more, since offsets count in it.
    click.echo(texts[0].text.encode("utf-8"), nl=False)


def _check_read(files: Files, skipped: Sequence[tuple[Path, str]]) -> None:
    if files.read:
        return
    if files.refused:
        raise FourfoldError("No document could be read.")
    passed = f" {len(skipped):,} files were passed over." if skipped else ""
    raise FourfoldError(
        f"There is no document there.{passed} PDF, DOCX, PPTX, HTML, Markdown and text are read."
    )


def _told(path: Path) -> Progress:
    """Says on stderr how far a long document is: on one line of a terminal, else seldom."""
    on_terminal = sys.stderr.isatty()
    every = _EVERY if on_terminal else 10 * _EVERY

    def tell(done: int, total: int) -> None:
        if total < _LONG or (done % every and done != total):
            return
        line = f"{plain(path.name)}: {done:,} of {total:,} pages read"
        click.echo(f"\r{line}" if on_terminal else line, err=True, nl=not on_terminal)
        if on_terminal and done == total:
            click.echo(err=True)

    return tell
