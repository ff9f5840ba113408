"""The only writes on programs: keyword-only, atomic, an audit entry inside."""

from fourfold_web.programs.actions.members import add_person, set_room
from fourfold_web.programs.actions.program import change_program, create_program, remove_sample

__all__ = [
    "add_person",
    "change_program",
    "create_program",
    "remove_sample",
    "set_room",
]
