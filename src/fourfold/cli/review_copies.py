"""Where `fourfold review --annotate` writes, and the writing: never over a file that is there."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, product
from pathlib import Path

import click

from fourfold.cli.terminal import plain
from fourfold.documents.annotate import Annotated, annotate, copy_name, findings_of
from fourfold.documents.review import Review
from fourfold.issues import FourfoldError

_ENDINGS = (".docx", ".pdf", ".md")


@dataclass(frozen=True, slots=True)
class Target:
    """Where one copy goes; in a folder its ending is still open, since the content decides it."""

    path: Path
    is_whole: bool = False

    def ended(self, ending: str) -> Path:
        """The file, with this ending where it has none yet."""
        return self.path if self.is_whole else self.path.with_name(f"{self.path.name}{ending}")


Targets = Mapping[str, Target]


def check_targets(out: Path, paths: Sequence[Path]) -> Targets:
    """The file of each document's copy.

    FourfoldError when one is there already, or one name would do for several documents.
    """
    if len(paths) == 1 and out.suffix and not out.is_dir():
        _check_free(out)
        return {str(paths[0]): Target(out, is_whole=True)}
    if out.exists() and not out.is_dir():
        raise FourfoldError(f"{out} is a file. Name a folder for the copies of several documents.")
    if out.suffix.lower() in _ENDINGS:
        raise FourfoldError(
            f"{out} is the name of a file, and {len(paths):,} documents are named. Name a folder."
        )
    targets: dict[str, Target] = {}
    for path in paths:
        name = "" if path.name == "-" else path.name
        targets[str(path)] = _free_name(out / copy_name(name, ""), set(targets.values()))
    for target, ending in product(targets.values(), _ENDINGS):
        _check_free(target.ended(ending))
    return targets


def write_copies(targets: Targets, review: Review, content: Callable[[Path], Path | bytes]) -> bool:
    """Write a copy of each document that has findings, and say so. False when one failed."""
    done = True
    for document in review.documents:
        path = document.path
        findings = findings_of(review, document)
        try:
            if findings:
                copy = annotate(content(Path(path)), path, findings)
                written = _write(targets[path], path, copy)
                click.echo(f"Written to {plain(str(written))}.", err=True)
            else:
                click.echo(f"{plain(path)}: no findings, so no copy was written.", err=True)
        except FourfoldError as refused:
            click.echo(plain(str(refused)), err=True)
            done = False
    return done


def _write(target: Target, path: str, copy: Annotated) -> Path:
    written = target.ended(copy.ending)
    if written.suffix.lower() != copy.ending:
        raise FourfoldError(
            f"The comments on {path} go into a {copy.ending} file, and {written} is named. "
            f"Name it {written.with_suffix(copy.ending)}."
        )
    written.parent.mkdir(parents=True, exist_ok=True)
    with written.open("xb") as file:
        file.write(copy.content)
    return written


def _free_name(path: Path, taken: Container[Target]) -> Target:
    """The name, with a number where another document of the call has it."""
    targets = (Target(path if number == 1 else Path(f"{path}-{number}")) for number in count(1))
    return next(target for target in targets if target not in taken)


def _check_free(target: Path) -> None:
    if target.exists():
        raise FourfoldError(f"{target} is there already and was left alone. Choose another name.")
