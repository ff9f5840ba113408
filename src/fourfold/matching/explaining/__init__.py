"""Why somebody was matched, or not: reasons from closed lists, and the report."""
