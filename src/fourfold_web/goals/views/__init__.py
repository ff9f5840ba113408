"""Pages of goals, one file a page."""
