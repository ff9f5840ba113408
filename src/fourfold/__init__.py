"""Fourfold: values and rules of explicit guidance. Imports no Django and opens no network.

The names listed here are the library's public ones; docs/library.md shows them at work.
"""

from fourfold.confidentiality.screening import Identifier, mask, screen
from fourfold.guidance.agreement import AgreementTerms, check_terms, default_terms
from fourfold.guidance.catalog import FormOfGuidance, FormProfile, profiles
from fourfold.guidance.intake import Intake, questions, read_intake
from fourfold.guidance.recommend import Recommendation, recommend
from fourfold.guidance.session import GuidanceSession, Opening, missing_to_complete
from fourfold.issues import FourfoldError, Issue
from fourfold.transcripts.codebook import MoveEntry, codebook
from fourfold.transcripts.coded import CodedTurn, Coding, corrected
from fourfold.transcripts.coding import code
from fourfold.transcripts.coding.signals import next_question
from fourfold.transcripts.fidelity import Fidelity, assess
from fourfold.transcripts.moves import Move, Signal
from fourfold.transcripts.reading import read
from fourfold.transcripts.transcript import Transcript, Turn

__all__ = [
    "AgreementTerms",
    "CodedTurn",
    "Coding",
    "Fidelity",
    "FormOfGuidance",
    "FormProfile",
    "FourfoldError",
    "GuidanceSession",
    "Identifier",
    "Intake",
    "Issue",
    "Move",
    "MoveEntry",
    "Opening",
    "Recommendation",
    "Signal",
    "Transcript",
    "Turn",
    "assess",
    "check_terms",
    "code",
    "codebook",
    "corrected",
    "default_terms",
    "mask",
    "missing_to_complete",
    "next_question",
    "profiles",
    "questions",
    "read",
    "read_intake",
    "recommend",
    "screen",
]
