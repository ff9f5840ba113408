"""A run as the problem folder that the shell reads, in one file to download."""

import io
import tempfile
import zipfile
from pathlib import Path

from fourfold.matching.folder import write_assignment, write_folder
from fourfold_web.matching.models import Run
from fourfold_web.matching.stored import unpacked

ASSIGNMENT = "assignment.csv"


def folder_of(run: Run) -> bytes:
    """The folder of the run's problem with its assignment, zipped: ids, scores and ranks alone."""
    problem, assignment, _ = unpacked(run.problem)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name)
        write_folder(path, problem)
        write_assignment(path / ASSIGNMENT, problem, assignment)
        return _zipped(path)


def _zipped(path: Path) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as files:
        for each in sorted(path.iterdir()):
            # A moment of its own would make two downloads of one run differ.
            files.writestr(zipfile.ZipInfo(each.name), each.read_bytes(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
