"""What stands on each paper, as data for its Typst file."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from fourfold.confidentiality.visibility import Relation, Role, cells
from fourfold.guidance.agreement import clauses_in, in_words
from fourfold.guidance.catalog import FormOfGuidance, profile
from fourfold_web.engagements.models import Agreement, AgreementVersion
from fourfold_web.papers.access import reaches_program
from fourfold_web.papers.models import Statement
from fourfold_web.papers.printing import Paper, printed
from fourfold_web.papers.summary import Summary
from fourfold_web.people.models import Person
from fourfold_web.programs.models import MembershipRole, Program
from fourfold_web.programs.queries import persons_with
from fourfold_web.shared.templatetags.fourfold import day, day_and_time

AGREEMENT_PAGES, REVIEW_PAGES = 1, 2


def agreement_paper(agreement: Agreement, versions: list[AgreementVersion]) -> Paper:
    """The words that hold: the newest that both said yes to, else the newest proposal."""
    settled = [version for version in versions if version.is_settled]
    shown = settled[-1] if settled else versions[-1]
    asked_for, terms = agreement.guidance_request, shown.to_core()
    form = terms.form_of_guidance
    learner, guide = asked_for.learner, asked_for.guide
    signed = {assent.person_id: assent.at for assent in shown.assents.all()}
    sides = [(learner, "Learner"), (guide, profile(form).guide_is.capitalize())]
    data = {
        "form": _form(form),
        "between": f"Between {learner.name} and {guide.name}. {asked_for.program.name}.",
        "status": _status(shown, versions[-1]),
        "heading": "What we agreed" if settled else "What is proposed",
        "clauses": [
            {"title": clause.title, "words": in_words(terms, clause.field)}
            for clause in clauses_in(terms)
            if clause.field != "form_of_guidance"
        ]
        + [{"title": each.title, "words": each.says} for each in terms.program_clauses],
        "signatures": [
            {"name": who.name, "role": role, "agreed": _signed(signed.get(who.pk))}
            for who, role in sides
        ],
        "may_see": f"Only {learner.name} and {guide.name} read these words."
        f" {_says(Role.SUPERVISOR, Relation.SUPERVISED, form)}"
        f" {_says(Role.DIRECTOR, Relation.PROGRAM, form)}",
        "footer": _footer(),
    }
    return printed("agreement", data, at=timezone.now(), pages=AGREEMENT_PAGES)


def review_paper(
    learner: Person,
    program: Program,
    summary: Summary,
    *,
    published_at: datetime | None = None,
    statements: Iterable[Statement] = (),
) -> Paper:
    """A review summary; without `published_at` a paper for its learner alone."""
    data = {
        "learner": learner.name,
        "program": program.name,
        "made": _made(summary, published_at),
        "words": summary.words,
        "goals": summary.to_json()["goals"],
        "meetings": [
            {"form": _form(FormOfGuidance(each.form_of_guidance)), "count": str(each.count)}
            for each in summary.meetings
        ],
        "products": list(summary.products),
        "statements": [{"at": _local_day(each.at), "words": each.words} for each in statements],
        "may_see": may_see_review(program, published_at)
        if published_at
        else "Only you. It is not published.",
        "footer": _footer(),
    }
    return printed("review", data, at=timezone.now(), pages=REVIEW_PAGES)


def may_see_review(program: Program, published_at: datetime) -> str:
    """Who reads a summary that is published at this moment, by name."""
    if not reaches_program(program, published_at=published_at):
        return (
            f"Only the learner. {program.name} has decided that no summary reaches the program;"
            " the learner may print it and take it along."
        )
    directors = persons_with(MembershipRole.DIRECTOR, program).values_list("name", flat=True)
    names = ", ".join(directors) or "nobody at present"
    return (
        f"The learner, and the directors of {program.name}: {names}. The learner chose what stands"
        " here and may take it back."
    )


def to_leave_out(learner: Person, program: Program, summary: Summary) -> list[str]:
    """What to leave out, the longest first, until the summary keeps to its pages."""
    names = []
    while review_paper(learner, program, summary).pages > REVIEW_PAGES:
        pieces = summary.longest_first()
        if not pieces:
            break
        name, summary = pieces[0]
        names.append(name)
    return names


def _form(form: FormOfGuidance) -> dict[str, str]:
    return {"value": form.value, "name": profile(form).name}


def _status(shown: AgreementVersion, newest: AgreementVersion) -> str:
    if not shown.is_settled:
        return f"Proposed on {_local_day(shown.at)}, version {shown.number}. Not agreed yet."
    agreed = max(assent.at for assent in shown.assents.all())
    says = f"Agreed by both on {_local_day(agreed)}, version {shown.number}."
    return says if shown == newest else f"{says} Other words are being discussed."


def _signed(at: datetime | None) -> str:
    if at is None:
        return "Not yet"
    zone = timezone.get_current_timezone_name().replace("_", " ")
    return f"{day_and_time(timezone.localtime(at))} ({zone})"


def _says(role: Role, relation: Relation, form: FormOfGuidance) -> str:
    """What the policy says about this role and an agreement of this form."""
    found = (
        cell.says
        for cell in cells()
        if (cell.role, cell.relation, cell.datum) == (role, relation, "agreement")
        and cell.form in (None, form)
    )
    return next(found, "")


def _made(summary: Summary, published_at: datetime | None) -> str:
    state = f"Published {_local_day(published_at)}" if published_at else "Not published"
    return f"{state}. About the time since {day(summary.since)}."


def _local_day(moment: datetime) -> str:
    return day(timezone.localtime(moment))


def _footer() -> str:
    return f"Fourfold · printed {_local_day(timezone.now())}"
