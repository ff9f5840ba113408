"""Learners and guides from spreadsheets, with whatever headings they have."""

from fourfold.matching.profiles.columns import Columns, read_columns
from fourfold.matching.profiles.reading import ReadProfiles, read_profiles

__all__ = ["Columns", "ReadProfiles", "read_columns", "read_profiles"]
