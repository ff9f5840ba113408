"""Which labels name a speaker: "Dr. Ruiz: …" does, "Note: …" and "at 5:30" do not.

No single line can tell. A label counts by its shape and by how often and where it stands in the
whole file.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from fourfold.transcripts.reading.clean import clean_name
from fourfold.transcripts.reading.facts import words

# Longer ones are sentences.
LONGEST_LABEL = 80
_MOST_WORDS = 8
_NO_NAME = re.compile(r"[?!:;\"\u201c\u201d\u2022\u2026=<>{}\\]")
_BRACKET = re.compile(r"[(\[][^()\[\]]*[)\]]")
_PHONE = re.compile(r"\+?[\d\s().*x-]{7,24}")


@dataclass(frozen=True, slots=True)
class Label:
    """Words that stand where a speaker's name may stand; `opens_block` as in Line.

    `certain` says that nobody writes speech like this, so that its shape is enough.
    """

    text: str
    opens_block: bool
    certain: bool = False


def label_key(text: str) -> str:
    """What is equal for two spellings of one label."""
    return clean_name(text).casefold()


def speakers_among(labels: Iterable[Label], blocks: int) -> frozenset[str]:
    """The keys of the labels that name somebody; `blocks` is how many blocks the file has."""
    shaped = [label for label in labels if is_label(label.text)]
    counts = Counter(label_key(label.text) for label in shaped)
    opening = Counter(label_key(label.text) for label in shaped if label.opens_block)
    certain = {label_key(label.text) for label in shaped if label.certain}
    everywhere = opening.total() * 10 >= blocks * 9
    return frozenset(
        key
        for key, label in {label_key(label.text): label.text for label in shaped}.items()
        if key in certain
        or (
            _comes_again(label, counts[key], counts.total(), blocks, everywhere=everywhere)
            if counts[key] > 1
            else opening[key] and _may_be_once(label, everywhere=everywhere)
        )
    )


def is_label(text: str) -> bool:
    """Whether a name can look like this."""
    name = clean_name(text)
    outside = _BRACKET.sub(" ", name)
    if len(name) > LONGEST_LABEL or not outside.strip() or _NO_NAME.search(name):
        return False
    if name[-1] in ",-/" or not (name[0].isalnum() or name[0] in "_@+#("):
        return False
    if not any(letter.isalpha() for letter in name):
        return bool(_PHONE.fullmatch(name)) and sum(letter.isdigit() for letter in name) >= 7
    parts = _parts(name)
    return len(parts) <= _MOST_WORDS and not any(_ends_sentence(part) for part in parts[:-1])


def is_proper(text: str) -> bool:
    """Whether each word begins like one of a name, and the first is not one of speech."""
    parts = _parts(text)
    is_capital = all(_is_capital(part) for part in parts)
    return is_capital and not _is_speech(parts)


def _comes_again(label: str, count: int, labels: int, blocks: int, *, everywhere: bool) -> bool:
    parts = _parts(label)
    if _is_speech(parts):
        # "Me:" and "Her:" can be all the names that a dialogue has.
        is_pronoun = len(parts) == 1 and _plain(label) in words("labels", "pronouns")
        return is_pronoun and everywhere and count * 5 >= blocks
    usual = is_proper(label) and _plain(parts[0]) not in words("labels", "seldom")
    is_phrase = _plain(parts[-1]) in words("labels", "never_first")
    return usual or (len(parts) <= 4 and count * 10 >= labels and not is_phrase)


def _may_be_once(label: str, *, everywhere: bool) -> bool:
    parts = _parts(label)
    plain = [_plain(part) for part in parts]
    if _is_speech(parts) or plain[0] in words("labels", "seldom"):
        return False
    if set(plain) <= words("labels", "head"):
        return False
    if is_proper(label):
        return len(parts) <= 5
    # "guide" and "speaker 1", but not "the point is".
    return everywhere and all(part.isdecimal() for part in parts[1:])


def _is_speech(parts: list[str]) -> bool:
    # "A:" and "I:" stand for the answering and the interviewing one.
    if len(parts) == 1 and len(parts[0]) == 1 and parts[0].isupper():
        return False
    first, last = _plain(parts[0]), _plain(parts[-1])
    is_remark = {first, last} & words("labels", "remarks")
    return first.isdecimal() or bool(is_remark) or first in words("labels", "never_first")


def _ends_sentence(part: str) -> bool:
    letters = part.strip(".")
    return part.endswith(".") and len(letters) > 3 and _plain(part) not in words("labels", "titles")


def _plain(part: str) -> str:
    return part.casefold().replace("\u2019", "'").partition("'")[0].strip(".,:()[]-*_#")


def _is_capital(part: str) -> bool:
    if _plain(part) in words("labels", "particles"):
        return True
    letters = [letter for letter in part if letter.isalnum()]
    # iPhone and deVries are names too.
    return not letters or not letters[0].islower() or any(letter.isupper() for letter in letters)


def _parts(text: str) -> list[str]:
    """The words of a label outside of brackets; all of them when there are none outside."""
    name = clean_name(text)
    return _BRACKET.sub(" ", name).split() or name.split()
