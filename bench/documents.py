"""Measures the review of documents on labelled passages of our own. `./run bench documents`.

Authors who did not know the rules wrote the passages. All open files were read while the rules were
widened: `documents_open` by the first pass, `documents_open_3` and `documents_open_2` by the
second, `documents_open_4` by the third. The last two came in three pieces of 50, each counted
before it was read. Unread, those of `documents_open_2` had F1 0.69, 0.83 and 0.81, false alarms
0.21, 0.20 and 0.05, and forms under misleading titles at 0.85, 0.85 and 0.77; those of
`documents_open_4` F1 0.73, 0.62 and 0.67, false alarms 0.43, 0.42 and 0.50, and forms at 0.86, 0.79
and 1.00. Figures of open files today say nothing of new texts. The sealed file is of another
author; nobody who writes rules reads or counts it. A code in `may` counts neither way. `--open`
counts each open file and lists the passages that come out wrong. Beside every figure stands a naive
rule that looks for single words. Exits with 1 when a figure of the sealed file misses its limit.
"""

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.figures import print_figure, provenance
from fourfold.documents.review import Code
from fourfold.documents.reviewing import review_document
from fourfold.documents.text import DocumentText

DATA = Path(__file__).parent / "data"
OPEN_FILES = ("documents_open", "documents_open_2", "documents_open_3", "documents_open_4")
F1 = 0.70
FALSE_ALARMS = 0.10
FORMS_RIGHT = 0.80
HANDBOOK_WORDS = 120_000
HANDBOOK_SECONDS = 6.0
HOSTILE_SECONDS = 4.0


@dataclass(frozen=True)
class Answer:
    """What a reviewer says of one passage: codes, and the form of each role by its head word."""

    codes: frozenset[str]
    forms: Mapping[str, str]


Reviewer = Callable[[str], Answer]


def main() -> int:
    """Print every figure beside its limit; 0 when all of the sealed file are met."""
    print(provenance())
    if "--open" in sys.argv:
        for name in OPEN_FILES:
            _quality(name, _rows(name), fourfold, limits=False)
        _show_misses([row for name in OPEN_FILES for row in _rows(name)])
        return 0
    rows = _rows("documents_sealed")
    missed = _quality("sealed", rows, fourfold)
    print()
    _quality("naive words", rows, naive, limits=False)
    missed += _speed(rows)
    return 1 if missed else 0


def fourfold(document: str) -> Answer:
    """The answer of the product."""
    found = review_document(DocumentText("passage", document))
    return Answer(
        frozenset(each.code.value for each in found.findings),
        {_head(each.term): each.form.value for each in found.roles},
    )


def naive(document: str) -> Answer:
    """Single words: the title word is the form, two role words are interchanged, and so on."""
    low = document.lower()
    heads = [head for head in ("advis", "coach", "mentor") if head in low]
    near = re.search(r"grade|evaluat|assess|committee|report", low)
    rules = {
        Code.TERM_MISMATCH: "coach" in heads and bool(re.search(r"advice|recommend|teach", low)),
        Code.INTERCHANGED_TERMS: len(heads) > 1,
        Code.UNDEFINED_TERM: len(low.split()) < 40,
        Code.ASSESSOR_CONFLICT: bool(near),
        Code.MISSING_DURATION: not re.search(r"month|year|week|quarter", low),
        Code.MISSING_CONFIDENTIALITY: not re.search(r"confiden|privat", low),
    }
    codes = frozenset(code.value for code, holds in rules.items() if heads and holds)
    return Answer(codes, {_head(head): {"advis": "advisor"}.get(head, head) for head in heads})


def _head(term: str) -> str:
    return next((head for head in ("advis", "coach", "mentor") if head in term.lower()), term)


def _rows(name: str) -> list[dict]:
    path = DATA / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _document(row: dict) -> str:
    return f"{row['title']}\n\n{row['text']}"


