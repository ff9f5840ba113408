"""The screen for what points to a patient in spoken or written words (B-9, B-10).

It marks; a person decides. It never sees all of it, and `must_check` says so.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from fourfold.confidentiality.screening.dates import ages, dates
from fourfold.confidentiality.screening.facts import facts
from fourfold.confidentiality.screening.names import names
from fourfold.confidentiality.screening.net import addressed, shaped, spoken
from fourfold.confidentiality.screening.numbers import called_up, labelled, unlabelled
from fourfold.confidentiality.screening.places import places
from fourfold.confidentiality.screening.rooms import rooms
from fourfold.confidentiality.screening.words import Identifier, Kind, line


def screen(text: str, *, people: Collection[str] = ()) -> tuple[Identifier, ...]:
    """Everything in a text that looks like it points to a patient, in its order, not overlapping.

    Give a talk as one text, a line for each turn: a name that is recognized once is found wherever
    else it stands. `people` are the full names of the two who talk; they are no patients. What goes
    on over a line end is one identifier in each line.
    """
    talk = line(text)
    called = tuple(names(talk, people))
    named = frozenset(at for each in called for at in talk.inside(each))
    # Where two claim the same words, the earlier of these says what they are.
    found = (
        *spoken(talk),
        *addressed(talk),
        *dates(talk, named),
        *labelled(talk),
        *shaped(talk),
        *called_up(talk),
        *unlabelled(talk),
        *places(talk, named),
        *ages(talk),
        *rooms(talk, named),
        *called,
    )
    return tuple(part for each in _apart(found) for part in _by_line(text, each))


def mask(text: str, identifiers: Iterable[Identifier]) -> str:
    """The text with each identifier replaced by its kind: "[name]", "[record number]".

    `identifiers` must not overlap, as `screen` gives them.
    """
    pieces: list[str] = []
    end = 0
    for each in sorted(identifiers, key=lambda each: each.start):
        pieces += [text[end : each.start], f"[{each.kind.replace('_', ' ')}]"]
        end = each.end
    return "".join([*pieces, text[end:]])


def in_words(kind: Kind) -> str:
    """What a page calls a kind: "Medical record number"."""
    return str(facts()["kinds"][kind.value]["title"])


def must_check() -> str:
    """The sentence that stands beside every result: a person must check."""
    return str(facts()["check"])


def _by_line(text: str, found: Identifier) -> Iterator[Identifier]:
    """What goes on over a line end as one identifier a line, so that masks keep the lines."""
    start = found.start
    for part in text[found.start : found.end].splitlines(keepends=True):
        if said := part.strip():
            first = start + part.index(said)
            yield Identifier(found.kind, first, first + len(said))
        start += len(part)


def _apart(found: Sequence[Identifier]) -> Iterator[Identifier]:
    """Those that overlap as one, of the kind that was found first."""
    rank = {each: at for at, each in reversed([*enumerate(found)])}
    last: Identifier | None = None
    best = 0
    for each in sorted(rank, key=lambda each: (each.start, -each.end)):
        if last is None or each.start >= last.end:
            if last is not None:
                yield last
            last, best = each, rank[each]
        else:
            kind = each.kind if rank[each] < best else last.kind
            last = Identifier(kind, last.start, max(last.end, each.end))
            best = min(best, rank[each])
    if last is not None:
        yield last
