"""Stage: progress."""
