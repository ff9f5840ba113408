"""`fourfold fidelity`: what was said, read against the form of guidance that was declared."""

from collections.abc import Iterator
from typing import BinaryIO, TextIO

import click

from fourfold.cli.fidelity_page import page
from fourfold.cli.lanes import LABEL, lanes
from fourfold.cli.talks import (
    Target,
    coded_talk,
    coded_turns,
    format_option,
    refuse_beside,
    voice_options,
)
from fourfold.cli.terminal import (
    plain,
    show,
    show_json,
    show_json_line,
    width,
    wrapped,
)
from fourfold.guidance.catalog import FormOfGuidance, parse_form, profile
from fourfold.issues import FourfoldError
from fourfold.transcripts.codebook import codebook
from fourfold.transcripts.coded import Coding
from fourfold.transcripts.fidelity import Departure, Fidelity, assess
from fourfold.transcripts.fidelity.rules import rules
from fourfold.transcripts.fidelity.talk_share import TalkShare
from fourfold.transcripts.timeline import clock
from fourfold.transcripts.turn_lines import conversations

_BAR = 30


@click.command()
@click.argument("file", type=click.File("rb"))
@voice_options
@click.option("--form", "form", metavar="FORM", help="The form of guidance that was declared.")
@format_option
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option(
    "--html",
    type=Target("w", encoding="utf-8", errors="replace", atomic=True),
    help="Write the report as a page that needs nothing else.",
)
def fidelity(
    file: BinaryIO,
    guide: str | None,
    learner: str | None,
    form: str | None,
    file_format: str,
    as_json: bool,
    html: TextIO | None,
) -> None:
    """Read a talk against the form of guidance that was declared.

    FILE is a transcript; - reads from standard input. The report is for the guide alone. Turn
    numbers are those of `fourfold read`, save with --learner. With --format turns, FILE holds JSON
    lines with a "declared_form", or --form says it for all; the answer is one JSON line a
    conversation.
    """
    if file_format == "turns":
        refuse_beside(
            "--format turns",
            {"--guide": guide, "--learner": learner, "--html": html},
            why="its lines say who speaks, and each conversation gets one line of JSON",
        )
        _judge_all(file, form)
        return
    declared = _declared(form)
    coding = coded_talk(file, guide, learner)
    found = assess(coding, declared_form=declared)
    if html is not None:
        html.write(page(coding, found))
    if as_json:
        show_json(found.to_json())
    else:
        count = "count those of the two" if learner else "are those of `fourfold read`"
        show("\n".join([*in_words(coding, found), "", f"Turn numbers {count}; the first is 0."]))


def _judge_all(file: BinaryIO, form: str | None) -> None:
    for talk in conversations(file):
        declared = _declared(form or talk.declared_form)
        found = assess(Coding("guide", coded_turns(talk)), declared_form=declared)
        show_json_line({"conversation_id": talk.conversation_id, **found.to_json()})


def _declared(form: str | None) -> FormOfGuidance:
    if form:
        # People write it as they say it: "Coaching with wisdom".
        spelled = "_".join(form.casefold().replace("-", " ").split())
        return parse_form(spelled if spelled in tuple(FormOfGuidance) else form)
    raise FourfoldError(
        f"Say with --form which form was declared. Choose one of: {', '.join(FormOfGuidance)}."
    )


def in_words(coding: Coding, found: Fidelity) -> Iterator[str]:
    """The report as lines for a person."""
    for finding in found.findings:
        yield wrapped(finding.message)
        yield from (_quoted(each) for each in found.drift if each.start_turn in finding.turns[:1])
    if not found.findings:
        yield wrapped(found.summary)
    yield ""
    yield from lanes(found, coding.turns, width())
    yield from _announced(found)
    for title, sentence in (("A strength", found.strength), ("One thing to try", found.try_next)):
        if sentence:
            yield from ("", title, wrapped(sentence.message, "- ", "  "))
    yield from ("", *_figures(found), *_moves(found))


def _announced(found: Fidelity) -> Iterator[str]:
    for each in found.announced_switches:
        name = profile(each.to_form).name.lower()
        yield f"{'':{LABEL}}▲ turn {each.turn}: to {name}"


def _quoted(departure: Departure) -> str:
    at = "" if departure.start is None else f", {clock(departure.start)}"
    return wrapped(f"turn {departure.start_turn}{at}: “{plain(departure.quote)}”", "    ")


def _figures(found: Fidelity) -> Iterator[str]:
    yield from _share("words", found.talk_share)
    yield from _share("time", found.talk_seconds)
    if found.open_share is not None:
        yield f"Open questions: {found.open_share:.0%} of all questions"
    if found.reflections_to_questions is not None:
        yield f"Reflections for each question: {found.reflections_to_questions:.1f}"
        lines = rules().orientation
        yield wrapped(
            f"({' and '.join(f'{line.value:.0f}:1' for line in lines)}: {lines[0].source})", "  "
        )


def _share(of: str, share: TalkShare) -> Iterator[str]:
    if share.guide is not None and share.learner is not None:
        mine = round(share.guide * _BAR)
        bar = "█" * mine + "░" * (_BAR - mine)
        yield f"Share of {of:6} you {share.guide:4.0%} {bar} {share.learner:4.0%} learner"


def _moves(found: Fidelity) -> Iterator[str]:
    """What the guide's turns mainly did, by the form practiced, with the turns."""
    for form, moves in found.moves_by_form.items():
        yield from ("", f"Your turns in {profile(form).name.lower()}: move, how many, which")
        for move, turns in sorted(moves.items(), key=lambda each: -len(each[1])):
            named = f"  {codebook()[move].name:24} {len(turns):>3}   "
            yield wrapped(", ".join(map(str, turns)), named, " " * len(named))
