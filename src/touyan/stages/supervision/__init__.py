"""Stage: supervision."""
