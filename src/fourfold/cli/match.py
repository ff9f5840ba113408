"""`fourfold match`: propose, solve, explain and audit; each verb is a file of its own."""

import os

from fourfold.cli.lazy import LazyVerbs

# Blocks of pairs have threads of their own; numpy's, inside them, would only get in their way.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

match = LazyVerbs(
    name="match",
    verbs={
        "audit": "fourfold.cli.match_audit",
        "explain": "fourfold.cli.match_explain",
        "propose": "fourfold.cli.match_propose",
        "solve": "fourfold.cli.match_solve",
    },
    extra="matching",
    help="""Match learners with guides: who could guide whom, who does, why, and the proof.

    A problem is a folder of CSV files (docs/matching.md). PROPOSE makes one from profiles, SOLVE
    finds the pairs, EXPLAIN says why, AUDIT proves or refutes any assignment.
    """,
)
