"""How often the code of a mail may be tried for one address, whichever process is asked.

Nothing here enters the audit trail: whoever tries is nobody yet, and could fill it.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from fourfold_web.correspondence.models import CodeTries

# A code lasts two weeks, so it may be tried less often than one for signing in.
LIMITS = ((5, timedelta(minutes=5)), (20, timedelta(days=1)))
KEPT_FOR = max(window for _, window in LIMITS)


@transaction.atomic
def count_try(*, email: str, now: datetime) -> bool:
    """Count one try for this address; False when it is one too many, which is not counted."""
    tries, _ = CodeTries.objects.select_for_update().get_or_create(
        address=_hashed(email), defaults={"latest_at": now}
    )
    ages = [now.timestamp() - moment for moment in tries.moments]
    if any(sum(age < window.total_seconds() for age in ages) >= most for most, window in LIMITS):
        return False
    most_kept = max(most for most, _ in LIMITS)
    tries.moments = [*tries.moments, now.timestamp()][-most_kept:]
    tries.latest_at = now
    tries.save(update_fields=["moments", "latest_at"])
    return True


@transaction.atomic
def clear_tries(*, email: str) -> None:
    """Begin to count anew: the right code came."""
    CodeTries.objects.filter(address=_hashed(email)).delete()


@transaction.atomic
def forget_tries(*, now: datetime) -> None:
    """Drop the counts that no limit asks for any more."""
    CodeTries.objects.filter(latest_at__lte=now - KEPT_FOR).delete()


def _hashed(email: str) -> str:
    return salted_hmac("fourfold.code_tries", email.lower(), algorithm="sha256").hexdigest()
