"""Stage: application."""
