"""Needs that the same guides come into question for, so that most pairs are never looked at.

Some rules ask nothing of a need but its form, its topic and its field. Where many needs have these
alike, the rules are asked once, and the guides they refuse are left out for all.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from fourfold.matching.candidates.facets import refused_by
from fourfold.matching.fit.block import Block
from fourfold.matching.fit.facts import rules
from fourfold.matching.fit.features import Features
from fourfold.matching.fit.people import FORMS
from fourfold.matching.problem import Ints

# Rules that depend on the guide and the form alone, and those that ask for topic or field too. They
# are the first in the order of `rules()`, so what they refuse is counted before all others.
_OF_FORM = ("form_not_offered", "not_ready", "no_place", "no_place_in_form")
_OF_TOPIC = ("not_expert_in_area", "not_expert_in_skill")
_OF_FIELD = ("other_field",)
# Fewer needs than these share the bucket of their form; a bucket of its own would cost more.
_LEAST_NEEDS = 16


@dataclass(frozen=True, eq=False)
class Bucket:
    """Some needs of one form, and the guides that the rules of the bucket leave.

    `refused` has one count a rule, in the order of `rules()`: guides left out for all these needs,
    each under the first rule that refuses them.
    """

    needs: Ints
    guides: Ints
    refused: Ints


def buckets_of(features: Features) -> tuple[Bucket, ...]:
    """Every need in exactly one bucket; needs and guides grow within each."""
    return tuple(
        _bucket(features, needs, names)
        for form in np.unique(features.need_form)
        for needs, names in _alike(features, np.flatnonzero(features.need_form == form))
    )


def _alike(features: Features, needs: Ints) -> Iterator[tuple[Ints, tuple[str, ...]]]:
    """Needs of one form as groups, each with the rules to which they are all alike."""
    form = FORMS[features.need_form[needs[0]]]
    asked = [name for name in (*_OF_TOPIC, *_OF_FIELD) if form in rules()[name].forms]
    codes = np.zeros((len(needs), 2), np.int64)
    if set(asked) & set(_OF_TOPIC):
        codes[:, 0] = features.offers.need_topic[needs]
    if set(asked) & set(_OF_FIELD):
        codes[:, 1] = features.need_side.field[needs]
    _, group, count = np.unique(codes, axis=0, return_inverse=True, return_counts=True)
    common = np.flatnonzero((count >= _LEAST_NEEDS) | (count == len(needs)))
    for one in common:
        yield needs[group == one], (*_OF_FORM, *asked)
    if len(rest := needs[~np.isin(group, common)]):
        yield rest, _OF_FORM


def _bucket(features: Features, needs: Ints, names: tuple[str, ...]) -> Bucket:
    """Any of the needs stands for all: the rules in `names` see no difference between them."""
    block = Block(features, needs[:1], np.arange(features.guides))
    free = np.ones(features.guides, np.bool_)
    refused = np.zeros(len(rules()), np.int64)
    for number, name in enumerate(rules()):
        if name in names:
            flags = refused_by(block, name)[0]
            refused[number] = np.count_nonzero(flags & free)
            free &= ~flags
    return Bucket(needs, np.flatnonzero(free), refused)
