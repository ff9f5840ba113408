"""Deferred acceptance with ties, quotas and locks, and the largest stable matching."""
