"""Runs a peer library on our input, in an environment of its own under var/peers.

Peers never share our environment: some bring packages that we do not want, and two of them install
over each other. They come from the package registry that pip is set up for.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent / "var" / "peers"
# Seconds; a first installation fetches.
INSTALL_LIMIT = 600
LAST_WORDS = 200


class PeerMissing(Exception):
    """A peer that could not be installed, or did not answer; the message says why."""


def run_in(name: str, requirement: str, script: str, given: Any, limit: int = 600) -> Any:
    """What a peer's script answers to `given`, both as JSON, within `limit` seconds.

    The script reads its input from standard input and writes its answer to standard output.
    """
    python = _python(name, requirement)
    return json.loads(_run([str(python), "-c", script], limit, json.dumps(given)))


def _python(name: str, requirement: str) -> Path:
    """The interpreter of the peer's environment, made when it is missing or holds another one."""
    home = ROOT / name
    stamp, python = home / "requirement", home / "bin" / "python"
    if stamp.is_file() and stamp.read_text() == requirement:
        return python
    shutil.rmtree(home, ignore_errors=True)
    _run([sys.executable, "-m", "venv", str(home)], INSTALL_LIMIT)
    _run([str(python), "-m", "pip", "install", "--quiet", requirement], INSTALL_LIMIT)
    stamp.write_text(requirement)
    return python


def _run(command: list[str], limit: int, given: str = "") -> str:
    try:
        done = subprocess.run(  # noqa: S603
            command, input=given, capture_output=True, text=True, timeout=limit, check=False
        )
    except subprocess.TimeoutExpired:
        raise PeerMissing(f"no answer within {limit} s") from None
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise PeerMissing(said[-1][:LAST_WORDS])
    return done.stdout
