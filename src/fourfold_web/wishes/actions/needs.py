"""A learner's needs in a round: written, given a form, taken back."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold_web.people.models import Person
from fourfold_web.programs.models import MembershipRole
from fourfold_web.shared.audit import record
from fourfold_web.wishes.access import place_in
from fourfold_web.wishes.actions.locked import open_need, open_round_of
from fourfold_web.wishes.conflicts import same_form_twice
from fourfold_web.wishes.facts import NeedWords
from fourfold_web.wishes.models import MatchingRound, Need


@transaction.atomic
def save_need(
    *, learner: Person, matching_round: MatchingRound, said: NeedWords, need: Need | None = None
) -> Need:
    """Keep what a learner says; without `need`, as their draft in the round, which has no form yet.

    FourfoldError for somebody who is no learner of the program, or without words; a `Conflict` when
    the round is closed or the need was taken back.
    """
    if not said.words.strip():
        raise FourfoldError("Say in a sentence or two what you would like guidance on.")
    fresh = open_need(need) if need else _draft(learner, matching_round)
    fresh.words, fresh.topic = said.words.strip(), said.topic
    fresh.goal, fresh.introduction = said.goal.strip(), said.introduction.strip()
    fresh.answers = dict(said.answers)
    fresh.save()
    record(actor=learner, verb="save_need", of=fresh, topic=said.topic)
    return fresh


@transaction.atomic
def choose_form(
    *, learner: Person, need: Need, form_of_guidance: FormOfGuidance, area: str = ""
) -> Need:
    """Let the need take part in this form; `area` names what the guide must be expert in.

    FourfoldError for a form that the round does not match; a `Conflict` when another need of the
    learner has the form.
    """
    fresh = open_need(need)
    if form_of_guidance not in fresh.round.forms_of_guidance:
        raise FourfoldError("This round does not match for that form. Choose one of those offered.")
    if fresh.form_of_guidance not in ("", form_of_guidance):
        # Whoever was ranked for the other form may not offer this one.
        fresh.ranked_guides.all().delete()
        fresh.ranked_by.all().delete()
    fresh.form_of_guidance, fresh.area = form_of_guidance.value, area.strip()
    try:
        with transaction.atomic():
            fresh.save(update_fields=["form_of_guidance", "area", "changed_at"])
    except IntegrityError:
        raise same_form_twice() from None
    record(actor=learner, verb="choose_need_form", of=fresh, form=form_of_guidance.value)
    return fresh


@transaction.atomic
def withdraw_need(*, learner: Person, need: Need) -> None:
    """Take a need back, with what either side ranked for it."""
    fresh = open_need(need)
    fresh.ranked_guides.all().delete()
    fresh.ranked_by.all().delete()
    fresh.withdrawn_at = timezone.now()
    fresh.save(update_fields=["withdrawn_at"])
    record(actor=learner, verb="withdraw_need", of=fresh)


def _draft(learner: Person, matching_round: MatchingRound) -> Need:
    """The need without a form that the learner goes on with, or a new one."""
    open_round_of(matching_round)
    if place_in(learner, matching_round, MembershipRole.LEARNER) is None:
        raise FourfoldError(f"{learner.name} is not a learner of this program.")
    # Two presses that arrive together go on with one draft.
    Person.objects.select_for_update(no_key=True).get(pk=learner.pk)
    draft = Need.objects.filter(
        learner=learner, round=matching_round, form_of_guidance="", withdrawn_at=None
    ).first()
    return draft or Need(learner=learner, round=matching_round)
