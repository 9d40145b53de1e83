"""Print the page of the scheme language: `python3 -m touyan.project.schemebook > docs/scheme-language.md`."""

from __future__ import annotations

import sys

from touyan.project.schemebook.page import page

sys.stdout.write(page())
