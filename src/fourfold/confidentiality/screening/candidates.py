"""Words that may be a name: with a capital inside of a sentence, common as a name, or unknown."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from fourfold.confidentiality.screening.facts import (
    ends_everyday,
    facts,
    is_everyday,
    known_names,
    listed,
)
from fourfold.confidentiality.screening.words import Identifier, Kind, Line, Phrases, Word, phrases

_MOST_PARTS = 6
_LONGEST_ACRONYM = 4


@dataclass(frozen=True, slots=True)
class Name:
    """The words from `first` to the one before `after`, which may be a name.

    `titled` when a title stands before it, `owns` when a "'s" ends it, `confident` when it is a
    common name and nothing else, or has a capital where no sentence starts.
    """

    first: int
    after: int
    titled: bool
    owns: bool
    confident: bool

    def parts(self, talk: Line) -> tuple[str, ...]:
        """Its words in lower case, without particles and marks."""
        words = (stem(word.plain) for word in talk.words[self.first : self.after])
        return tuple(each for each in words if each[0].isalpha() and each not in _particles())

    def identifier(self, talk: Line) -> Identifier:
        """Where it stands, without its "'s"."""
        end = talk.words[self.after - 1].end - (2 if self.owns else 0)
        return Identifier(Kind.NAME, talk.words[self.first].start, end)


def candidates(talk: Line) -> Iterator[Name]:
    """Every row of words that may be a name, from left to right."""
    at = 0
    while at < len(talk.words):
        if _is_plainly_none(talk.words[at], talk.plain_at(at - 1)):
            at += 1
            continue
        titled = _is_titled(talk, at)
        if not _may_start(talk, at, titled):
            at += 1
            continue
        yield (name := _name(talk, at, titled))
        at = name.after


def _name(talk: Line, at: int, titled: bool) -> Name:
    after = _end(talk, at)
    return Name(
        first=at if titled else _with_particles(talk, at),
        after=after,
        titled=titled,
        owns=talk.plain_at(after - 1).endswith("'s"),
        confident=any(_is_confident(talk, each) for each in range(at, after)),
    )


def _is_plainly_none(word: Word, before: str) -> bool:
    """Whether it is a mark, or an everyday word after which nothing has to be looked at."""
    if word.capital:
        return False
    if not word.plain[0].isalpha():
        return True
    return (
        is_everyday(word.plain) and stem(word.plain) not in known_names() and before not in _led()
    )


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A word without its "'s"."""
    return word.removesuffix("'s")


def _is_titled(talk: Line, at: int) -> bool:
    """Whether a title such as "Mrs." stands before; "I miss home" and "MS is" have none."""
    before = at - 2 if talk.plain_at(at - 1) == "." else at - 1
    title, word = talk.plain_at(before), stem(talk.plain_at(at))
    if title not in listed("names", "titles"):
        return False
    if word in listed("names", "led_by"):
        return not is_everyday(stem(talk.plain_at(at + 1))) or talk.plain_at(at + 1) in _particles()
    if is_everyday(word) and not talk.words[at].capital:
        return word in known_names() and word not in listed("names", "doubtful")
    if title not in listed("names", "unsure_titles") or talk.words[at].capital:
        return talk.words[before].capital or not is_everyday(word)
    missed = title == "miss" and talk.plain_at(before - 1) in listed("names", "misses")
    return not missed and not ends_everyday(word)


def _may_start(talk: Line, at: int, titled: bool) -> bool:
    word = talk.words[at]
    plain = stem(word.plain)
    if titled:
        return len(plain) > 1 or _is_initial(talk, at)
    if _goes_by(talk, at):
        return True
    if len(plain) < 2 or plain in _not_alone() or _is_acronym(talk, at) or _is_thing(talk, at):
        return False
    if plain in listed("names", "titles"):
        return False
    if _is_plural(talk, at):
        return True
    if not is_everyday(plain):
        return (
            plain in known_names()
            or (word.capital and not word.opening)
            or not ends_everyday(plain)
        )
    if plain not in known_names() or plain in listed("names", "doubtful"):
        return False
    return (word.capital and not word.opening) or _is_named(talk, at)


