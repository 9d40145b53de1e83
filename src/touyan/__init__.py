"""Touyan 头雁: one engine that reads a county's rules as data and runs its projects for a year."""
