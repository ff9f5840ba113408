"""What people say about themselves for matching, and what they took from a first talk."""

from django.db import transaction

from fourfold.issues import FourfoldError
from fourfold_web.appointments.models import Appointment
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Membership, MembershipRole
from fourfold_web.shared.audit import record
from fourfold_web.wishes.access import first_talks_of
from fourfold_web.wishes.facts import GuideFacts, LearnerFacts
from fourfold_web.wishes.models import GoesOn, GuideProfile, Impression, LearnerProfile


@transaction.atomic
def save_profile(
    *, by: Person, membership: Membership, facts: LearnerFacts | GuideFacts
) -> LearnerProfile | GuideProfile:
    """Keep what a member says about themselves, in place of what they said before.

    FourfoldError for the place of somebody else, or facts of the other side.
    """
    sides = {
        MembershipRole.LEARNER: (LearnerFacts, LearnerProfile),
        MembershipRole.GUIDE: (GuideFacts, GuideProfile),
    }
    kind, table = sides.get(MembershipRole(membership.role), (None, None))
    if membership.person_id != by.pk or kind is None or not isinstance(facts, kind):
        raise FourfoldError("Learners and guides say something about themselves, and nobody else.")
    kept, _ = table.objects.update_or_create(
        membership=membership, defaults={"facts": facts.to_json()}
    )
    record(actor=by, verb="save_profile", of=kept)
    return kept


@transaction.atomic
def keep_impression(
    *, by: Person, talk: Appointment, goes_on: GoesOn, note: str = ""
) -> Impression:
    """Keep for `by` alone what they took from a first talk. A no keeps the two apart.

    FourfoldError for a talk that is not one they have had.
    """
    if not first_talks_of(by).filter(pk=talk.pk).exists():
        raise FourfoldError("An impression is of a first talk that you have had.")
    about = talk.guide if by.pk == talk.learner_id else talk.learner
    kept, _ = Impression.objects.update_or_create(
        program=talk.program,
        by=by,
        about=about,
        defaults={"goes_on": goes_on, "note": note.strip()},
    )
    record(actor=by, verb="keep_impression", of=kept)
    return kept
