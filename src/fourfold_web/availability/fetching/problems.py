"""Why a calendar could not be read: a word to store, and the sentence of problems.toml."""

import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Problem(StrEnum):
    """What went wrong."""

    NOT_AN_ADDRESS = "not_an_address"
    NOT_HTTPS = "not_https"
    NUMBERS = "numbers"
    PASSWORD = "password"  # noqa: S105  names the case in which an address holds one
    PORT = "port"
    UNKNOWN_HOST = "unknown_host"
    PRIVATE = "private"
    REDIRECTS = "redirects"
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    TOO_SLOW = "too_slow"
    TOO_LARGE = "too_large"
    SHUT = "shut"
    GONE = "gone"
    TROUBLE = "trouble"
    WEB_PAGE = "web_page"
    UNREADABLE = "unreadable"
    TOO_HARD = "too_hard"
    TOO_MANY = "too_many"

    @property
    def says(self) -> str:
        """The sentence: what was found, and what to do."""
        return _sentences()[self]


@cache
def _sentences() -> dict[str, str]:
    text = files(__package__).joinpath("problems.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


class CannotReadError(Exception):
    """Raised where the reading ends; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem
