"""JSON that somebody gives to a verb, with every mistake named in one sentence."""

import json

from fourfold.issues import FourfoldError, quoted


def parsed(content: bytes) -> object:
    """The value in UTF-8 JSON. FourfoldError says where it breaks, or which key stands twice."""
    try:
        return json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_object, parse_int=_whole_number
        )
    except UnicodeDecodeError as broken:
        raise FourfoldError(f"The input is not UTF-8: byte {broken.start} breaks it.") from broken
    except RecursionError as broken:
        raise FourfoldError("The JSON is nested too deeply.") from broken
    except json.JSONDecodeError as broken:
        message = f"Broken JSON in line {broken.lineno}, column {broken.colno}: {broken.msg}."
        raise FourfoldError(message) from broken


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise FourfoldError(f"The key {quoted(key)} stands twice in one object. Keep one.")
        found[key] = value
    return found


def _whole_number(digits: str) -> int:
    try:
        return int(digits)
    except ValueError as refused:
        # Python reads no number of more than some thousand digits, since that would take long.
        raise FourfoldError(f"A number with {len(digits)} digits is too long.") from refused
