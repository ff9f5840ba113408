"""What findings say: reasons, advice and suggestions from `data/document_findings.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from fourfold.documents.review import Code, RoleForm


@cache
def _texts() -> Mapping[str, Any]:
    text = files("fourfold").joinpath("data/document_findings.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def rank_of(code: Code) -> int:
    """Which kinds of finding a director wants first, from 1."""
    return int(_texts()[code]["rank"])


def source_of(code: Code) -> str:
    """The lines of the guidance model that a kind of finding rests on: “G-17”."""
    return str(_texts()[code]["source"])


def notice(name: str) -> str:
    """Why a text, or parts of it, were not judged."""
    return str(_texts()["notice"][name])


def form_words(form: RoleForm) -> str:
    """The form as reasons name it: “coaching with wisdom”."""
    return str(_texts()["forms"][form])


def reason(
    code: Code, term: str, *, promised: RoleForm, shown: RoleForm, says: str = "", other: str = ""
) -> str:
    """Why this is a finding, in the terms of the table of four forms."""
    texts = _texts()
    article = "an" if term[:1] in "aeiou" else "a"
    return str(texts[code]["reason"]).format(
        term=term,
        a_term=f"{article} {term}",
        other=other,
        says=says,
        shown=texts["forms"][shown],
        promise=texts["promises"][promised],
    )


def reason_across(code: Code, *, promised: RoleForm, where: str) -> str:
    """Why documents do not fit each other; `where` says which says what."""
    texts = _texts()
    return str(texts[code]["reason_across"]).format(
        where=where, promise=texts["promises"][promised]
    )


def advice(
    code: Code,
    term: str,
    *,
    promised: RoleForm,
    shown: RoleForm,
    other: str = "",
    is_across: bool = False,
) -> str:
    """What to do, where that is more than to paste the suggestion; else empty."""
    texts = _texts()
    form = promised if shown == RoleForm.UNCLEAR else shown
    kind = "advice"
    if is_across and "advice_across" in texts[code]:
        kind = "advice_across"
    elif shown == RoleForm.UNCLEAR and "advice_unclear" in texts[code]:
        kind = "advice_unclear"
    better = texts["titles"].get(form, term)
    return str(texts[code].get(kind, "")).format(term=term, other=other, better=better)


def suggestion(code: Code, term: str, *, promised: RoleForm) -> str:
    """Sentences to paste, or empty; `term` is the role as the program calls it."""
    texts = _texts()
    sentence = texts["sentences"][promised]
    return str(texts[code].get("suggestion", "")).format(term=term, sentence=sentence)
