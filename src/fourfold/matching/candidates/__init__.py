"""The best guides of each need, found without looking at all pairs."""
