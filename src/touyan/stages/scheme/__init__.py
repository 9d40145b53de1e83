"""Stage: scheme."""
