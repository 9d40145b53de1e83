"""Time for every rule: the clock, and the published working days."""
