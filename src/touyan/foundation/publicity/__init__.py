"""What becomes public, for how long, and what residents object to. Nothing is public without a named release act."""
