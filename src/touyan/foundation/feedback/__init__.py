"""Complaints and suggestions from anybody on any page; answered by an office other than the one that asks for work."""
