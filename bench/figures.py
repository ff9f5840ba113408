"""How every benchmark prints: measured beside limit, with what it was measured on."""

import subprocess
from datetime import UTC, datetime


def print_figure(
    name: str,
    measured: float,
    *,
    at_least: float | None = None,
    at_most: float | None = None,
) -> int:
    """Print one figure beside its limit. Returns 1 when it is missed, else 0."""
    held = (at_least is None or measured >= at_least) and (at_most is None or measured <= at_most)
    limit = f"at least {at_least:,}" if at_least is not None else f"at most {at_most:,}"
    print(f"{'ok   ' if held else 'MISS '} {name}: {measured:,} ({limit})")
    return 0 if held else 1


def provenance() -> str:
    """The day and the commit of a measurement."""
    asked = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603
    return f"{datetime.now(UTC):%Y-%m-%d}, commit {commit or 'unknown'}"
