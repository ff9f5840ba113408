"""`fourfold library`: what there is to read and hear about guidance."""

import click

from fourfold.cli.terminal import counted, show, show_json, wrapped
from fourfold.guidance.catalog import FormOfGuidance, profile
from fourfold.learning.finding import Wanted, find
from fourfold.learning.library import LINK_NOT_GIVEN, EntryType, LibraryEntry, entries, topics


@click.command()
@click.argument("words", nargs=-1)
@click.option("--type", "of_type", type=click.Choice([each.value for each in EntryType]))
@click.option("--form", type=click.Choice([each.value for each in FormOfGuidance]))
@click.option("--topic", type=click.Choice(list(topics())))
@click.option("--json", "as_json", is_flag=True, help="Print the entries as JSON.")
def library(
    words: tuple[str, ...],
    of_type: str | None,
    form: str | None,
    topic: str | None,
    as_json: bool,
) -> None:
    """List articles, talks, papers and more on guidance, those with all WORDS if any are given."""
    wanted = Wanted(
        words=" ".join(words),
        type=EntryType(of_type) if of_type else None,
        form=FormOfGuidance(form) if form else None,
        topic=topic or "",
    )
    found = find(entries(), wanted)
    if as_json:
        show_json([each.to_json() for each in found])
        return
    if not found:
        show("No title fits all of that. Ask for less, or for nothing to see everything.")
        return
    show("\n\n".join(_shown(each) for each in found))
    show(f"\n{counted(len(found), 'title')}.")


def _shown(entry: LibraryEntry) -> str:
    made = f"{entry.type.label}. {entry.by}" + (f", {entry.year}" if entry.year else "")
    forms = ", ".join(profile(each).name for each in entry.forms)
    return "\n".join(
        [
            wrapped(entry.title),
            wrapped(f"{made}.", "  "),
            wrapped(entry.says, "  "),
            wrapped(f"{forms}. {', '.join(entry.topic_titles)}.", "  "),
            f"  {entry.link or LINK_NOT_GIVEN}",
        ]
    )
