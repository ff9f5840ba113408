"""One screen on one form, for the minute before it is used (G-46, G-47); `data/refreshers.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from fourfold.guidance.catalog import FormOfGuidance, parse_form
from fourfold.guidance.prompts import openers
from fourfold.learning.checks import Check, read_check
from fourfold.learning.facts import list_of, read, text_of


@dataclass(frozen=True, slots=True)
class Refresher:
    """Three things to do, two traps, three ways to begin and one question to answer."""

    form_of_guidance: FormOfGuidance
    for_learners: str
    things_to_do: tuple[str, ...]
    traps: tuple[str, ...]
    openers: tuple[str, ...]
    check: Check
    source: str


def refresher(form: FormOfGuidance | str) -> Refresher:
    """The refresher of a form; FourfoldError when there is no such form."""
    return _refreshers()[parse_form(form)]


@cache
def _refreshers() -> Mapping[FormOfGuidance, Refresher]:
    found = {}
    for entry in read("refreshers.toml")["refreshers"]:
        form = parse_form(entry["form_of_guidance"])
        where = f"refreshers.toml, {form}"
        found[form] = Refresher(
            form_of_guidance=form,
            for_learners=text_of(entry, "for_learners", where),
            things_to_do=tuple(list_of(entry, "things_to_do", where, least=3)),
            traps=tuple(list_of(entry, "traps", where, least=2)),
            openers=openers(form),
            check=read_check(entry["check"], where),
            source=text_of(entry, "source", where),
        )
    return found
