"""Why a need has nobody: one sentence from a closed list."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from fourfold.matching.answers import listed, said, who
from fourfold.matching.explaining.standing import Standing
from fourfold.matching.explaining.why_not import code_of, short_of, why_not


@dataclass(frozen=True, slots=True)
class Nobody:
    """Why a need has nobody; `code` is of the closed list `unmatched`."""

    code: str
    says: str


# The reason of a need all of whose pairs were lost for one reason.
_CODES = {
    "forbidden": "all_forbidden",
    "no_places": "no_places",
    "worth_less": "worth_less",
    "full": "full",
    "guide_prefers": "full_stable",
    "own_need": "own_need",
    "quota": "quota",
    "closed": "closed",
    "load": "load",
    "group_rule": "group_rule",
    "open": "open",
}


def why_nobody(standing: Standing, need: int) -> Nobody:
    """The reason for a need without a guide."""
    low, high = (int(each) for each in standing.first_pair[need : need + 2])
    name = who(standing.problem, need)
    if low == high:
        return Nobody("no_pair", said("unmatched", "no_pair", who=name))
    codes = {pair: code_of(standing, pair) for pair in range(low, high)}
    near = _nearest(standing, codes)
    kinds = Counter(codes.values())
    code = "mixed" if len(kinds) > 1 else _CODES[codes[near]]
    if "open" in kinds:
        code = "open"
    short = short_of(standing, near, codes[near])
    if code == "full" and short is None:
        code = "full_unpriced"
    because = [said("because", each, count=count) for each, count in kinds.most_common()]
    says = said(
        "unmatched",
        code,
        who=name,
        guide=_guide(standing, near),
        guides=listed([_guide(standing, pair) for pair in codes]),
        short=standing.problem.in_points(short or 0),
        because="; ".join(because),
    )
    if code == "mixed":
        nearest = why_not(standing, near)
        says = f"{says} {nearest.says} {nearest.change}".rstrip()
    return Nobody(code.removesuffix("_unpriced"), says)


def _nearest(standing: Standing, codes: Mapping[int, str]) -> int:
    """The pair that misses least; where that is not known, the free one or the best scored."""
    known = {
        pair: short
        for pair, code in codes.items()
        if (short := short_of(standing, pair, code)) is not None
    }
    if known:
        return min(known, key=lambda pair: (known[pair], pair))
    score = standing.problem.pair_score
    return max(codes, key=lambda pair: (codes[pair] == "open", int(score[pair]), -pair))


def _guide(standing: Standing, pair: int) -> str:
    return standing.problem.guide_ids[int(standing.problem.pair_guide[pair])]
