"""One change to a best choice, and the chains that make it a best choice again.

Every function changes the residual it is given. Where one returns False, locks leave no room for
the change and the residual is of no further use.
"""

import numpy as np

from fourfold.matching.optimal.paths import Paths
from fourfold.matching.optimal.residual import Residual
from fourfold.matching.problem import NOBODY

# Worth so little that no chain goes that far (`paths.FAR`).
_BANNED = -(2**52)


def close_guide(state: Residual, guide: int) -> None:
    """Take a guide away; whoever was locked there is free again."""
    places = [guide, *state.doors.get(guide, ())]
    needs = sorted(need for place in places for need in state.tenants[place])
    state.through[places] = state.room[places] = 0
    state.held[needs] = True
    for need in needs:
        state.leave(need)
    for need in needs:
        _settle(state, need, state.sink)


def ban_pair(state: Residual, pair: int) -> None:
    """Take a pair away that is not locked."""
    need = int(state.network.need[pair])
    state.value = state.value.copy()
    state.value[pair] = _BANNED
    if state.pair_of[need] == pair:
        _settle(state, need, state.leave(need))


def lock_pair(state: Residual, pair: int) -> bool:
    """Decide a pair; False when those locked before leave no room for it."""
    need, place = int(state.network.need[pair]), int(state.network.place[pair])
    state.held[need] = True
    if state.pair_of[need] == pair:
        return True
    before = state.leave(need)
    state.enter(need, pair)
    return _move(state, place, before)


def resize_guide(state: Residual, guide: int, room: int) -> bool:
    """Give a guide so many places; False when more needs than that are locked there."""
    state.room[guide] = room
    while state.through[guide] > room:
        state.through[guide] -= 1
        if not _move(state, guide, state.sink):
            return False
    while _wants_more(state, guide):
        state.through[guide] += 1
        _move(state, state.sink, guide)
    return True


def _wants_more(state: Residual, guide: int) -> bool:
    load, steps = state.through[guide], state.network.steps
    return bool(load < state.room[guide] and steps[load] < state.prices[guide])


def _settle(state: Residual, need: int, target: int) -> None:
    """Find something for a need that has nothing, where one is missing at the target."""
    state.held[need] = True
    paths = Paths(state)
    paths.from_need(need, target)
    _apply(state, paths, target, need=need)
    state.held[need] = False


def _move(state: Residual, start: int, target: int) -> bool:
    """Bring one from a place with one too many to one where one is missing."""
    paths = Paths(state)
    if not paths.between(start, target):
        return False
    _apply(state, paths, target, start=start)
    return True


def _apply(
    state: Residual, paths: Paths, target: int, *, start: int = NOBODY, need: int = NOBODY
) -> None:
    """Make the changes of a chain, from its end to its start, and let the prices follow."""
    loss = np.minimum(paths.loss, paths.loss[target])
    node = target
    while node != start:
        moved, place = paths.step_to(node)
        if moved == NOBODY:
            state.shift(place, node)
        else:
            place = state.leave(moved)
            if node != state.sink:
                state.enter(moved, int(paths.pair[node]))
        if moved == need and need != NOBODY:
            break
        node = place
    state.prices -= loss[: state.sink] - loss[state.sink]
