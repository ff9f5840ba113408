"""The move of every sentence and turn, found by cues and a trained model (G-21..G-25)."""

from fourfold.transcripts.coding.coder import code, code_turns
from fourfold.transcripts.coding.judging import coarse

__all__ = ["coarse", "code", "code_turns"]
