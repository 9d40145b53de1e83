"""Stage: the assessment of people in posts."""
