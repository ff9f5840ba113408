"""A director makes “who sees what” stricter, and says how long words of sessions are kept."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from fourfold.confidentiality.narrowing import narrowing
from fourfold.issues import FourfoldError
from fourfold.programs.rules import check_kept_days
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.shared.audit import record


@transaction.atomic
def set_narrowings(*, by: Person, program: Program, names: Iterable[str]) -> None:
    """Keep to exactly these narrowings from now on.

    One that is taken back ends now, and still holds for what was collected in its time. Raises
    FourfoldError for an unknown one.
    """
    wanted = {narrowing(name).name for name in names}
    locked = Program.objects.select_for_update().get(pk=program.pk)
    now = timezone.now().isoformat()
    on = {each["name"] for each in locked.narrowing_periods if each["until"] is None}
    ended = [
        {**each, "until": now} if each["name"] in on - wanted and each["until"] is None else each
        for each in locked.narrowing_periods
    ]
    begun = [{"name": name, "since": now, "until": None} for name in sorted(wanted - on)]
    program.narrowing_periods = [*ended, *begun]
    program.save(update_fields=["narrowing_periods"])
    record(
        actor=by, verb="set_narrowings", of=program,
        on=len(wanted), begun=len(begun), ended=len(on - wanted),
    )  # fmt: skip


@transaction.atomic
def keep_transcripts_for(*, by: Person, program: Program, days: int | None) -> None:
    """Say how many days after the end of a pair its transcripts stay; None for no end.

    Raises FourfoldError for days outside the limits.
    """
    issues = () if days is None else check_kept_days(days)
    if issues:
        raise FourfoldError(issues[0].message)
    program.transcripts_kept_days = days
    program.save(update_fields=["transcripts_kept_days"])
    record(actor=by, verb="keep_transcripts_for", of=program, days=days)