def _wanted(row: dict) -> set[str]:
    return {each["code"] for each in row["findings"]}


def _extra(row: dict, answer: Answer) -> set[str]:
    return set(answer.codes) - _wanted(row) - set(row["may"])


def _quality(name: str, rows: Sequence[dict], reviewer: Reviewer, *, limits: bool = True) -> int:
    answers = [reviewer(_document(row)) for row in rows]
    right, missing, wrong = Counter(), Counter(), Counter()
    for row, answer in zip(rows, answers, strict=True):
        right.update(_wanted(row) & answer.codes)
        missing.update(_wanted(row) - answer.codes)
        wrong.update(_extra(row, answer))
    hit, lost, more = right.total(), missing.total(), wrong.total()
    clean = [pair for pair in zip(rows, answers, strict=True) if pair[0]["clean"]]
    alarms = sum(bool(_extra(row, answer)) for row, answer in clean)
    forms = [
        (role["misleads"], answer.forms.get(_head(role["term"])) == role["form"])
        for row, answer in zip(rows, answers, strict=True)
        for role in row["roles"]
    ]
    misled = [ok for misleads, ok in forms if misleads]
    precision, recall = hit / ((hit + more) or 1), hit / ((hit + lost) or 1)
    f1 = 2 * hit / ((2 * hit + lost + more) or 1)
    print(f"{name}: {len(rows)} passages, {hit + lost} findings, {len(forms)} roles")
    print(f"      precision {precision:.3f}, recall {recall:.3f}")
    held = {} if not limits else {"at_least": F1}
    missed = _print("micro F1 over codes", f1, limits=limits, **held)
    share = alarms / (len(clean) or 1)
    missed += _print(
        f"false alarms on {len(clean)} clean passages", share, limits=limits, at_most=FALSE_ALARMS
    )
    missed += _print(
        f"form right where the title misleads ({len(misled)} roles)",
        sum(misled) / (len(misled) or 1),
        limits=limits,
        at_least=FORMS_RIGHT,
    )
    print(f"      form right over all roles: {sum(ok for _, ok in forms) / (len(forms) or 1):.3f}")
    for code in Code:
        print(f"      {code}: {right[code]} found, {missing[code]} missed, {wrong[code]} wrong")
    return missed


def _print(name: str, measured: float, *, limits: bool, **limit: float) -> int:
    if limits:
        return print_figure(name, round(measured, 3), **limit)
    print(f"      {name}: {measured:.3f}")
    return 0


def _speed(rows: Sequence[dict]) -> int:
    passages = [_document(row) for row in rows]
    handbook, words = [], 0
    while words < HANDBOOK_WORDS:
        handbook.append(passages[len(handbook) % len(passages)])
        words += len(handbook[-1].split())
    seconds = _seconds("\n\n".join(handbook))
    missed = print_figure(f"seconds for {words:,} words", seconds, at_most=HANDBOOK_SECONDS)
    half, whole = (_seconds("mentor coach " * size) for size in (40_000, 80_000))
    print(f"      hostile: {half} s for half a megabyte")
    return missed + print_figure("hostile: seconds for a megabyte", whole, at_most=HOSTILE_SECONDS)


def _seconds(document: str) -> float:
    started = time.process_time()
    review_document(DocumentText("handbook", document))
    return round(time.process_time() - started, 2)


def _show_misses(rows: Sequence[dict]) -> None:
    for row in rows:
        answer = fourfold(_document(row))
        lost, more = _wanted(row) - answer.codes, _extra(row, answer)
        forms = [
            f"{each['term']} is {each['form']}, found {answer.forms.get(_head(each['term']))}"
            for each in row["roles"]
            if answer.forms.get(_head(each["term"])) != each["form"]
        ]
        if lost or more or forms:
            print(f"\n{row['id']}: missed {sorted(lost)}, wrong {sorted(more)}, {forms}")
            print(_document(row))


if __name__ == "__main__":
    sys.exit(main())
