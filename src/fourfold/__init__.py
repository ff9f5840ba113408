"""Fourfold: values and rules of explicit guidance. Imports no Django and opens no network.

The names listed here are the library's public ones; docs/library.md shows them at work.
"""

from fourfold.guidance.agreement import AgreementTerms, check_terms, default_terms
from fourfold.guidance.catalog import FormOfGuidance, FormProfile, profiles
from fourfold.guidance.intake import Intake, questions, read_intake
from fourfold.guidance.recommend import Recommendation, recommend
from fourfold.guidance.session import GuidanceSession, Opening, missing_to_complete
from fourfold.issues import FourfoldError, Issue

__all__ = [
    "AgreementTerms",
    "FormOfGuidance",
    "FormProfile",
    "FourfoldError",
    "GuidanceSession",
    "Intake",
    "Issue",
    "Opening",
    "Recommendation",
    "check_terms",
    "default_terms",
    "missing_to_complete",
    "profiles",
    "questions",
    "read_intake",
    "recommend",
]
