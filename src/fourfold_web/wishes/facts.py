"""What people say of themselves and of a need, as values. JSON lists keep their order."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.matching.fit.facts import stages


@dataclass(frozen=True, slots=True)
class _Facts:
    # Both sides speak of these; the words in `interests` are their own.
    field: str = ""
    stage: str = ""
    languages: tuple[str, ...] = ("English",)
    network: str = ""
    interests: tuple[str, ...] = ()

    @property
    def stage_in_words(self) -> str:
        """Such as “junior faculty”; empty when not said."""
        return stages()[self.stage].says if self.stage in stages() else ""

    def to_json(self) -> dict[str, Any]:
        """The facts as JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The facts that `to_json` wrote."""
        return cls(
            **{key: tuple(each) if isinstance(each, list) else each for key, each in data.items()}
        )


@dataclass(frozen=True, slots=True)
class LearnerFacts(_Facts):
    """Where a learner stands. `group` is empty unless they chose to be counted in one."""

    group: str = ""


@dataclass(frozen=True, slots=True)
class GuideFacts(_Facts):
    """What a guide offers and knows. Forms are values of `FormOfGuidance`.

    `expertise` are areas of knowledge, `skills` tasks at which the guide is an expert; the forms in
    `ready` are those that the guide feels prepared for. `capacity_by_form` limits single forms.
    """

    expertise: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    ready: tuple[str, ...] = ()
    capacity_by_form: Mapping[str, int] = field(default_factory=dict)

    @property
    def offered_in_order(self) -> list[FormOfGuidance]:
        """The forms that the guide offers, in the order in which forms are always shown."""
        return [form for form in FormOfGuidance if form in self.forms]

    @property
    def offered(self) -> frozenset[FormOfGuidance]:
        """The forms that the guide offers."""
        return frozenset(FormOfGuidance(form) for form in self.forms)

    @property
    def ready_for(self) -> frozenset[FormOfGuidance]:
        """The forms that the guide feels prepared for."""
        return frozenset(FormOfGuidance(form) for form in self.ready)

    @property
    def places(self) -> dict[FormOfGuidance, int]:
        """The most people in single forms."""
        return {FormOfGuidance(form): most for form, most in self.capacity_by_form.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedWords:
    """What a learner says they look for. `introduction` is all that guides read of it."""

    words: str
    topic: str = ""
    goal: str = ""
    introduction: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
