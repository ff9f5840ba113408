"""What a director gives to be reviewed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Given:
    """A file or a pasted text: its name and its bytes."""

    name: str
    content: bytes
