"""`fourfold review`: do a program's documents use the words of guidance for what they describe?"""

from pathlib import Path

import click

from fourfold.cli.lazy import needed


@click.command()
@click.argument(
    "paths", nargs=-1, required=True, metavar="FILES|FOLDER", type=click.Path(path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="Print roles, findings and places as JSON.")
@click.option(
    "--annotate",
    "out",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="Write the findings as comments into a copy: a new file, or a folder for several.",
)
@click.option("--text", "as_text", is_flag=True, help="Print the text that offsets count in.")
def review(paths: tuple[Path, ...], as_json: bool, out: Path | None, as_text: bool) -> None:
    """Review handbooks, role descriptions and web pages of a program.

    Reads PDF, DOCX, PPTX, HTML, Markdown and text; - reads standard input. Says for each role
    which form of guidance its behavior belongs to, and what to mend, the most important first.
    A file that cannot be read is named, and the others are reviewed. See docs/documents.md.
    """
    run = needed("fourfold.cli.review_run", "review", "documents").run
    run(paths, as_json=as_json, out=out, as_text=as_text)
