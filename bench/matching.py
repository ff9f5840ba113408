"""Matching beside its limits and its peers: `./run bench matching`. Takes about ten minutes.

`./run bench matching --without-peers` leaves out other people's libraries. Exits with 1 when a
limit is missed.
"""

import sys

from bench import (
    matching_audit,
    matching_candidates,
    matching_optimal,
    matching_rules,
    matching_stable,
)
from bench.figures import provenance


def main() -> int:
    """Print every figure beside its limit; 0 when all are met."""
    print(provenance())
    peers = "--without-peers" not in sys.argv[1:]
    missed = matching_stable.measure(peers=peers)
    missed += matching_optimal.measure(peers=peers)
    missed += matching_rules.measure()
    missed += matching_audit.measure()
    missed += matching_candidates.measure()
    return min(missed, 1)


if __name__ == "__main__":
    sys.exit(main())
