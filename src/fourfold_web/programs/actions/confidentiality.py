"""A director makes “who sees what” stricter, or takes such a rule back."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from fourfold.confidentiality.narrowing import narrowing
from fourfold.issues import FourfoldError
from fourfold_web.people.models import Person
from fourfold_web.programs.conflicts import check_seen
from fourfold_web.programs.models import Program
from fourfold_web.shared.audit import record


@transaction.atomic
def set_narrowings(
    *, by: Person, program: Program, names: Iterable[str], seen: str, ends: Iterable[str] = ()
) -> None:
    """Keep to exactly these narrowings from now on.

    One that is taken back ends now, and still holds for what was collected in its time. `seen` is
    the sign of what `by` saw, and `ends` names each one that is to end. Raises FourfoldError for an
    unknown one and for one that would end unnamed, Conflict when others hold than those seen.
    """
    wanted = {narrowing(name).name for name in names}
    locked = Program.objects.select_for_update().get(pk=program.pk)
    check_seen(locked, "narrowing", seen)
    now = timezone.now().isoformat()
    on = {each["name"] for each in locked.narrowing_periods if each["until"] is None}
    if unsaid := on - wanted - set(ends):
        titles = ", ".join(narrowing(name).title for name in sorted(unsaid))
        raise FourfoldError(f"These rules would end: {titles}. Say of each that it is to end.")
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
