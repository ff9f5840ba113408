"""Measures the move coder and what is told from it: `./run bench language [--public DIR]`.

On dialogues by authors who never taught it (their rows are never printed, so that no rule is
written to fit them), on public conversations kept out of training when DIR, or
FOURFOLD_LANGUAGE_DATA, names the folder that docs/model-card.md describes, and its cost. Exits with
1 when a figure misses its limit.
"""

import argparse
import importlib
import importlib.util
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench import moves_own, moves_speed
from bench.figures import print_figure, provenance
from bench.moves_own import calibration_in_words, in_words
from fourfold.transcripts.reliability import compare

DATA = Path(__file__).parent / "data"
KAPPA, MACRO_F1, LOSS = 0.737, 0.79, 0.03
SECONDS, MEGABYTES = 2.0, 400
NOT_MEASURED = "not measured:"
AS_IT_IS = "as it is"


def main() -> int:
    """Print every figure beside its limit; 0 when all are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    given = os.environ.get("FOURFOLD_LANGUAGE_DATA")
    parser.add_argument("--public", type=Path, default=given and Path(given), metavar="DIR")
    parser.add_argument("--authors", action="store_true", help="keep each author out once, too")
    asked = parser.parse_args()
    print(provenance())
    missed = moves_own.sealed(DATA)
    missed += _public(asked.public, asked.authors)
    missed += _cost()
    return 1 if missed else 0


def _public(folder: Path | None, authors: bool) -> int:
    if folder is None:
        print(f"AnnoMI {NOT_MEASURED} give --public DIR; docs/model-card.md says what DIR holds")
        return 0
    if importlib.util.find_spec("scipy") is None:
        print(f"AnnoMI {NOT_MEASURED} learning again without a fold needs numpy and scipy")
        return 0
    # Only where it is asked for, because everything else does without numpy.
    folds = importlib.import_module("bench.moves_folds")
    if authors:
        for author, coded in folds.authors_kept_out(folder).items():
            found = compare(coded.people, coded.coder[AS_IT_IS])
            print(f"author {author} kept out: {in_words(found)}")
            print(f"      {calibration_in_words(coded.people, coded.coder[AS_IT_IS], coded.sure)}")
    return _annomi(folds.annomi_kept_out(folder), folds.FOLDS)


def _annomi(coded: Any, folds: int) -> int:
    clean = coded.coder[AS_IT_IS]
    whole = compare(coded.people, clean, field="coarse")
    print(f"AnnoMI, {folds} folds by conversation: {in_words(whole)}")
    print("      F1: " + ", ".join(f"{each.label} {each.f1:.3f}" for each in whole.classes))
    print(f"      {calibration_in_words(coded.people, clean, coded.sure)}")
    kappa, macro_f1 = whole.figures.kappa or 0.0, whole.figures.macro_f1
    missed = print_figure("AnnoMI kappa", round(kappa, 3), at_least=KAPPA)
    missed += print_figure("AnnoMI macro-F1", round(macro_f1, 3), at_least=MACRO_F1)
    for damage, labels in coded.coder.items():
        if damage != AS_IT_IS:
            left = compare(coded.people, labels, field="coarse").figures.macro_f1
            lost = round(macro_f1 - left, 3)
            missed += print_figure(f"AnnoMI macro-F1 lost, {damage}", lost, at_most=LOSS)
    return missed


def _cost() -> int:
    talk = moves_speed.long_talk(moves_own.open_dialogues(DATA))
    asked = [sys.executable, "-m", "bench.moves_speed"]
    run = subprocess.run(asked, input=talk.encode(), capture_output=True, check=True)  # noqa: S603
    cost = json.loads(run.stdout)
    words = len(talk.split())
    print(f"cost, {moves_speed.TURNS} turns of {words:,} words, imports and weights included:")
    missed = print_figure("seconds of one core", cost["seconds"], at_most=SECONDS)
    missed += print_figure("peak megabytes", cost["megabytes"], at_most=MEGABYTES)
    print(f"      {_embedding_baseline(talk)}")
    return missed


def _embedding_baseline(talk: str) -> str:
    """What a sentence-embedding model takes for the guide's turns alone, where one is installed."""
    if importlib.util.find_spec("sentence_transformers") is None:
        return f"sentence embeddings {NOT_MEASURED} sentence-transformers is not installed"
    folder = os.environ.get("FOURFOLD_MINILM")
    if folder is None:
        return f"sentence embeddings {NOT_MEASURED} FOURFOLD_MINILM names no folder of the model"
    embed = importlib.import_module("sentence_transformers").SentenceTransformer(folder).encode
    texts = [turn for turn in talk.split("\n\n") if turn.startswith("Guide")]
    start = time.process_time()
    embed(texts)
    seconds = time.process_time() - start
    return f"beside it, all-MiniLM-L6-v2 embeds the guide's turns alone in {seconds:.1f} s"


if __name__ == "__main__":
    sys.exit(main())
