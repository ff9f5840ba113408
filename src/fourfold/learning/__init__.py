"""Lessons on the forms of guidance, and the library of sources."""
