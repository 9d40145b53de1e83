"""Stage: the issued task list, whose measures become work without an application."""
