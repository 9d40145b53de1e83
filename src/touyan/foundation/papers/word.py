"""The Word file of a paper. Everything that needs python-docx loads when the first one is asked for."""

from __future__ import annotations

from touyan.foundation.papers.document import Paper


def render(paper: Paper) -> bytes:
    """Return the .docx of a paper. The same paper gives the same bytes."""
    from touyan.foundation.papers.wordsetting import set_paper  # noqa: PLC0415 - a fifth of a start's imports

    return set_paper(paper)
