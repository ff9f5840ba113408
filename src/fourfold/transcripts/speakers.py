"""Which voice of a talk a name means."""

from collections.abc import Sequence

from fourfold.issues import FourfoldError, quoted, unknown
from fourfold.transcripts.transcript import UNKNOWN_SPEAKER, Transcript


def speaker_named(transcript: Transcript, name: str) -> str:
    """The speaker of that name, which may be in other case or cut short.

    FourfoldError when it does not mean one speaker, or when only one voice is there.
    """
    check_voices(transcript)
    names = [each.name for each in transcript.speakers]
    if name in names:
        return name
    wanted = " ".join(name.split()).casefold()
    for found in (
        [each for each in names if each.casefold() == wanted],
        [each for each in names if wanted and each.casefold().startswith(wanted)],
    ):
        if len(found) == 1:
            return found[0]
    raise FourfoldError(unknown("speaker", name, names))


def check_voices(transcript: Transcript) -> None:
    """FourfoldError with what to do when fewer than two voices are told apart."""
    names = [each.name for each in transcript.speakers]
    if len(names) < 2:
        raise FourfoldError(_one_voice(names))


def _one_voice(names: Sequence[str]) -> str:
    if not names:
        return "The transcript has no turns. Give a transcript in which guide and learner speak."
    if names[0] == UNKNOWN_SPEAKER:
        return (
            "The transcript does not say who speaks. Write a name and a colon before each turn, "
            "such as “Guide: Good morning.”"
        )
    return (
        f"Only {quoted(names[0])} speaks in this transcript. It needs two voices, the guide’s and "
        "the learner’s: give each turn its speaker’s name."
    )
