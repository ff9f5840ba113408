"""Identifiers that are known by their shape alone, and addresses of the net that are spoken."""

import re
from collections.abc import Iterator

from fourfold.confidentiality.screening.facts import is_everyday, listed
from fourfold.confidentiality.screening.words import Identifier, Kind, Line

_MAIL = re.compile(
    r"[\w+%-][\w.+%-]{0,63}(?:@| ?[\[(]at[\])] ?)"
    r"(?:[\w-]{1,63}(?:\.| ?[\[(]dot[\])] ?))+[A-Za-z]{2,}"
)
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]+|(?<![\w@.-])(?:[a-z0-9-]{1,63}\.)+[a-z]{2,12}(?![\w@-])(?:/[^\s<>\"]*)?",
    re.IGNORECASE,
)
_URL_END = ".,;:!?)]}'\"\u2019\u201d"
# A code of letters and digits that is no trial, article, grant or year.
_CODE = (
    r"(?<![\w/.-])(?!NCT|PMC|PMID|ISBN|COVID|DOI|ICD|CPT|FY|AY|[RKUTF]\d\d|HL|DK|CA|AI|MH|NS|HD)"
    r"[A-Z]{1,4}-?(?!(?:19|20)\d\d(?!\d))\d{4,10}(?:-?[A-Z0-9]{1,4})?(?![\w-])"
)
_SHAPES = tuple(
    (kind, re.compile(shape))
    for kind, *shapes in (
        (
            Kind.IP,
            r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\w|\.\d)",
            r"(?i)(?<![\w:])(?=[0-9a-f:]*(?:::|[a-f]))(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4}(?![\w:])",
        ),
        (Kind.DEVICE_NUMBER, r"\b(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}\b"),
        (Kind.SSN, r"(?<![\w-])\d{3}([- ])\d{2}\1\d{4}(?![\w-])"),
        (
            Kind.PHONE,
            r"(?<![\w.-])(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?!\w)",
            r"(?<!\w)\+\d{1,3}(?:[ .-]?\(?\d{1,4}\)?){2,6}(?!\w)",
            r"(?<![\w.-])\d{3}-\d{4}(?![\w-])",
        ),
        (
            Kind.ACCOUNT_NUMBER,
            r"(?<![\w-])\d{4}([- ]?)\d{4}\1\d{4}\1\d{4}(?![\w-])",
            r"(?<![\w-])3\d{3}[- ]\d{6}[- ]\d{5}(?![\w-])",
            r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?!\w)",
        ),
        (Kind.PLAN_NUMBER, r"(?<!\w)[1-9][A-Z][A-Z\d]\d-?[A-Z][A-Z\d]\d-?[A-Z]{2}\d{2}(?!\w)"),
        (Kind.VEHICLE_NUMBER, r"\b(?=[A-Z]*\d)(?=\d*[A-Z])[A-HJ-NPR-Z\d]{11}\d{6}\b"),
        (
            Kind.ADDRESS,
            r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}(?!\w)",
            r"(?<!\w)[A-Z]\d[A-Z] ?\d[A-Z]\d(?!\w)",
        ),
        (
            Kind.OTHER_NUMBER,
            r"(?<![\w@.])@[A-Za-z_][\w.]{2,}\w",
            _CODE,
            r"(?i)\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b",
        ),
    )
    for shape in shapes
)
_SPOKEN_IP = re.compile(r"(?: \d{1,3}){1,3}(?: (?:dot|·|point|period)(?: \d{1,3}){1,3}){3}(?= )")
_DOT = "(?:dot|·)"
_SPOKEN_MAIL = re.compile(rf" at(?: [^ .]+){{1,3}}? {_DOT} [a-z]+(?: {_DOT} [a-z]+)*(?= )")
_NAMED_TOP = (
    rf"(?: (?:www|w w w) {_DOT}(?: [\w'-]+){{1,6}}?| [\w-]+)(?: {_DOT} [\w-]+){{0,4}}? {_DOT} "
    r"(?:com|org|net|edu|gov|info|io)"
)
# After "www" or two slashes any ending is one of an address.
_ANY_TOP = (
    rf"(?: (?:www|w w w) {_DOT}| (?:slash|/)(?: forward| back)? (?:slash|/)(?: www {_DOT})?)"
    rf"(?: [\w'-]+){{1,5}}? {_DOT} [a-z]{{2,}}"
)
_SPOKEN_URL = re.compile(
    rf"(?:{_NAMED_TOP}|{_ANY_TOP})"
    rf"(?: (?:{_DOT}|(?:forward |back )?slash|/|dash|underscore)"
    r" [^\W_]+(?: \d+){0,4}){0,9}(?= )"
)
_JOINTS = frozenset({"dot", "·", "underscore", "_", "dash", "hyphen", "-", "plus"})
_LONGEST_MAIL = 10
_MOST_BEFORE = 8


