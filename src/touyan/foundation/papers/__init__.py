"""Papers: one document as a value, and two renderers of it, Word and PDF.

A stage builds a `Paper` (or asks `forms` for one); `word.render` answers bytes of a .docx laid out by
GB/T 9704-2012 that an office can go on editing, `pdf.render` the same geometry as a finished PDF. Values in,
bytes out: no database, no clock, no network, so that one paper always gives the same bytes.
"""

from touyan.foundation.papers.document import (
    Attachment,
    Block,
    Code,
    Column,
    Field,
    Fields,
    Heading,
    Imprint,
    Items,
    Letterhead,
    Paper,
    Paragraph,
    Roll,
    Signature,
    Table,
)

__all__ = [
    "Attachment",
    "Block",
    "Code",
    "Column",
    "Field",
    "Fields",
    "Heading",
    "Imprint",
    "Items",
    "Letterhead",
    "Paper",
    "Paragraph",
    "Roll",
    "Signature",
    "Table",
]
