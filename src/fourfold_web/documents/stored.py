"""A review as plain data in a column, and back to the core's values."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from fourfold.documents.review import (
    AcrossFinding,
    Code,
    DocumentReview,
    Finding,
    Place,
    RoleForm,
    RoleUse,
)


def review_to_json(review: DocumentReview) -> dict[str, Any]:
    """Roles, findings and notice; the name stands beside it."""
    return {key: value for key, value in asdict(review).items() if key != "path"}


def review_from_json(data: Mapping[str, Any], path: str) -> DocumentReview:
    """The same as values."""
    return DocumentReview(
        path=path,
        roles=[_role(each) for each in data["roles"]],
        findings=[_finding(each) for each in data["findings"]],
        notice=data["notice"],
    )


def across_to_json(across: Sequence[AcrossFinding]) -> list[dict[str, Any]]:
    """Findings that run across documents; their paths are ids of documents."""
    return [asdict(each) for each in across]


def across_from_json(data: Sequence[Mapping[str, Any]]) -> list[AcrossFinding]:
    """The same as values."""
    return [AcrossFinding(_finding(each["finding"]), tuple(each["paths"])) for each in data]


def _role(data: Mapping[str, Any]) -> RoleUse:
    return RoleUse(
        data["term"],
        RoleForm(data["form"]),
        [Place(**each) for each in data["evidence"]],
        [Code(each) for each in data["not_stated"]],
    )


def _finding(data: Mapping[str, Any]) -> Finding:
    places = [Place(**each) for each in data["places"]]
    return Finding(**{**data, "code": Code(data["code"]), "places": places})
