"""JSON with a list of segments: Whisper, whisper.cpp, WhisperX, and what looks like them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from fourfold.issues import FourfoldError, Issue
from fourfold.transcripts.reading.cue import MOST_CUES, Cue, Found, at_line, too_many_cues
from fourfold.transcripts.reading.facts import facts
from fourfold.transcripts.reading.times import seconds
from fourfold.transcripts.reading.voices import pick
from fourfold.transcripts.transcript import UNKNOWN_SPEAKER

_WHISPER = ("segments", "transcription")
_SHOWN = 30
# A text may be written with escapes, and looking for it must not take long.
_NEAR = 100_000
_MOST_MISSES = 200


@dataclass(slots=True)
class _Lines:
    """Finds the line where the text of each entry stands, one after the other."""

    source: str
    place: int = 0
    line: int = 1
    misses: int = 0

    def of(self, text: str) -> int:
        """The line of the next place where this text stands, else the last line found."""
        written = json.dumps(text, ensure_ascii=False)[1 : _SHOWN + 1]
        if not text or self.misses > _MOST_MISSES:
            return self.line
        found = self.source.find(written.rstrip('\\"'), self.place, self.place + _NEAR)
        if found < 0:
            self.misses += 1
            return self.line
        self.line += self.source.count("\n", self.place, found)
        self.place = found
        return self.line


def is_json(text: str) -> bool:
    """Whether the text means to be JSON; `[00:12] Ana: …` does not."""
    start = "".join(text[:2000].split())[:2]
    return start in ("{", "[", "{}", "[]", '{"', "[{", '["')


def read_json(text: str) -> Found:
    """All cues of the file; FourfoldError when it is broken JSON or holds no segments."""
    data = _parsed(text)
    key, entries = _entries(data)
    if len(entries) > MOST_CUES:
        raise too_many_cues(len(entries))
    lines = _Lines(text)
    cues: list[Cue] = []
    issues: list[Issue] = []
    for number, entry in enumerate(entries, start=1):
        said = _text(entry)
        line = lines.of(said or "")
        if said is None:
            says = f"Entry {number} holds no text and is left out."
            issues.append(at_line("left_out", says, line))
            continue
        cues += _cues(entry, said, line)
        issues += _odd_in(entry, said, line)
    return Found("whisper-json" if key in _WHISPER else "json", tuple(cues), tuple(issues))


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as broken:
        if broken.msg == "Extra data" and (entries := _of_lines(text)):
            return entries
        where = f"in line {broken.lineno}, column {broken.colno}"
        message = f"Broken JSON {where}: {broken.msg}. Export the file again."
        raise FourfoldError(message) from broken
    except RecursionError as broken:
        raise FourfoldError("The JSON is nested too deeply for a transcript.") from broken
    except ValueError as broken:
        raise FourfoldError("A number in this JSON is too long.") from broken


def _of_lines(text: str) -> list[Any]:
    """What JSON lines hold; empty when a line is no JSON."""
    try:
        return [json.loads(line) for line in text.split("\n") if line.strip()]
    except (ValueError, RecursionError):
        return []


def _entries(data: Any) -> tuple[str, Sequence[Any]]:
    """The list of entries and the key where it stands."""
    if isinstance(data, list):
        return "", data
    for place in _places(data):
        for key in facts()["keys"]["lists"]:
            if isinstance(place.get(key), list) and place[key]:
                return key, place[key]
    for place in _places(data):
        if _text(place):
            return "", [place]
    allowed = "{“segments”: [{“start”: 0.0, “end”: 2.5, “speaker”: “Ana”, “text”: “…”}]}"
    raise FourfoldError(f"This JSON holds no list of segments. A transcript looks like {allowed}.")


def _places(data: Any) -> list[Mapping[str, Any]]:
    """The object itself and those in it and in these."""
    outer: list[Mapping[str, Any]] = [data] if isinstance(data, dict) else []
    inner = [each for one in outer for each in one.values() if isinstance(each, dict)]
    return outer + inner + [v for one in inner for v in one.values() if isinstance(v, dict)]


def _text(entry: object) -> str | None:
    """The words of an entry; None when it has none."""
    if not isinstance(entry, dict):
        return None
    found = pick(entry, "text")
    if isinstance(found, str):
        return found
    words = [_word(each) for each in _words(entry)]
    return " ".join(word.strip() for word in words) if words else None


def _cues(entry: Mapping[str, Any], said: str, line: int) -> Iterator[Cue]:
    start, end = _times(entry)
    voices = list(_voices(entry, said))
    for place, (speaker, text, begin, stop) in enumerate(voices):
        yield Cue(
            line,
            text,
            speaker,
            start if place == 0 else begin,
            end if place == len(voices) - 1 else stop,
        )


def _voices(
    entry: Mapping[str, Any], said: str
) -> Iterator[tuple[str, str, float | None, float | None]]:
    """The voices of one entry by the speakers of its words, as far as these make up its text."""
    words = _words(entry)
    own = _speaker(entry)
    if not _make_up(words, said):
        yield own or UNKNOWN_SPEAKER, said, None, None
        return
    named = zip(_spoken_by(words, own), words, strict=True)
    for speaker, row in groupby(named, key=lambda pair: pair[0]):
        spoken = [word for _, word in row]
        text = " ".join(_word(word).strip() for word in spoken)
        yield speaker, text, _times(spoken[0])[0], _times(spoken[-1])[1]


def _spoken_by(words: Sequence[Mapping[str, Any]], own: str) -> list[str]:
    """Who says each word: one without a name goes with the word before it."""
    names = [_speaker(word) for word in words]
    last = own or next((name for name in names if name), UNKNOWN_SPEAKER)
    spoken = []
    for name in names:
        last = name or last
        spoken.append(last)
    return spoken


def _make_up(words: Sequence[Mapping[str, Any]], said: str) -> bool:
    """Whether some words have a speaker and all together are the text."""
    if not any(_speaker(word) for word in words):
        return False
    return [part for word in words for part in _word(word).split()] == said.split()


def _odd_in(entry: Mapping[str, Any], said: str, line: int) -> Iterator[Issue]:
    names = {name for word in _words(entry) if (name := _speaker(word))}
    if len(names) > 1 and not _make_up(_words(entry), said):
        says = "Two people speak in this segment and its words cannot be told apart."
        yield at_line("two_voices", says, line)
    for what in ("start", "end"):
        written = pick(entry, what)
        if written is not None and seconds(written) is None:
            says = f"The {what} of this segment cannot be read. Its words are kept."
            yield at_line("bad_time", says, line)


def _times(entry: Mapping[str, Any]) -> tuple[float | None, float | None]:
    offsets = entry.get("offsets")
    if isinstance(offsets, dict):
        # whisper.cpp counts in milliseconds.
        return _thousandth(offsets.get("from")), _thousandth(offsets.get("to"))
    return seconds(pick(entry, "start")), seconds(pick(entry, "end"))


def _thousandth(written: object) -> float | None:
    milliseconds = seconds(written)
    return None if milliseconds is None else round(milliseconds / 1000, 3)


def _speaker(entry: Mapping[str, Any]) -> str:
    found = pick(entry, "speaker")
    found = pick(found, "speaker") if isinstance(found, dict) else found
    is_name = isinstance(found, (str, int)) and not isinstance(found, bool)
    return str(found).strip() if is_name else ""


def _words(entry: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = entry.get("words")
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _word(entry: Mapping[str, Any]) -> str:
    found = entry.get("word", pick(entry, "text"))
    return found if isinstance(found, str) else ""
