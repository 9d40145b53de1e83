"""What changed between two versions of a form: by character in texts, by row and cell in tables.

One pure function serves the applicant, the vetter and the meeting, so that all three read the same difference
(domain.md 3.3 "diff attached", WH-20). It returns values; marking, labels and language are the caller's.
"""

from touyan.core.difference.answers import Change, changes
from touyan.core.difference.rows import CellChange, RowChange, row_changes
from touyan.core.difference.texts import Part, text_parts

__all__ = ["CellChange", "Change", "Part", "RowChange", "changes", "row_changes", "text_parts"]
