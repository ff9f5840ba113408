"""The writes of need checks: begun, answered page by page, finished, deleted."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from fourfold.programs.need_checklist import read_answers
from fourfold_web.need_checklist.models import NeedCheck
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.shared.audit import record


@transaction.atomic
def begin_check(*, by: Person, program: Program, unit: str) -> NeedCheck:
    """Begin a check of a unit; one of the same person that is under way goes on."""
    running = program.need_checks.filter(by=by, finished_at=None, unit__iexact=unit).first()
    if running:
        return running
    # One unit keeps one spelling, so that its checks stand together.
    known = program.need_checks.filter(unit__iexact=unit).first()
    kept = NeedCheck.objects.create(program=program, unit=known.unit if known else unit, by=by)
    record(actor=by, verb="begin_need_check", of=kept)
    return kept


@transaction.atomic
def answer_page(
    *, by: Person, check: NeedCheck, answers: Mapping[str, str], is_last: bool = False
) -> None:
    """Keep the answers of one page, "" for what is left open; after the last page it is finished.

    FourfoldError for an answer that is not known.
    """
    fresh = NeedCheck.objects.select_for_update().get(pk=check.pk)
    given = {key: value for key, value in {**fresh.answers, **answers}.items() if value}
    fresh.answers = read_answers(given)
    if is_last and fresh.finished_at is None:
        fresh.finished_at = timezone.now()
    fresh.save(update_fields=["answers", "finished_at"])
    record(actor=by, verb="answer_need_check", of=fresh, answers=len(fresh.answers))


@transaction.atomic
def delete_check(*, by: Person, check: NeedCheck) -> None:
    """Delete a check with its answers."""
    record(actor=by, verb="delete_need_check", of=check)
    NeedCheck.objects.filter(pk=check.pk).delete()
