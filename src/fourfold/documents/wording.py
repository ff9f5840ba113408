"""What findings say: reasons and suggestions from `data/document_findings.toml`."""

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


def notice(name: str) -> str:
    """Why a text, or parts of it, were not judged."""
    return str(_texts()["notice"][name])


def reason(
    code: Code, term: str, *, promised: RoleForm, shown: RoleForm, says: str = "", other: str = ""
) -> str:
    """Why this is a finding, in the terms of the table of four forms."""
    texts = _texts()
    said = str(texts[code]["reason"]).format(
        term=term,
        other=other,
        says=says,
        shown=texts["forms"][shown],
        promise=texts["promises"][promised],
    )
    return f"{said} ({texts[code]['source']})"


def suggestion(
    code: Code, term: str, *, promised: RoleForm, shown: RoleForm, other: str = ""
) -> str:
    """Wording to paste."""
    texts = _texts()
    form = promised if shown == RoleForm.UNCLEAR else shown
    unclear = code == Code.TERM_MISMATCH and shown == RoleForm.UNCLEAR
    return str(texts[code]["suggestion_unclear" if unclear else "suggestion"]).format(
        term=term,
        other=other,
        better=texts["titles"].get(form, term),
        sentence=texts["sentences"][promised],
    )
