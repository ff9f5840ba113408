"""Proves or refutes a matching with code that shares nothing with what made it."""

from fourfold.matching.audit.certificate import Certificate
from fourfold.matching.audit.certify import certify

__all__ = ["Certificate", "certify"]
