"""What many tests of the readers look at."""

from fourfold.transcripts.reading import read
from fourfold.transcripts.transcript import Transcript


def talk(content: str | bytes) -> Transcript:
    """The talk in this text."""
    return read(content.encode() if isinstance(content, str) else content)


def said(content: str | bytes) -> list[tuple[str, str]]:
    """Who says what."""
    return [(turn.speaker, turn.text) for turn in talk(content).turns]


def times(content: str | bytes) -> list[tuple[float | None, float | None]]:
    """When each turn starts and ends."""
    return [(turn.start, turn.end) for turn in talk(content).turns]


def issues(content: str | bytes) -> list[tuple[str, str]]:
    """The code and the place of each issue."""
    return [(issue.code, issue.where) for issue in talk(content).issues]
