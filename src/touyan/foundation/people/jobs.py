"""Loads the queue's jobs about people: writing large uploads, sweeping old ones."""

from touyan.foundation.people.batches import sweep, write_in_background

__all__ = ["sweep", "write_in_background"]
