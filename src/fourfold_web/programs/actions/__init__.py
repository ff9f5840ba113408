"""The only writes on programs: keyword-only, atomic, an audit entry inside."""

from fourfold_web.programs.actions.confidentiality import set_narrowings
from fourfold_web.programs.actions.members import add_person, set_room
from fourfold_web.programs.actions.program import change_program, create_program, remove_sample
from fourfold_web.programs.actions.rules import (
    APPLY_TEMPLATE,
    CHANGE_FORMS,
    apply_template,
    change_clauses,
    change_forms,
)

__all__ = [
    "APPLY_TEMPLATE",
    "CHANGE_FORMS",
    "add_person",
    "apply_template",
    "change_clauses",
    "change_forms",
    "change_program",
    "create_program",
    "remove_sample",
    "set_narrowings",
    "set_room",
]
