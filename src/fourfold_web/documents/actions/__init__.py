"""The writes of a program's documents."""

from fourfold_web.documents.actions.bring import (
    add_documents,
    delete_document,
    replace_document,
    stop_reading,
)
from fourfold_web.documents.actions.compare import compare_documents
from fourfold_web.documents.actions.meant import mean_so, take_back
from fourfold_web.documents.actions.read import forget_files, read_version

__all__ = [
    "add_documents",
    "compare_documents",
    "delete_document",
    "forget_files",
    "mean_so",
    "read_version",
    "replace_document",
    "stop_reading",
    "take_back",
]
