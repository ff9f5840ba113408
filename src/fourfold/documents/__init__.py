"""A program's documents: which form of guidance their words promise, and what they leave out.

Needs the extra `documents` (readers of PDF, Word and slides); the rest of the core does without it.
"""
