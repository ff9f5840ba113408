"""The hard rules: which pairs are refused, and by which rule of `data/matching.toml`.

A rule that needs something of the learner, such as hours, is not held against a guide while the
learner has said nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from fourfold.matching.fit.block import FURTHEST, NO_DISTANCE, Block
from fourfold.matching.fit.facts import Rule, rules, shown_rule
from fourfold.matching.fit.features import Features
from fourfold.matching.fit.offers import FIELD_FIT, SKILL_FIT
from fourfold.matching.fit.people import FORMS
from fourfold.matching.fit.ties import Tie

Flags = NDArray[np.bool_]


def refusals(block: Block) -> Flags:
    """Which rules refuse each pair: shape (rules, n, g), rules in the order of `rules()`."""
    refused = np.zeros((len(rules()), len(block.needs), len(block.guides)), np.bool_)
    for number, rule, held in _held(block):
        refused[number] = REFUSED_BY[rule.name](block) & held
    return refused


def allowed(block: Block) -> Flags:
    """Which pairs no rule refuses: shape (n, g)."""
    free = np.ones((len(block.needs), len(block.guides)), np.bool_)
    for _, rule, held in _held(block):
        refused = REFUSED_BY[rule.name](block)
        free &= ~(refused if held.all() else refused & held)
    return free


def broken_rules(features: Features, need: int, guide: int) -> tuple[Rule, ...]:
    """Every rule that refuses this pair, for checks; for people there is `shown_refusals`."""
    block = Block(features, np.array([need]), np.array([guide]))
    flags = refusals(block)[:, 0, 0]
    return tuple(rule for rule, broken in zip(rules().values(), flags, strict=True) if broken)


def shown_refusals(features: Features, need: int, guide: int) -> tuple[Rule, ...]:
    """What people may read of the rules that refuse this pair, each once."""
    found = (shown_rule(rule.name) for rule in broken_rules(features, need, guide))
    return tuple(dict.fromkeys(found))


def _held(block: Block) -> Iterator[tuple[int, Rule, Flags]]:
    """Each rule with its number, and for which needs it holds: shape (n, 1)."""
    for number, rule in enumerate(rules().values()):
        held = held_by(block, rule)[:, None]
        if held.any():
            yield number, rule, held


def held_by(block: Block, rule: Rule) -> Flags:
    """The needs for whose form a rule holds: shape (n,)."""
    forms = rule.forms | rule.when_blocked if block.features.assessors_blocked else rule.forms
    held: Flags = np.array([form in forms for form in FORMS])[block.forms]
    if rule.when_blocked:
        # Academic counseling never comes from anybody who assesses, whatever the program chose.
        held = held | block.features.need_counseling[block.needs]
    return held


def _not_in_form(block: Block, table: Flags) -> Flags:
    """Where a table (4 x guides) says no."""
    says: Flags = ~table[np.ix_(block.forms, block.guides)]
    return says


def _takes_nobody(block: Block) -> Flags:
    full = block.features.capacity[block.guides] <= 0
    return np.broadcast_to(full, (len(block.needs), len(block.guides)))


def _no_place_in_form(block: Block) -> Flags:
    refused: Flags = (block.room <= 0) & (block.features.capacity[block.guides] > 0)
    return refused


def _other_field(block: Block) -> Flags:
    refused: Flags = ~block.same_field & (block.of_needs("field") >= 0)
    return refused


def _not_further_on(block: Block) -> Flags:
    ahead = (block.distance > FURTHEST) & (block.distance != NO_DISTANCE)
    refused: Flags = ~ahead & (block.of_needs("stage") >= 0)
    return refused


def _nothing_shared(block: Block, shared: NDArray[np.int16], both_say: str) -> Flags:
    apart: Flags = (shared == 0) & block.of_needs(both_say) & block.of_guides(both_say)
    return apart


# Each rule by name: True where it would refuse a pair, whatever its form.
REFUSED_BY: Mapping[str, Callable[[Block], Flags]] = MappingProxyType(
    {
        "form_not_offered": lambda block: _not_in_form(block, block.features.offers.offered),
        "not_ready": lambda block: _not_in_form(block, block.features.offers.ready),
        "no_place": _takes_nobody,
        "no_place_in_form": _no_place_in_form,
        "not_expert_in_area": lambda block: block.fit < FIELD_FIT,
        "not_expert_in_skill": lambda block: block.fit < SKILL_FIT,
        "other_field": _other_field,
        "not_further_on": _not_further_on,
        "no_common_language": lambda block: _nothing_shared(
            block, block.languages, "says_language"
        ),
        "no_common_hour": lambda block: _nothing_shared(block, block.hours, "says_hours"),
        "assesses": lambda block: block.tied(Tie.ASSESSES),
        "supervises": lambda block: block.tied(Tie.SUPERVISES),
        "treats": lambda block: block.tied(Tie.TREATS),
        "conflict": lambda block: block.tied(Tie.CONFLICT),
        "avoids": lambda block: block.tied(Tie.AVOIDS),
        "same_person": lambda block: block.tied(Tie.SAME_PERSON),
    }
)
