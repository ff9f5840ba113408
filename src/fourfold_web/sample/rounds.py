"""Coaching rounds of sample pairs, and what a supervisor put in for them."""

from fourfold.guidance.cycle import CycleStep, steps
from fourfold_web.coaching_cycle import actions
from fourfold_web.coaching_cycle.models import RoundStep
from fourfold_web.engagements.models import Engagement
from fourfold_web.people.models import Person
from fourfold_web.sample.clock import Clock


def add_rounds(entries: list[dict], *, persons: dict[str, Person], clock: Clock) -> None:
    """Play the `rounds` of data.toml: for each pair its steps in their order, and the input."""
    for entry in entries:
        pair = persons[entry["learner"]].engagements_as_learner.get(guide=persons[entry["guide"]])
        for number, written in enumerate(entry["rounds"], start=1):
            _add_round(pair, number, written, clock)
        if "input" in entry:
            said = entry["input"]
            kept = actions.put_in(
                supervisor=persons[said["by"]], engagement=pair, words=said["words"]
            )
            type(kept).objects.filter(pk=kept.pk).update(at=clock.ago(said["days"]))


def _add_round(pair: Engagement, number: int, written: dict, clock: Clock) -> None:
    for name, said in written.items():
        step = CycleStep(name)
        answers = {each.key: said.get(each.key, "") for each in steps()[step].questions}
        held = actions.write_step(
            by=pair.guide if steps()[step].is_for("guide") else pair.learner,
            engagement=pair,
            number=number,
            step=step,
            answers=answers,
        )
        RoundStep.objects.filter(pk=held.pk).update(at=clock.ago(said["days"]))
