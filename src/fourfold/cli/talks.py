"""What the verbs about talks share: options, reading a file, and asking who the guide is."""

from collections.abc import Callable, Mapping
from pathlib import Path, PurePath
from typing import IO, Any, BinaryIO

import click

from fourfold.issues import FourfoldError, quoted
from fourfold.transcripts.coded import CodedTurn, Coding, TalkTurn
from fourfold.transcripts.coding import code, code_turns
from fourfold.transcripts.reading import LARGEST_FILE, read
from fourfold.transcripts.speakers import speaker_named
from fourfold.transcripts.transcript import Transcript
from fourfold.transcripts.turn_lines import Conversation
from fourfold.transcripts.two_voices import of_the_two

_FORMATS = click.Choice(["transcript", "turns"])

Verb = Callable[..., Any]


def voice_options(verb: Verb) -> Verb:
    """`--guide NAME` and `--learner NAME`."""
    learner = click.option(
        "--learner",
        metavar="NAME",
        help="The speaker who learns. Other voices are left out, and turns counted without them.",
    )
    return click.option("--guide", metavar="NAME", help="The speaker who guides.")(learner(verb))


def format_option(verb: Verb) -> Verb:
    """`--format transcript|turns`."""
    return click.option(
        "--format",
        "file_format",
        type=_FORMATS,
        default="transcript",
        help="What FILE is: a transcript in any format, or turns as JSON lines.",
    )(verb)


class Target(click.File):
    """A file to write to, whole or not at all; a folder is refused before anything is done."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> IO[Any]:
        """The file, open when it is first written to."""
        target = Path(value)
        if target.is_dir():
            self.fail(f"{quoted(value)} is a folder. Name a file in it.", param, ctx)
        if target.exists() and not target.is_file():
            # A device or a pipe is written to; a whole new file would take its place.
            return click.File(self.mode, self.encoding, self.errors).convert(value, param, ctx)
        return super().convert(value, param, ctx)


def coded_talk(file: BinaryIO, guide: str | None, learner: str | None) -> Coding:
    """The talk of a file, coded; FourfoldError offers the speakers when no guide is named.

    Without a learner's name every other voice is a learner.
    """
    talk = read(content_of(file), name=name_of(file))
    guiding = speaker_named(talk, _chosen(talk, guide))
    if learner is None:
        return code(talk, guide=guiding)
    learning = speaker_named(talk, learner)
    if learning == guiding:
        raise FourfoldError(f"--guide and --learner both name {quoted(guiding)}. Name two voices.")
    return Coding(guiding, code_turns(of_the_two(talk.turns, guide=guiding, learner=learning)))


def coded_turns(talk: Conversation) -> tuple[CodedTurn, ...]:
    """The turns of a talk that came as JSON lines, coded."""
    return code_turns([TalkTurn(turn.role, turn.text) for turn in talk.turns])


def talk_name(file: BinaryIO) -> str:
    """What the talk of a file is called in lists: the file's name without its ending."""
    return PurePath(name_of(file)).stem or "talk"


def content_of(file: BinaryIO) -> bytes:
    """What is in a file, or so much of it that its reader sees that it is too large."""
    return file.read(LARGEST_FILE + 1)


def name_of(file: BinaryIO) -> str:
    """The name of a file, "" for what comes from a pipe."""
    name = str(getattr(file, "name", ""))
    return "" if name.startswith("<") else name


def refuse_beside(option: str, others: Mapping[str, object], *, why: str) -> None:
    """FourfoldError when options were given that would count for nothing beside `option`."""
    given = [name for name, value in others.items() if value]
    if given:
        raise FourfoldError(
            f"{' and '.join(given)} cannot stand beside {option}: {why}. "
            f"Leave out either {option} or {' and '.join(given)}."
        )


def _chosen(talk: Transcript, guide: str | None) -> str:
    """The guide's name as given, "" where there is none to choose from."""
    if guide is None and len(talk.speakers) > 1:
        names = ", ".join(quoted(speaker.name) for speaker in talk.speakers)
        raise FourfoldError(f"Say with --guide who guides. The speakers are: {names}.")
    return guide or ""
