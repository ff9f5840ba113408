"""Finding what may point to a patient before anything is kept (B-9, B-10)."""

from fourfold.confidentiality.screening.marking import in_words, mask, must_check, screen
from fourfold.confidentiality.screening.words import Identifier, Kind

__all__ = ["Identifier", "Kind", "in_words", "mask", "must_check", "screen"]
