"""What an audit found, and the sentences that let a doubter follow it."""

from dataclasses import dataclass

from fourfold.matching.answers import check_unit, counted, said
from fourfold.matching.audit.values import Blocking, Check, Exchange, Move, Proof, Total
from fourfold.matching.problem import ANY
from fourfold.matching.terms import Method

_EXAMPLES = 3
_MOVES = 6


@dataclass(frozen=True, eq=False)
class Certificate:
    """Whether an assignment keeps every rule, what it is worth, and how near the best that is.

    Amounts are in units of 1 / `scale` point. `closed` counts the guides who take nobody because
    too few would come. `blocking` names the first blocking pairs, `blocking_count` counts all.
    """

    scale: int
    needs: int
    guides: int
    pairs: int
    matched: int
    closed: int
    checks: tuple[Check, ...]
    total: Total
    proof: Proof
    blocking: tuple[Blocking, ...]
    blocking_count: int

    @property
    def is_feasible(self) -> bool:
        """Whether every rule of the problem is kept; a false claim about prices breaks none."""
        return all(check.holds for check in self.checks if check.code != "prices")

    @property
    def holds(self) -> bool:
        """Whether every check holds, the claims among them."""
        return all(check.holds for check in self.checks)

    @property
    def objective(self) -> int:
        """What the assignment is worth, in units, added up by the audit."""
        return self.total.objective

    @property
    def bound(self) -> int | None:
        """What no assignment can exceed, in units; None when nothing was proven."""
        return self.proof.bound

    @property
    def gap(self) -> int | None:
        """Bound less objective, in units; 0 is a proven optimum."""
        return None if self.bound is None else self.bound - self.objective

    @property
    def is_optimal(self) -> bool:
        """Whether it is proven that nothing better exists."""
        return self.is_feasible and self.gap == 0

    @property
    def is_stable(self) -> bool:
        """Whether no need and guide would both rather have each other (A-16)."""
        return self.is_feasible and self.blocking_count == 0

    def proves(self, method: Method | None = None) -> bool:
        """Whether this is what the method promises; without a method, either promise is enough.

        A false claim about prices proves nothing, whatever else holds.
        """
        kept = {Method.OPTIMAL: self.is_optimal, Method.STABLE: self.is_stable}
        return self.holds and (any(kept.values()) if method is None else kept[method])

    def refutes(self, method: Method | None = None) -> bool:
        """Whether it is certain that this is not what the method promises; without a method, that
        it is neither. What is neither proven nor refuted lies within `gap` of the best.
        """
        not_best = self.proof.exchange is not None
        refuted = {Method.OPTIMAL: not_best, Method.STABLE: self.blocking_count > 0}
        return not self.holds or (all(refuted.values()) if method is None else refuted[method])

    def points(self, units: int) -> int | float:
        """An amount as people wrote it."""
        return units // self.scale if units % self.scale == 0 else units / self.scale

    def sentences(self) -> tuple[str, ...]:
        """The certificate as plain statements with their numbers, in the order to follow them."""
        return (
            self._rules(),
            *self._claims(),
            self._total(),
            *self._optimum(),
            self._stability(),
            said("certificate", "recheck"),
        )

    def _rules(self) -> str:
        rules = [check for check in self.checks if check.code != "prices"]
        broken = [check for check in rules if not check.holds]
        if not broken:
            counts = [counted(check.checked, check_unit(check.code)) for check in rules]
            return said("certificate", "rules_held", checks=", ".join(dict.fromkeys(counts)))
        firsts = [_first(check) for check in broken]
        more = sum(check.broken for check in broken) - len(firsts)
        firsts += [said("certificate", "more_broken", more=more)] if more else []
        return said("certificate", "rules_broken", first=" ".join(firsts))

    def _claims(self) -> tuple[str, ...]:
        false = [check for check in self.checks if check.code == "prices" and not check.holds]
        return (said("certificate", "claim_false", first=_first(false[0])),) if false else ()

    def _total(self) -> str:
        total, points = self.total, self.points
        parts = {
            "scores": total.scores,
            "unmatched": -total.unmatched,
            "moves": -total.moves,
            "load": -total.load,
        }
        words = [
            said("certificate", f"part_{name}", points=points(abs(part)), sign=_sign(name, part))
            for name, part in parts.items()
            if part or name == "scores"
        ]
        return said(
            "certificate",
            "total",
            matched=self.matched,
            needs=self.needs,
            total=points(self.objective),
            parts=", ".join(words),
        )

    def _optimum(self) -> tuple[str, ...]:
        if not self.is_feasible:
            return ()
        better = self.proof.exchange
        found = (_improvable(better, self.points(better.gain)),) if better else ()
        if self.bound is None or self.gap is None:
            return (*found, said("certificate", "no_bound"))
        how = "proven" if self.gap == 0 else "not_best" if better else "within"
        return (*self._by_prices(), *found, said("certificate", how, gap=self.points(self.gap)))

    def _by_prices(self) -> tuple[str, ...]:
        price, bound = self.proof.price_total, self.points(self.bound or 0)
        if price is None:
            return (said("certificate", "cases", bound=bound, cases=self.proof.cases),)
        many, named = price.fraction, ("base", "needs", "guides", "rules")
        whole = {name: getattr(price, name) for name in named}
        parts = {
            name: self.points(part // many) if part % many == 0 else part / many / self.scale
            for name, part in whole.items()
        }
        rounded = said("certificate", "rounded") if sum(whole.values()) % many else ""
        code = "price_parts_rules" if price.rules else "price_parts"
        return (
            said("certificate", "prices", bound=bound, pairs=self.pairs),
            said("certificate", code, bound=bound, rounded=rounded, **parts),
        )

    def _stability(self) -> str:
        if self.blocking_count:
            named = [f"{_who(each)} and {each.guide_id}" for each in self.blocking[:_EXAMPLES]]
            code = "blocking" if self.blocking_count > 1 else "blocking_one"
            return said("certificate", code, count=self.blocking_count, examples="; ".join(named))
        return said("certificate", "stable_open" if self.closed else "stable", closed=self.closed)


def _first(check: Check) -> str:
    return check.violations[0].says


def _sign(name: str, part: int) -> str:
    return "" if name == "scores" and part >= 0 else "less " if part < 0 else "plus "


def _improvable(better: Exchange, gain: float) -> str:
    moves = [_move(move) for move in better.moves]
    more = f"; and {len(moves) - _MOVES:,} more moves" if len(moves) > _MOVES else ""
    words = "; ".join(moves[:_MOVES]) + more
    return said("certificate", "improvable", gain=gain, moves=words)


def _move(move: Move) -> str:
    code = "move" if move.before and move.after else "enter" if move.after else "leave"
    return said("certificate", code, who=_who(move), before=move.before, after=move.after)


def _who(one: Move | Blocking) -> str:
    return one.learner_id if one.need == ANY else f"{one.learner_id} ({one.need})"
