"""Writes one talk as each program would, so that reading it back can be compared."""

import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from html import escape
from io import BytesIO
from typing import NamedTuple

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Said(NamedTuple):
    """One turn; times are whole seconds."""

    speaker: str
    text: str
    start: int
    end: int


Talk = Sequence[Said]


def zoom(talk: Talk) -> bytes:
    """Two cues a turn where it has two words; only the first names the speaker."""
    cues = []
    for said in talk:
        words = said.text.split()
        half = len(words) // 2
        middle = (said.start + said.end) / 2
        first, second = " ".join(words[:half]), " ".join(words[half:])
        if first:
            cues.append((said.start, middle, f"{said.speaker}: {first}"))
            cues.append((middle, said.end, second))
        else:
            cues.append((said.start, said.end, f"{said.speaker}: {second}"))
    blocks = (
        f"{number}\r\n{_vtt(start)} --> {_vtt(end)}\r\n{text}\r\n"
        for number, (start, end, text) in enumerate(cues, start=1)
    )
    return ("WEBVTT\r\n\r\n" + "\r\n".join(blocks)).encode()


def teams(talk: Talk) -> bytes:
    """A voice tag a cue, its text on two lines."""
    blocks = (
        f"3f2b1c90-1a2b-4c3d-9e8f-0a1b2c3d4e5f/{number}-0\n"
        f"{_vtt(said.start)} --> {_vtt(said.end)}\n"
        f"<v {escape(said.speaker)}>{escape(said.text).replace(' ', chr(10), 1)}</v>\n"
        for number, said in enumerate(talk)
    )
    return ("\ufeffWEBVTT\n\n" + "\n".join(blocks)).encode()


def teams_metadata(talk: Talk) -> bytes:
    """JSON in each cue."""
    blocks = (
        f"{_vtt(said.start)} --> {_vtt(said.end)}\n"
        + json.dumps({"speakerName": said.speaker, "spokenText": said.text})
        + "\n"
        for said in talk
    )
    return ("WEBVTT\n\n" + "\n".join(blocks)).encode()


def srt(talk: Talk) -> bytes:
    """Commas in times, and UTF-16."""
    blocks = (
        f"{number}\r\n{_vtt(said.start)} --> {_vtt(said.end)}\r\n".replace(".", ",")
        + f"{said.speaker}: {said.text}\r\n"
        for number, said in enumerate(talk, start=1)
    )
    return "\r\n".join(blocks).encode("utf-16")


def otter(talk: Talk) -> bytes:
    """A name with its time above each turn, and a footer."""
    blocks = (f"{said.speaker}  {_clock(said.start)}  \n{said.text}\n\n" for said in talk)
    return ("".join(blocks) + "Transcribed by https://otter.ai\n").encode()


def meet_lines(talk: Talk) -> list[str]:
    """Names of all who attended, a time at the start, and a footer."""
    names = ", ".join(dict.fromkeys(said.speaker for said in talk))
    return [
        "📝 Notes",
        "Summary",
        "Somebody: this was written by a machine.",
        "Attendees",
        f"{names}, {talk[0].speaker}'s Presentation",
        "📖 Transcript",
        "00:00:00",
        " ",
        *(f"{said.speaker}: {said.text}" for said in talk),
        f"Transcription ended after {_clock(talk[-1].end, hours=True)}",
        "",
        "This editable transcript was computer generated and might contain errors.",
    ]


def meet(talk: Talk) -> bytes:
    """The same as a text file."""
    return "\n".join(meet_lines(talk)).encode()


def meet_docx(talk: Talk) -> bytes:
    """The same as a DOCX."""
    return docx(meet_lines(talk))


def teams_docx(talk: Talk) -> bytes:
    """A name with its time and the words below it in one paragraph."""
    return docx(
        [
            "Coaching-20261130_120000-Meeting Transcript",
            "30 November 2026, 12:00pm",
            "27m 42s",
            f"{talk[0].speaker} started transcription",
            *(f"{said.speaker}   {_clock(said.start)}\n{said.text}" for said in talk),
            f"{talk[0].speaker} hat die Transkription beendet",
        ]
    )


def older_teams_docx(talk: Talk) -> bytes:
    """Times, name and words in paragraphs of their own."""
    parts = (
        (f"0:{said.start // 60}:{said.start % 60}.0 --> 0:{said.end // 60}:{said.end % 60}.0",
         said.speaker, said.text)
        for said in talk
    )  # fmt: skip
    return docx(["Coaching", *(line for part in parts for line in part)])


def whisper(talk: Talk) -> bytes:
    """Segments with speakers."""
    segments = [
        {"start": said.start, "end": said.end, "text": f" {said.text}", "speaker": said.speaker}
        for said in talk
    ]
    return json.dumps({"text": "", "segments": segments}, indent=1).encode()


def plain(talk: Talk) -> bytes:
    """A blank line between turns."""
    return "\n\n".join(f"{said.speaker}: {said.text}" for said in talk).encode()


def stamped(talk: Talk) -> bytes:
    """A time in brackets before each name."""
    return "\n".join(
        f"[{_clock(said.start, hours=True)}] {said.speaker}: {said.text}" for said in talk
    ).encode()


def table(talk: Talk) -> bytes:
    """A row a turn."""
    rows = (f'{said.start},"{said.speaker}","{said.text}"' for said in talk)
    return "\n".join(["Start Time,Speaker,Text", *rows]).encode()


WITHOUT_TIMES: dict[str, Callable[[Talk], bytes]] = {"plain": plain}
WITH_STARTS: dict[str, Callable[[Talk], bytes]] = {
    "otter": otter,
    "teams-docx": teams_docx,
    "stamped": stamped,
    "csv": table,
}
WITH_TIMES: dict[str, Callable[[Talk], bytes]] = {
    "zoom-vtt": zoom,
    "teams-vtt": teams,
    "teams-metadata": teams_metadata,
    "srt": srt,
    "older-teams-docx": older_teams_docx,
    "whisper-json": whisper,
}
APPROXIMATE: dict[str, Callable[[Talk], bytes]] = {"meet-text": meet, "meet-docx": meet_docx}
ALL = WITHOUT_TIMES | WITH_STARTS | WITH_TIMES | APPROXIMATE


def docx(paragraphs: Iterable[str]) -> bytes:
    """A DOCX of these paragraphs; a line break inside of one stays one."""
    body = "".join(f"<w:p><w:r>{_runs(text)}</w:r></w:p>" for text in paragraphs)
    return docx_of(f'<w:document xmlns:w="{_NAMESPACE}"><w:body>{body}</w:body></w:document>')


def docx_of(document: str, **others: bytes) -> bytes:
    """A DOCX with this as its main part, and other parts by name."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
        for name, content in others.items():
            archive.writestr(f"word/{name}", content)
    return packed.getvalue()


def _runs(text: str) -> str:
    return "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")
    )


def _vtt(seconds: float) -> str:
    return f"{_clock(int(seconds), hours=True)}.{round(seconds % 1 * 1000):03}"


def _clock(seconds: int, *, hours: bool = False) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
