"""Who speaks inside of one cue: voice tags, JSON in a cue, labels at the start of its lines."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fourfold.transcripts.reading.facts import facts
from fourfold.transcripts.reading.labels import LONGEST_LABEL, Label, label_key
from fourfold.transcripts.transcript import UNKNOWN_SPEAKER

Said = tuple[str | None, str]

_VOICE = re.compile(r"<(/?)v(?:\.[^\s<>]{0,50})?(?:\s+([^<>]{0,200}))?>", re.IGNORECASE)
# A number, emphasis, a dash or >> may stand before a label; the colon may be a wide one.
_LABELLED = re.compile(
    rf"(?:\d{{1,4}}[.)]\s)?[\s>*_#-]*(?P<label>[^:\uff1a\t\n]{{1,{LONGEST_LABEL}}}?)[*_]*"
    r"(?:[:\uff1a][*_]*(?=\s|$)|\t|\uff1a|:[*_]+)"
)


def has_voices(text: str) -> bool:
    """Whether the cue has a voice tag or is JSON with a speaker."""
    return bool(_VOICE.search(text)) or _json(text) is not None


def split_voices(text: str) -> list[Said]:
    """The voices of a cue with tags or JSON, each with its words."""
    if (found := _json(text)) is not None:
        name = pick(found, "speaker")
        return [(str(name) if name else UNKNOWN_SPEAKER, str(pick(found, "text")))]
    parts = _VOICE.split(text)
    said = [(UNKNOWN_SPEAKER, _without_dash(parts[0]))]
    for closes, name, words in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        if closes:
            # What stands after a closed voice is still the same breath.
            said.append((said[-1][0], _without_dash(words)))
        else:
            said.append(((name or "").strip() or UNKNOWN_SPEAKER, words))
    return [each for each in said if each[1].strip()]


def is_broken_json(text: str) -> bool:
    """Whether the cue means to be JSON with a speaker and cannot be read."""
    return text.lstrip().startswith('{"') and _json(text) is None


def label_of(line: str) -> tuple[str, str] | None:
    """The label before the first colon or tab of a line, and what comes after it."""
    match = _LABELLED.match(line[: LONGEST_LABEL + 20])
    if not match:
        return None
    label = name_in(match["label"])
    return (label, line[match.end() :].strip()) if label else None


def name_in(label: str) -> str:
    """The label without emphasis and square brackets around it."""
    label = label.strip(" \t*_")
    return label[1:-1].strip() if label.startswith("[") and label.endswith("]") else label


def labels_in(cues: Iterable[Sequence[str]]) -> list[Label]:
    """All that could be a label at the start of a line of these cues."""
    return [
        # Two voices in one cue both have a label, or the second is speech.
        Label(found[0], opens_block=not place or label_of(lines[0]) is not None)
        for lines in cues
        for place, line in enumerate(lines)
        if (found := _label_with_words(lines, place))
    ]


def split_labels(lines: Sequence[str], speakers: frozenset[str]) -> list[Said]:
    """The voices of a cue by the labels at the start of its lines; None is the voice before."""
    said: list[Said] = []
    for place, line in enumerate(lines):
        found = _label_with_words(lines, place)
        if found and label_key(found[0]) in speakers:
            said.append(found)
        elif said:
            said[-1] = (said[-1][0], f"{said[-1][1]} {line}")
        else:
            said.append((None, line))
    return said


def _label_with_words(lines: Sequence[str], place: int) -> tuple[str, str] | None:
    """The label of a line of a cue; a label that nothing comes after is itself what was said."""
    found = label_of(lines[place])
    return found if found and (found[1] or place + 1 < len(lines)) else None


def pick(entry: Mapping[str, Any], what: str) -> Any:
    """The value under the first key that means `what`; None when there is none."""
    by_name = {plain_key(key): value for key, value in entry.items()}
    return next((by_name[key] for key in facts()["keys"][what] if key in by_name), None)


def plain_key(key: str) -> str:
    """The name of a key or column as `data/reading.toml` spells it."""
    return key.strip().casefold().replace("_", "").replace("-", "").replace(" ", "")


def _without_dash(words: str) -> str:
    """The words without the dash that sets a second voice off."""
    words = words.strip()
    return words[1:].strip() if words.startswith("- ") else words.removesuffix("-").strip()


def _json(text: str) -> Mapping[str, Any] | None:
    if not text.lstrip().startswith("{"):
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and isinstance(pick(found, "text"), str) else None
