"""Stage: funding."""
