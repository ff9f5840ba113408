"""From the cues of a file to a transcript: one turn until the other speaks."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from fourfold.issues import FourfoldError, Issue
from fourfold.transcripts.reading.clean import clean_name, one_line
from fourfold.transcripts.reading.clock import all_times, right_times
from fourfold.transcripts.reading.cue import MOST_CUES, Cue, Found, at_line, too_many_cues
from fourfold.transcripts.reading.variants import one_name_each
from fourfold.transcripts.transcript import UNKNOWN_SPEAKER, Transcript, Turn

# More issues of one kind are told as a number.
_MOST_ALIKE = 20


def transcript_of(found: Found, issues: Sequence[Issue]) -> Transcript:
    """The transcript of these cues; `issues` are those found before.

    FourfoldError when there are no words, or more cues than a talk can have.
    """
    cues = _with_words(found.cues)
    if not cues:
        raise FourfoldError(
            "There are no words of a talk in this file. Choose one with speakers and what they "
            "said, such as VTT, SRT, DOCX, JSON or plain text."
        )
    if len(cues) > MOST_CUES:
        raise too_many_cues(len(cues))
    named, variants = _named(cues)
    right, odd_times = right_times(named)
    turns = tuple(_turns(all_times(right, found.until)))
    all_issues = [*issues, *found.issues, *variants, *odd_times, *_about_voices(named)]
    return Transcript(found.format, turns, tuple(_sorted(all_issues)))


def _with_words(cues: Iterable[Cue]) -> list[Cue]:
    """The cues that say something, on one line; the start and name of an empty one go on."""
    kept: list[Cue] = []
    start: float | None = None
    speaker: str | None = None
    for cue in cues:
        speaker = cue.speaker or speaker
        text = one_line(cue.text)
        if not text:
            start = cue.start if start is None else start
            continue
        kept.append(
            replace(
                cue, text=text, speaker=speaker, start=start if cue.start is None else cue.start
            )
        )
        start = None
    return kept


def _named(cues: Sequence[Cue]) -> tuple[list[Cue], tuple[Issue, ...]]:
    """The cues with one name for each speaker."""
    names = [clean_name(cue.speaker or "") or UNKNOWN_SPEAKER for cue in cues]
    first_lines: dict[str, int] = {}
    for cue, name in zip(cues, names, strict=True):
        first_lines.setdefault(name, cue.line)
    chosen, issues = one_name_each(first_lines)
    named = [replace(cue, speaker=chosen[name]) for cue, name in zip(cues, names, strict=True)]
    return named, issues


def _turns(cues: Sequence[Cue]) -> Iterable[Turn]:
    rows: list[list[Cue]] = []
    for cue in cues:
        if rows and rows[-1][0].speaker == cue.speaker:
            rows[-1].append(cue)
        else:
            rows.append([cue])
    for index, row in enumerate(rows):
        ends = [cue.end for cue in row if cue.end is not None]
        yield Turn(
            index,
            row[0].speaker or UNKNOWN_SPEAKER,
            row[0].start,
            None if row[-1].end is None else max(ends),
            " ".join(cue.text for cue in row),
            any(cue.approximate for cue in row),
        )


def _about_voices(cues: Sequence[Cue]) -> list[Issue]:
    names = {cue.speaker for cue in cues}
    unknown = [cue for cue in cues if cue.speaker == UNKNOWN_SPEAKER]
    if names == {UNKNOWN_SPEAKER}:
        says = (
            "Nobody is named in this file. Export it with the speakers’ names, or write the name "
            "and a colon before each turn, such as “Guide: …”."
        )
        return [at_line("no_speakers", says, 0, "error")]
    found = []
    if unknown:
        cues_are = "1 cue names" if len(unknown) == 1 else f"{len(unknown)} cues name"
        says = f"{cues_are} nobody. Their words stand under “{UNKNOWN_SPEAKER}”."
        found.append(at_line("unnamed", says, unknown[0].line))
    if len(names) == 1:
        says = f"Only one speaker is named, “{cues[0].speaker}”. A talk needs two."
        found.append(at_line("one_speaker", says, 0))
    return found


def _sorted(issues: Sequence[Issue]) -> list[Issue]:
    """The issues by line, those of the whole file first; many alike are cut to a number."""
    by_code: defaultdict[str, list[Issue]] = defaultdict(list)
    for issue in sorted(_told_once(issues), key=_order):
        by_code[issue.code].append(issue)
    kept = []
    for code, alike in by_code.items():
        kept += alike[:_MOST_ALIKE]
        if more := alike[_MOST_ALIKE:]:
            says = f"The same goes for {len(more):,} more from here on: {more[0].message}"
            kept.append(Issue(code, says, more[0].where, more[0].severity))
    return sorted(kept, key=_order)


def _told_once(issues: Sequence[Issue]) -> list[Issue]:
    """Equal issues as one: JSON may hold a whole talk in one line."""
    return [
        replace(each, message=f"{each.message} The same goes for {more:,} more there.")
        if (more := count - 1)
        else each
        for each, count in Counter(issues).items()
    ]


def _order(issue: Issue) -> tuple[int, str]:
    return int(issue.where.removeprefix("line ") or 0), issue.code
