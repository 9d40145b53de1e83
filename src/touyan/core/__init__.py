"""Pure rules: no Django, no clock, no randomness, no files, no network."""