def _is_plural(talk: Line, at: int) -> bool:
    """Whether it is a family, as in "the Hendersons"."""
    plain = talk.plain_at(at)
    one = plain.removesuffix("s")
    return (
        one != plain
        and one in known_names()
        and plain not in known_names()
        and talk.plain_at(at - 1) == "the"
        and (talk.words[at].capital or not is_everyday(one))
    )


def _is_initial(talk: Line, at: int) -> bool:
    """Whether a letter stands for a patient's name: "Mrs. K", "mr b"."""
    before = at - 2 if talk.plain_at(at - 1) == "." else at - 1
    plain = stem(talk.plain_at(at))
    sure = talk.words[at].capital or talk.plain_at(before) not in listed("names", "unsure_titles")
    sure = sure or before == at - 2
    return plain.isalpha() and sure and (plain not in "ai" or talk.words[at].capital)


def _goes_by(talk: Line, at: int) -> bool:
    """Whether it is what somebody "goes by", which may be any word."""
    led = talk.plain_at(at - 1) == "by" and talk.plain_at(at - 2) in ("goes", "went", "going")
    who = talk.plain_at(at - 3) not in listed("names", "passing")
    known = talk.plain_at(at) not in listed("places", "small") and talk.plain_at(at)[0].isalpha()
    return (
        led
        and who
        and known
        and (
            talk.words[at].capital
            or not is_everyday(talk.plain_at(at - 3))
            or talk.plain_at(at - 3) in ("he", "she", "who", "patient", "him", ",")
        )
    )


def _is_named(talk: Line, at: int) -> bool:
    """Whether "grace" or "baker" is a name here: after "called", before a surname or a bed."""
    after = talk.plain_at(at + 1)
    surname = after[:1].isalpha() and not is_everyday(stem(after)) and not ends_everyday(after)
    led = talk.plain_at(at - 1) in listed("names", "namely") or follows_bed(talk, at)
    if (
        surname
        or led
        or after in listed("names", "after_everyday")
        or talk.plain_at(at + 2) == "bed"
    ):
        return True
    before = leads_to_patient().ending(talk.words, at) and after in listed("names", "name_ends")
    return before or follows_patient().starting(talk.words, at + 1) is not None


def follows_label(talk: Line, at: int) -> bool:
    """Whether "name:" or "patients:" stands before."""
    return talk.plain_at(at - 1) == ":" and talk.plain_at(at - 2) in listed("names", "heads")


def follows_bed(talk: Line, at: int) -> bool:
    """Whether "bed 12" stands before, also with a comma."""
    before = at - 2 if talk.plain_at(at - 1) in (",", ":") else at - 1
    while talk.plain_at(before).isdecimal():
        before -= 1
    return talk.plain_at(at - 1) != talk.plain_at(before) and (
        talk.plain_at(before) in ("bed", "room") and talk.plain_at(before + 1).isdecimal()
    )


def _is_acronym(talk: Line, at: int) -> bool:
    word = talk.words[at]
    listed_name = talk.plain_at(at - 1) == "," and follows_label(talk, at - 2)
    if not word.capital or follows_label(talk, at) or listed_name:
        return False
    said = talk.text[word.start : word.end]
    letters = said.removesuffix("s")
    short = 1 < len(letters) <= _LONGEST_ACRONYM and letters.isupper()
    return (short and stem(word.plain) not in known_names()) or any(
        each.isdecimal() for each in said
    )


def _is_thing(talk: Line, at: int) -> bool:
    """Whether it is a sign, scale or disease with a person's name: "a Foley", "Murphy's sign"."""
    word = stem(talk.plain_at(at))
    if word not in listed("names", "eponyms"):
        return False
    after = at + 1
    while talk.plain_at(after) in ("-", "–") or talk.plain_at(after) in listed("names", "eponyms"):
        after += 1
    article = talk.plain_at(at - 1) in ("a", "an", "the", "-", "no")
    owned = talk.plain_at(at).endswith("'s") and talk.plain_at(after) not in _relatives()
    return article or owned or talk.plain_at(after) in listed("names", "things")


