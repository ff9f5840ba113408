"""Keeping a solver's stray lines out of what the program prints."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_PRINTED = 1


@contextmanager
def quiet() -> Iterator[None]:
    """Drop what compiled code prints meanwhile.

    HiGHS prints some lines whatever its options say, and the answer of `--json` must stay JSON.
    """
    if os.name != "posix":
        yield
        return
    buffers = ctypes.CDLL(None)
    sys.stdout.flush()
    buffers.fflush(None)
    kept = os.dup(_PRINTED)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _PRINTED)
    os.close(nowhere)
    try:
        yield
    finally:
        buffers.fflush(None)
        os.dup2(kept, _PRINTED)
        os.close(kept)
