"""The problem folder: learners, guides, pairs and terms as files that any program can write."""

from fourfold.matching.folder.assignments import read_assignment, write_assignment
from fourfold.matching.folder.reading import Folder, read_folder
from fourfold.matching.folder.writing import write_folder

__all__ = ["Folder", "read_assignment", "read_folder", "write_assignment", "write_folder"]
