"""How log lines are written: an error is told by its type and place, never by its message."""

import logging
import traceback


class PlainFormatter(logging.Formatter):
    """Leaves out what an exception says, since databases quote what they refuse."""

    def formatException(self, ei) -> str:  # noqa: N802
        error, _, frames = ei
        return "".join([*traceback.format_tb(frames), error.__qualname__])
