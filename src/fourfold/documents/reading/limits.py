"""How much is read, and how a long file says how far it is."""

from collections.abc import Callable

from fourfold.issues import FourfoldError

LARGEST_FILE = 100 * 1024 * 1024
MOST_SIGNS = 20_000_000
MOST_PAGES = 5_000

# Called with pages done and pages in all; what it raises stops the reading.
Progress = Callable[[int, int], None]


def check_size(content: bytes, called: str) -> None:
    """Refuse an empty file and one over 100 MB."""
    if len(content) > LARGEST_FILE:
        megabytes = len(content) / 1024 / 1024
        raise FourfoldError(
            f"{called} is larger than 100 MB ({megabytes:,.0f} MB); at most 100 MB are read. "
            "Save it without its pictures, or split it into parts."
        )
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise FourfoldError(f"{called} is empty. Choose a file with words in it.")


def check_text(signs: int, called: str) -> None:
    """Refuse more text than any handbook has."""
    if signs > MOST_SIGNS:
        raise FourfoldError(
            f"{called} holds more than 20 million characters of text; at most 20 million are read. "
            "Split it into parts."
        )


def check_pages(pages: int, called: str) -> None:
    """Refuse more pages than any handbook has."""
    if pages > MOST_PAGES:
        raise FourfoldError(
            f"{called} has {pages:,} pages; at most {MOST_PAGES:,} are read. Split it into parts."
        )
