"""Keeping a solver's stray lines out of what the program prints."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_PRINTED, _SAID = 1, 2


@contextmanager
def to_errors() -> Iterator[None]:
    """Send what compiled code prints meanwhile to standard error.

    HiGHS prints some lines whatever its options say, and the answer of `--json` must stay JSON.
    """
    if os.name != "posix":
        yield
        return
    buffers = ctypes.CDLL(None)
    sys.stdout.flush()
    buffers.fflush(None)
    kept = os.dup(_PRINTED)
    os.dup2(_SAID, _PRINTED)
    try:
        yield
    finally:
        buffers.fflush(None)
        os.dup2(kept, _PRINTED)
        os.close(kept)
