"""How long a talk of 600 turns takes to read, code and judge, and how much memory.

Runs as a process of its own, so that imports and loading the weights count.
"""

import json
import sys
import time
from collections.abc import Iterable, Mapping
from itertools import cycle, islice
from pathlib import Path
from typing import Any

TURNS = 600


def main() -> None:
    """Print seconds of one core and peak megabytes as JSON; the talk comes on standard input."""
    content = sys.stdin.buffer.read()
    start = time.process_time()
    # Imports are part of what is measured.
    from fourfold.guidance.catalog import FormOfGuidance
    from fourfold.transcripts.coding import code
    from fourfold.transcripts.fidelity import assess
    from fourfold.transcripts.reading import read

    assess(code(read(content), guide="Guide"), declared_form=FormOfGuidance.COACHING)
    seconds = time.process_time() - start
    print(json.dumps({"seconds": round(seconds, 2), "megabytes": round(peak_megabytes())}))


def peak_megabytes() -> float:
    """The most memory of this program. `getrusage` would also count whoever started it."""
    status = Path("/proc/self/status").read_text("utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def long_talk(dialogues: Iterable[Mapping[str, Any]]) -> str:
    """A talk of 600 turns as plain text, made of dialogues one after the other."""
    said: list[tuple[str, str]] = []
    for turn in (turn for row in dialogues for turn in row["turns"]):
        if turn["speaker"] == "learner":
            said.append(("Learner", turn["text"]))
        else:
            said.append(("Guide", " ".join(text for text, _ in turn["sentences"])))
    turns: list[tuple[str, str]] = []
    for who, text in islice(cycle(said), TURNS * 2):
        if len(turns) < TURNS and (not turns or turns[-1][0] != who):
            turns.append((who, text))
    return "\n\n".join(f"{who}: {text}" for who, text in turns)


if __name__ == "__main__":
    main()
