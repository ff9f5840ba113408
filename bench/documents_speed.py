"""Measures `fourfold review` on a handbook of 300 pages. `./run bench documents_speed`.

The handbook is a PDF that is made here; the command runs as a process of its own on one core, so
that imports count. A thousand pages are shown for information. Exits with 1 when a limit is missed.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
import typst

from bench.figures import print_figure, provenance

PAGES = 300
MORE_PAGES = 1_000
LIMIT_SECONDS = 10
LIMIT_MEGABYTES = 500
_HEAD = """
#set page(width: 612pt, height: 792pt, header: [Handbook of the residency],
  footer: context [Page #counter(page).display() of the handbook])
#set par(justify: true)
#set text(size: 10.5pt, hyphenate: true, lang: "en")
"""
_PARAGRAPHS = """
Every resident is assigned a faculty coach in July. The coach meets with the resident each
month, asks what the resident wants to work on next, and watches one encounter a rotation. The
resident chooses the goal; what is said stays between the two.

The advisor answers questions on schedules, electives and requirements, approves the plan of
study and signs the forms. Advising appointments take twenty minutes and are offered weekly.

Mentors are physicians of the same specialty who share how their own careers went. Residents
choose a mentor in the second year and usually keep in touch long after graduation.

Duty hours are recorded by Sunday evening. Absences are requested six weeks ahead, save for
illness, and the chief residents publish the schedule of each block four weeks before it.

The clinical competency committee meets twice a year. It reads evaluations by rotation directors
and nurses, and the program director tells each resident the result in person.
""".strip().split("\n\n")


def main() -> int:
    """Print the figures beside their limits; 0 when all are met."""
    print(provenance())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "handbook.pdf"
        pages, words = make_handbook(path, PAGES)
        seconds, megabytes = measured(path)
        print(f"      a PDF of {pages:,} pages and {words:,} words")
        missed = print_figure("a handbook: seconds", seconds, at_most=LIMIT_SECONDS)
        missed |= print_figure("a handbook: MB", megabytes, at_most=LIMIT_MEGABYTES)
        pages, words = make_handbook(path, MORE_PAGES)
        seconds, megabytes = measured(path)
        print(f"      {pages:,} pages and {words:,} words: {seconds} s, {megabytes} MB")
    return missed


def make_handbook(path: Path, pages: int) -> tuple[int, int]:
    """Write a handbook with headings, lists and tables; returns its pages and words."""
    body = "\n#pagebreak()\n".join(page(number) for number in range(1, pages + 1))
    path.write_bytes(typst.compile(f"{_HEAD}{body}".encode()))
    with pypdfium2.PdfDocument(path) as document:
        return len(document), len(body.split())


def page(number: int) -> str:
    """One page of about 400 words, different from the one before it."""
    paragraphs = [_PARAGRAPHS[(number + step) % len(_PARAGRAPHS)] for step in range(11)]
    return "\n\n".join(
        [
            f"= Section {number}",
            *paragraphs[:6],
            f"- Form {number} is due in week {number % 52}.\n- The coordinator keeps the list.",
            *paragraphs[6:],
            f"#table(columns: 2, [Role], [Person], [Mentor], [Office {number}])",
        ]
    )


def measured(path: Path) -> tuple[float, int]:
    """Seconds of one core and peak megabytes of the command."""
    command = [str(Path(sys.executable).with_name("fourfold")), "review", "--json", str(path)]
    process = subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=_one_core
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return round(used.ru_utime + used.ru_stime, 2), round(used.ru_maxrss / 1024)


def _one_core() -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


if __name__ == "__main__":
    sys.exit(main())
