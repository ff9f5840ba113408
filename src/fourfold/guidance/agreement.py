"""What a learner and a guide settle before they start: the terms of an agreement (G-9, G-29, G-30).

Clauses and their words stand in `data/agreement.toml`, usual lengths in `data/cadence.toml`.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from importlib.resources import files
from typing import Any, Self

from fourfold.guidance.catalog import FormOfGuidance, parse_form, profiles
from fourfold.guidance.program_clauses import ProgramClause, read_clauses
from fourfold.issues import FourfoldError, Issue, unknown

NOT_SETTLED = "Not settled yet"
NONE_DECLARED = "None declared"
NOBODY_BESIDE = "Nobody beside the two of you"
# The clause that nobody writes: `openness.triangle_words` does.
TRIANGLE = "triangle"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementTerms:
    """The terms of one agreement, in words; `""` and `None` mean "not settled yet".

    `who_leads` is one of the intake's values for `lead`. Any words are accepted here, so that
    nothing typed is lost; `check_terms` judges them.
    """

    form_of_guidance: FormOfGuidance | None = None
    session_goal: str = ""
    covered: str = ""
    not_covered: str = ""
    who_leads: str = ""
    time_frame: str = ""
    cadence: str = ""
    confidentiality: str = ""
    transcripts: bool | None = None
    feedback: str = ""
    interests: str = ""
    no_fault_exit: bool = False
    # Who else of the program is close to the work; written for the two, empty where nobody is.
    triangle: str = ""
    # What the program asks of every pair, as it stood when the terms were proposed.
    program_clauses: tuple[ProgramClause, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The terms as plain values, one key for each field; the form as its value."""
        form = None if self.form_of_guidance is None else self.form_of_guidance.value
        clauses = [clause.to_json() for clause in self.program_clauses]
        return asdict(self) | {"form_of_guidance": form, "program_clauses": clauses}

    @classmethod
    def from_json(cls, data: object) -> Self:
        """The terms that `to_json` wrote; a missing key is not settled.

        FourfoldError names an unknown key and a value of the wrong kind.
        """
        if not isinstance(data, Mapping):
            raise FourfoldError("The terms of an agreement must be an object with one key a term.")
        values = {key: _checked(key, value) for key, value in data.items()}
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause as a page asks for it: `prompt` speaks to the guide, `missing` when it is empty.

    `choices` holds pairs of stored value and words to read; it is empty where people write freely.
    """

    field: str
    title: str
    prompt: str
    help: str
    source: str
    required: bool
    missing: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Length:
    """How long a form lasts and how often people meet, in words; `planned_days` times measures."""

    time_frame: str
    cadence: str
    planned_days: int


@dataclass(frozen=True, slots=True)
class Change:
    """One clause that differs between two versions of the terms, each in words."""

    field: str
    title: str
    before: str
    after: str


def clauses(form: FormOfGuidance) -> tuple[Clause, ...]:
    """The clauses of an agreement for this form, in reading order.

    Only the cadence is optional, and only in advising: one meeting has none (G-20).
    """
    texts = ("field", "title", "prompt", "help", "source", "missing")
    choices = {
        "form_of_guidance": tuple((each.value, profiles()[each].name) for each in FormOfGuidance),
        "who_leads": tuple(_leaders().items()),
    }
    return tuple(
        Clause(
            **{text: entry[text] for text in texts},
            required=form not in entry.get("optional_in", ()),
            choices=choices.get(entry["field"], ()),
        )
        for entry in _data("agreement")["clauses"]
    )


def clauses_in(terms: AgreementTerms) -> tuple[Clause, ...]:
    """The clauses that these terms hold; the one of the triangle only where it names somebody."""
    every = clauses(terms.form_of_guidance or FormOfGuidance.COACHING)
    return tuple(each for each in every if each.field != TRIANGLE or terms.triangle)


def usual_length(form: FormOfGuidance) -> Length:
    """How long this form usually lasts, and how often people meet (A-17, G-132)."""
    entry = _entry("cadence", "cadence", form_of_guidance=form)
    return Length(entry["time_frame"], entry["cadence"], entry["planned_days"])


def default_terms(
    form: FormOfGuidance, *, session_goal: str = "", length: Length | None = None
) -> AgreementTerms:
    """The usual terms of this form (A-17, G-132); what is covered is left for people to settle.

    `length` is the program's own where it has one.
    """
    usual = _entry("agreement", "usual", form_of_guidance=form)
    planned = length or usual_length(form)
    return AgreementTerms(
        form_of_guidance=form,
        session_goal=session_goal,
        who_leads=usual["who_leads"],
        time_frame=planned.time_frame,
        cadence=planned.cadence,
        confidentiality=usual["confidentiality"],
        transcripts=usual["transcripts"],
        feedback=usual["feedback"],
        interests=usual["interests"],
        no_fault_exit=True,
    )


def in_form(
    terms: AgreementTerms, form: FormOfGuidance, *, length: Length | None = None
) -> AgreementTerms:
    """The terms as they would usually be in another form (G-28, A-17).

    The people's own words about goal and scope stay, and what the program asks; length, lead and
    the rest become the form's.
    """
    usual = default_terms(form, session_goal=terms.session_goal, length=length)
    return replace(
        usual,
        covered=terms.covered,
        not_covered=terms.not_covered,
        program_clauses=terms.program_clauses,
    )


def interests() -> tuple[tuple[str, str], ...]:
    """What a guide may gain from the work together (G-19), as pairs of value and words to read."""
    return tuple((entry["value"], entry["says"]) for entry in _data("agreement")["interests"])


def check_terms(terms: AgreementTerms) -> tuple[Issue, ...]:
    """What keeps these terms from being proposed, in reading order, then the warnings.

    An Issue names its field in `where`; with errors the terms must not be proposed, a warning only
    deserves a second look. Without a form the clauses of coaching are asked, which are all of them.
    """
    missing = tuple(
        Issue("missing", clause.missing, clause.field)
        for clause in clauses(terms.form_of_guidance or FormOfGuidance.COACHING)
        if clause.required and _is_missing(terms, clause.field)
    )
    return missing + _unusable(terms) + _warnings(terms)


def is_single_session(terms: AgreementTerms) -> bool:
    """Whether this is one advising session, whose agreement fits on one line (G-20)."""
    return terms.form_of_guidance is FormOfGuidance.ADVISING and _is_one_meeting(terms.time_frame)


def one_line(terms: AgreementTerms) -> str:
    """All terms on one line, for a single session the whole agreement; gaps are said too."""
    words = terms.session_goal.strip().rstrip(".")
    goal = f" on “{words}”" if words else ""
    start = f"{in_words(terms, 'form_of_guidance')}{goal}"
    skip = {"form_of_guidance", "session_goal"}
    if is_single_session(terms):
        start = f"One advising session{goal}"
        skip |= {"time_frame", "cadence"}
    if not terms.interests.strip():
        skip |= {"interests"}
    if not terms.triangle:
        skip |= {TRIANGLE}
    rest = (
        f"{clause.title}: {in_words(terms, clause.field)}"
        for clause in clauses(FormOfGuidance.COACHING)
        if clause.field not in skip
    )
    return " ".join(f"{sentence.rstrip('.')}." for sentence in (start, *rest))


def in_words(terms: AgreementTerms, field: str) -> str:
    """What the terms say in one field, as both sides read it.

    FourfoldError offers the fields when there is no such one.
    """
    value = getattr(terms, _field(field))
    match value:
        case FormOfGuidance():
            return profiles()[value].name
        case bool():
            return "Yes" if value else "No"
    text = (value or "").strip()
    if field == "interests":
        return text or NONE_DECLARED
    if field == TRIANGLE:
        return text or NOBODY_BESIDE
    return (_leaders().get(text, text) if field == "who_leads" else text) or NOT_SETTLED


def changes(before: AgreementTerms, after: AgreementTerms) -> tuple[Change, ...]:
    """The clauses in which two versions of the terms differ; what the program asks comes last."""
    own = tuple(
        Change(
            clause.field, clause.title, *(in_words(each, clause.field) for each in (before, after))
        )
        for clause in clauses(FormOfGuidance.COACHING)
        if getattr(before, clause.field) != getattr(after, clause.field)
    )
    return own + _program_changes(before, after)


def _program_changes(before: AgreementTerms, after: AgreementTerms) -> tuple[Change, ...]:
    was, now = (
        {clause.title: clause.says for clause in each.program_clauses} for each in (before, after)
    )
    return tuple(
        Change("program_clauses", title, was.get(title, ""), now.get(title, ""))
        for title in dict.fromkeys([*was, *now])
        if was.get(title) != now.get(title)
    )


def _unusable(terms: AgreementTerms) -> tuple[Issue, ...]:
    """Terms that were given and still cannot stand."""
    found = []
    covered, not_covered = terms.covered.strip(), terms.not_covered.strip()
    if covered and covered.casefold() == not_covered.casefold():
        says = (
            "The same words stand under covered and not covered. Write what you will not help with."
        )
        found.append(Issue("contradiction", says, "not_covered"))
    if terms.who_leads.strip() and terms.who_leads not in _leaders():
        found.append(Issue("unknown", unknown("leader", terms.who_leads, _leaders()), "who_leads"))
    return tuple(found)


def _warnings(terms: AgreementTerms) -> tuple[Issue, ...]:
    """What the guidance model calls unusual for the chosen form."""
    form, found = terms.form_of_guidance, []
    if form is None:
        return ()
    one_meeting = _is_one_meeting(terms.time_frame)
    if form is FormOfGuidance.ADVISING and terms.time_frame.strip() and not one_meeting:
        found.append(_warning("long_advising"))
    if form is FormOfGuidance.MENTORING and one_meeting:
        found.append(_warning("single_mentoring"))
    # A mentor may have a vested interest; a coach is neutral unless they say otherwise (G-109).
    if form is FormOfGuidance.MENTORING and not terms.interests.strip():
        found.append(_warning("undeclared_interest"))
    usual = _entry("agreement", "usual", form_of_guidance=form)["who_leads"]
    if terms.who_leads in _leaders() and terms.who_leads != usual:
        found.append(_warning("unusual_lead", usual=_leaders()[usual].lower()))
    return tuple(found)


def _warning(code: str, **words: str) -> Issue:
    entry = _entry("agreement", "warnings", code=code)
    return Issue(code, entry["says"].format(**words), entry["where"], "warning")


def _is_missing(terms: AgreementTerms, field: str) -> bool:
    # A "no" settles every other clause; this one is a promise that has to be given.
    if field == "no_fault_exit":
        return not terms.no_fault_exit
    return in_words(terms, field) == NOT_SETTLED


def _is_one_meeting(time_frame: str) -> bool:
    words, rule = time_frame.strip().casefold(), _data("cadence")["one_meeting"]
    starts = "|".join(map(re.escape, rule["starts_with"]))
    again = "|".join(map(re.escape, rule["comes_back"]))
    return bool(re.match(rf"(?:{starts})\b", words)) and not re.search(rf"\b(?:{again})\b", words)


def _checked(key: object, value: object) -> Any:
    """The value of one JSON key as the field holds it."""
    field = _field(key)
    if field == "program_clauses":
        return read_clauses(value)
    if field == "form_of_guidance" and isinstance(value, str):
        return parse_form(value)
    kinds: dict[str, tuple[type, ...]] = {
        "form_of_guidance": (type(None),),
        "transcripts": (bool, type(None)),
        "no_fault_exit": (bool,),
    }
    if not isinstance(value, kinds.get(field, (str,))):
        raise FourfoldError(f"The term {field!r} cannot be {value!r}.")
    return value


def _field(name: object) -> str:
    allowed = [field.name for field in fields(AgreementTerms)]
    if name not in allowed:
        raise FourfoldError(unknown("term of an agreement", name, allowed))
    return str(name)


@cache
def _data(name: str) -> dict[str, Any]:
    text = files("fourfold").joinpath(f"data/{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _leaders() -> dict[str, str]:
    return {entry["value"]: entry["says"] for entry in _data("agreement")["leaders"]}


def _entry(data: str, table: str, **key: str) -> dict[str, Any]:
    """The one entry of a table with that key; the tests hold that every form has one."""
    ((name, wanted),) = key.items()
    return next(entry for entry in _data(data)[table] if entry[name] == wanted)
