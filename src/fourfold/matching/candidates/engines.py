"""One way to run the same work on many blocks: threads here, or Ray or Dask on several machines.

What all blocks share is sent once to each machine, a block itself is small, and the results come in
the order of the blocks; so they are the same whatever runs them.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from importlib import import_module
from types import ModuleType
from typing import Any, TypeVar

from fourfold.issues import FourfoldError

Shared = TypeVar("Shared")
Block = TypeVar("Block")
Result = TypeVar("Result")
Work = Callable[[Shared, Block], Result]


class Engine(StrEnum):
    """What runs the blocks. RAY and DASK need the extra of that name."""

    THREADS = "threads"
    RAY = "ray"
    DASK = "dask"


def map_blocks(
    work: Callable[[Shared, Block], Result],
    shared: Shared,
    blocks: Sequence[Block],
    engine: Engine = Engine.THREADS,
    workers: int | None = None,
) -> list[Result]:
    """`work(shared, block)` for each block, in the order of the blocks.

    `work` is a function of a module, and `shared`, blocks and results can be pickled. `workers` is
    how many run at once; without it, one a core, or as many as a running cluster has. A Ray or Dask
    that already runs in this process is used and left running. FourfoldError when the engine is not
    installed; what `work` raises is raised here.
    """
    if workers is not None and workers < 1:
        raise FourfoldError(f"An engine has 1 worker or more, not {workers}.")
    return _RUNS[engine](work, shared, blocks, workers)


def _on_threads(
    work: Work[Shared, Block, Result], shared: Shared, blocks: Sequence[Block], workers: int | None
) -> list[Result]:
    workers = workers or os.cpu_count() or 1
    if workers == 1 or len(blocks) == 1:
        return [work(shared, block) for block in blocks]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(lambda block: work(shared, block), blocks))


def _on_ray(
    work: Work[Shared, Block, Result], shared: Shared, blocks: Sequence[Block], workers: int | None
) -> list[Result]:
    ray = _module(Engine.RAY, "ray")
    begun = not ray.is_initialized()
    if begun:
        ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False)
    try:
        there = ray.put(shared)
        run = ray.remote(work)
        return list(ray.get([run.remote(there, block) for block in blocks]))
    except ray.exceptions.RayTaskError as failed:
        # What the work raised there, as it would have been raised here.
        raise failed.cause from None
    finally:
        if begun:
            ray.shutdown()


def _on_dask(
    work: Work[Shared, Block, Result], shared: Shared, blocks: Sequence[Block], workers: int | None
) -> list[Result]:
    distributed = _module(Engine.DASK, "distributed")
    running = distributed.client._get_global_client()
    client = running or distributed.Client(
        n_workers=workers or os.cpu_count(), threads_per_worker=1, dashboard_address=None
    )
    try:
        there = client.scatter(shared, broadcast=True, hash=False)
        # Not pure: Dask would otherwise hash all that is shared to look for an earlier result.
        waiting = [client.submit(work, there, block, pure=False) for block in blocks]
        return list(client.gather(waiting))
    finally:
        if running is None:
            client.close()


_RUNS: dict[Engine, Callable[..., list[Any]]] = {
    Engine.THREADS: _on_threads,
    Engine.RAY: _on_ray,
    Engine.DASK: _on_dask,
}


def _module(engine: Engine, name: str) -> ModuleType:
    """The engine's module, loaded only when it is chosen."""
    try:
        return import_module(name)
    except ModuleNotFoundError:
        raise FourfoldError(
            f"The engine {engine} is not installed here. Install the extra with"
            f' pip install "fourfold[{engine}]", or choose {Engine.THREADS}.'
        ) from None
