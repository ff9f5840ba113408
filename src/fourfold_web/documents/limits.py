"""How much may be brought in at once, and how long files stay."""

from fourfold.documents.reading import LARGEST_FILE

# All files of one time together: what the core reads of one at most.
LARGEST_AT_ONCE = LARGEST_FILE
MEGABYTES = LARGEST_FILE // 1024 // 1024
MOST_FILES = 20
LONGEST_PASTED = 500_000
# Days after the review.
FILES_KEPT = 30