def _end(talk: Line, first: int) -> int:
    """The place after the name that starts here."""
    after = first + 1
    for _ in range(_MOST_PARTS):
        step = _step(talk, first, after)
        if not step:
            break
        after += step
    return after


def _step(talk: Line, first: int, after: int) -> int:
    """How many of the next words still belong to the name: 0 when it ends here."""
    if talk.plain_at(after - 1).endswith("'s") or after >= len(talk.words):
        return 0
    if talk.plain_at(after) == "-" and talk.words[after].glued and after + 1 < len(talk.words):
        return 2 if talk.words[after + 1].glued and talk.plain_at(after + 1)[0].isalpha() else 0
    ahead = after
    while ahead < after + 3 and talk.plain_at(ahead) in _particles():
        ahead += 1
    if len(talk.plain_at(ahead)) == 1 and ahead < len(talk.words) and talk.words[ahead].capital:
        ahead += 2 if talk.plain_at(ahead + 1) == "." else 1
    return ahead - after + 1 if _goes_on(talk, first, ahead) else 0


def _goes_on(talk: Line, first: int, at: int) -> bool:
    if at >= len(talk.words) or not talk.plain_at(at)[0].isalpha():
        return False
    word, plain = talk.words[at], stem(talk.plain_at(at))
    if (
        word.opening
        or len(plain) < 2
        or plain in _not_alone()
        or plain in listed("names", "titles")
    ):
        return False
    if talk.words[first].capital or word.capital:
        return word.capital and not _is_acronym(talk, at) and _is_surname(plain)
    first_known = talk.plain_at(first) in known_names() and not is_everyday(talk.plain_at(first))
    return _is_surname(plain) and (first_known or not ends_everyday(plain))


def _is_surname(plain: str) -> bool:
    known = plain in known_names() and plain not in listed("names", "doubtful")
    return known or not is_everyday(plain)


def _with_particles(talk: Line, first: int) -> int:
    """The place of "van der" or "Prudence" before a name with a capital."""
    while talk.words[first].capital and talk.plain_at(first - 1) in listed("names", "led_by"):
        first -= 1
    if talk.plain_at(first - 1) == "." and len(talk.plain_at(first - 2)) == 1:
        initial = talk.words[first - 2]
        return first - 2 if initial.capital and not talk.words[first].opening else first
    return first - 1 if first and _is_first_name(talk, first - 1) else first


def _is_first_name(talk: Line, at: int) -> bool:
    """Whether a word before a name is one too, though it is an everyday word: "Prudence"."""
    word = talk.words[at]
    taken = listed("names", "colleague") | listed("places", "small") | _not_alone()
    named = word.capital and not word.opening and word.plain.isalpha() and len(word.plain) > 1
    return named and word.plain not in taken and not _is_acronym(talk, at)


def _is_confident(talk: Line, at: int) -> bool:
    word, plain = talk.words[at], stem(talk.plain_at(at))
    if not plain[0].isalpha() or plain in listed("names", "eponyms"):
        return False
    if word.capital and not word.opening:
        return True
    return plain in known_names() and not is_everyday(plain)


@cache
def leads_to_patient() -> Phrases:
    """What only a patient's name stands after; by the last word."""
    return phrases({"before": facts()["names"]["before"]}, by_last=True)


@cache
def follows_patient() -> Phrases:
    """What only a patient's name stands before."""
    return phrases({"after": facts()["names"]["after"]})


@cache
def _not_alone() -> frozenset[str]:
    """Words that are never a name without a title."""
    places = listed("places", "large") | listed("places", "towns")
    return listed("names", "never") | listed("names", "ill") | (places - known_names())


@cache
def _led() -> frozenset[str]:
    return listed("names", "titles") | {".", "by"}


@cache
def _particles() -> frozenset[str]:
    return listed("names", "particles")


@cache
def _relatives() -> frozenset[str]:
    return listed("names", "relatives")
