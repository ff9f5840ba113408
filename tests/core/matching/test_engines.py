"""Examples of blocks run by an engine; `./run test` has threads, and what else is installed."""

from importlib.util import find_spec

import pytest

from fourfold.issues import FourfoldError
from fourfold.matching.candidates.engines import Engine, map_blocks

BLOCKS = [3, 1, 4, 1, 5, 9, 2, 6]
INSTALLED = {Engine.THREADS: "concurrent", Engine.RAY: "ray", Engine.DASK: "distributed"}


def scaled(shared: int, block: int) -> tuple[int, int]:
    """The work of these examples."""
    return block, shared * block


def refused(shared: int, block: int) -> int:
    """Work that cannot do one of its blocks."""
    if block == 5:
        raise FourfoldError(f"No {shared} for {block}.")
    return block


@pytest.mark.parametrize("engine", Engine)
def test_results_come_in_the_order_of_the_blocks(engine):
    if find_spec(INSTALLED[engine]) is None:
        pytest.skip(f"the extra {engine} is not installed")

    assert map_blocks(scaled, 10, BLOCKS, engine, workers=2) == [(b, 10 * b) for b in BLOCKS]


@pytest.mark.parametrize("workers", [None, 1, 2, 7])
def test_any_number_of_threads_gives_the_same(workers):
    assert map_blocks(scaled, 2, BLOCKS, workers=workers) == [(b, 2 * b) for b in BLOCKS]


def test_no_blocks_have_no_results():
    assert map_blocks(scaled, 10, []) == []


def test_what_the_work_raises_is_raised():
    with pytest.raises(FourfoldError, match=r"^No 7 for 5\.$"):
        map_blocks(refused, 7, BLOCKS)


@pytest.mark.parametrize("engine", [Engine.RAY, Engine.DASK])
def test_an_engine_that_is_not_installed_is_refused_with_the_extra(engine):
    if find_spec(INSTALLED[engine]) is not None:
        pytest.skip(f"the extra {engine} is installed")

    with pytest.raises(FourfoldError) as refusal:
        map_blocks(scaled, 10, BLOCKS, engine)

    assert str(refusal.value) == (
        f"The engine {engine} is not installed here. Install the extra with"
        f' pip install "fourfold[{engine}]", or choose threads.'
    )


def test_an_engine_without_workers_is_refused():
    with pytest.raises(FourfoldError, match=r"^An engine has 1 worker or more, not 0\.$"):
        map_blocks(scaled, 10, BLOCKS, workers=0)