def addressed(line: Line) -> Iterator[Identifier]:
    """Written mail and web addresses."""
    for match in _MAIL.finditer(line.text):
        yield Identifier(Kind.MAIL, match.start(), match.end())
    for match in _URL.finditer(line.text):
        found = match[0].rstrip(_URL_END)
        if _is_address(found.lower()):
            yield Identifier(Kind.URL, match.start(), match.start() + len(found))


def shaped(line: Line) -> Iterator[Identifier]:
    """Phone, card and other numbers that are known by their shape."""
    for kind, shape in _SHAPES:
        for match in shape.finditer(line.text):
            yield Identifier(kind, match.start(), match.end())


def spoken(line: Line) -> Iterator[Identifier]:
    """Mail, web and device addresses that are said word by word."""
    for match in _SPOKEN_IP.finditer(line.plain):
        yield line.matched(Kind.IP, match)
    if "dot" in line.plain:
        for match in _SPOKEN_MAIL.finditer(line.plain):
            yield from _mail(line, line.at(match.start()), line.at(match.end() - 1) + 1)
        for match in _SPOKEN_URL.finditer(line.plain):
            first, after = line.at(match.start()), line.at(match.end() - 1) + 1
            if not _is_said_public(line, first, match[0]):
                yield line.found(Kind.URL, _url_start(line, first), _url_end(line, after))


def _is_said_public(line: Line, first: int, said: str) -> bool:
    """Whether it is what everybody reads, also said apart: "up to date dot com"."""
    host = re.sub(r" (?:dot|·) ", ".", said).replace("https//", "").replace(" / / ", "").strip()
    host = re.split(r"[ /]", host.removeprefix("www."))[0]
    words = [line.plain_at(at) for at in range(first - 3, first)]
    return any(_is_public("".join(words[at:]) + host) for at in range(len(words) + 1))


def _url_start(line: Line, first: int) -> int:
    """The place of the first word of an address that was said in several: "go fund me"."""
    start = first
    while start > max(0, first - _MOST_BEFORE) and _is_said(line, start - 1):
        start -= 1
    return start


def _url_end(line: Line, after: int) -> int:
    """The place after the words that follow a slash."""
    if "slash" not in (line.plain_at(at) for at in range(after - 3, after)):
        return after
    end = after
    while end < after + 2 and _is_said(line, end) and not is_everyday(line.plain_at(end)):
        end += 1
    return end


def _is_said(line: Line, at: int) -> bool:
    plain = line.plain_at(at)
    return (
        plain[:1].isalnum() and plain not in listed("net", "around") and not line.words[at].opening
    )


def _mail(line: Line, at: int, after: int) -> Iterator[Identifier]:
    """A spoken mail address: what belongs to it before the "at", and the rest."""
    if line.plain_at(after - 1) not in listed("net", "tops"):
        return
    first = at
    while first > max(0, at - _LONGEST_MAIL) and _is_part(line, first - 1):
        first -= 1
    if first < at:
        yield line.found(Kind.MAIL, first, after)


def _is_part(line: Line, at: int) -> bool:
    """Whether a word belongs to the address whose "at" comes later."""
    word, after = line.plain_at(at), line.plain_at(at + 1)
    if {word, line.plain_at(at - 1), after} & _JOINTS or word.isdecimal():
        return True
    if not word[0].isalpha() or word in listed("fillers", "all"):
        return False
    told = after.isdecimal() or (after == "at" and line.plain_at(at + 2) in listed("net", "hosts"))
    return told or not is_everyday(word)


def _is_address(found: str) -> bool:
    """Whether it is an address, and not one of what everybody reads."""
    bare = not found.startswith(("http", "www."))
    host = re.sub(r"^(?:https?://)?(?:www\.)?", "", found).split("/")[0]
    top = host.rpartition(".")[2]
    if (
        bare
        and top not in listed("net", "sure_tops")
        and not ("/" in found and top in listed("net", "tops"))
    ):
        return host.count(".") >= 2 and top in listed("net", "tops") and len(host) > 8
    return not _is_public(host)


def _is_public(host: str) -> bool:
    return any(host == each or host.endswith(f".{each}") for each in listed("net", "public"))
