"""Stage: approval."""
