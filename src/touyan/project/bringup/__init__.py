"""Bringing the place up: from a clean clone to the first page, with nothing but a Python.

Everything here runs before anything is installed, so it imports the standard library only. Each
module is one step or one concern; `__main__` puts them in order.
"""
