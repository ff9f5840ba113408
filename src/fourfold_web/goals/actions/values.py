"""What matters to a learner, and where it is to lead."""

from collections.abc import Mapping

from django.db import transaction

from fourfold.goals.prompts import aim_prompt, value_prompts
from fourfold.issues import FourfoldError, unknown
from fourfold_web.goals.models import Aim, Value
from fourfold_web.people.models import Person
from fourfold_web.shared.audit import record


@transaction.atomic
def add_value(*, learner: Person, question: str, words: str) -> Value:
    """Keep one answer to one of the three questions; FourfoldError for another question."""
    if question not in value_prompts():
        raise FourfoldError(unknown("question", question, value_prompts()))
    value = Value.objects.create(learner=learner, question=question, words=words.strip())
    record(actor=learner, verb="add_value", of=value, question=question)
    return value


@transaction.atomic
def add_aim(*, learner: Person, words: str) -> Aim:
    """Keep one aim that lies further ahead."""
    aim = Aim.objects.create(learner=learner, words=words.strip())
    record(actor=learner, verb="add_aim", of=aim)
    return aim


@transaction.atomic
def add_answers(*, learner: Person, answers: Mapping[str, str]) -> None:
    """Keep all answers of one page, by the key of their question, or none of them."""
    for key, words in answers.items():
        if key == aim_prompt().key:
            add_aim(learner=learner, words=words)
        else:
            add_value(learner=learner, question=key, words=words)


@transaction.atomic
def remove(*, by: Person, item: Value | Aim) -> None:
    """Delete a value or an aim. Goals that served it stay, without it."""
    record(actor=by, verb=f"remove_{item._meta.model_name}", of=item)
    item.delete()
