"""What codes and forms are called for people, from `data/documents_codes.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from fourfold.documents.review import Code, RoleForm


def title(code: Code) -> str:
    """A finding in a few words: "Two names for one role"."""
    return str(_facts()[code.value]["title"])


def lacks(code: Code) -> str:
    """What a text leaves out: "who leads". KeyError for a code that is not MISSING_*."""
    return str(_facts()[code.value]["lacks"])


def is_missing(code: Code) -> bool:
    """Whether the code says that a text leaves something out."""
    return code.value.startswith("MISSING_")


def form_title(form: RoleForm) -> str:
    """The form that a behavior belongs to: "coaching with wisdom"."""
    return str(_facts()["forms"][form.value])


@cache
def _facts() -> Mapping[str, Any]:
    text = files("fourfold").joinpath("data/documents_codes.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
