"""The one document model: what a paper says, never how it looks.

Both renderers read these values, so a Word file and its PDF cannot differ in content. Every text is plain
data: it is never read as markup by either renderer. Numbers of headings, positions of signatures and line
breaks of titles are derived (`numbering`, `placing`, `titles`), so a paper never carries them by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["document", "letter", "minutes", "form"]
Level = Literal[1, 2, 3, 4]
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of a formal document (版头).

    `issuer_mark` is the red line as printed (机关名, or 机关名 + 文件); `number` comes from
    `numbering.document_number`; `signer` is for upward documents only (请示, 报告). `copy_number`, `secrecy`
    and `urgency` are printed in this order from the top left.
    """

    issuer_mark: str
    number: str = ""
    signer: str = ""
    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, indented by two characters; `is_flush` keeps a line at the left edge."""

    text: str
    is_flush: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1-4; its number (一、 （一） 1. （1）) is counted, not typed.

    `text_after` continues on the same line in the body face, as official prose does on levels 2-4.
    """

    level: Level
    text: str
    text_after: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A numbered list: each entry one indented paragraph 1. 2. 3."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its header, its share of the width (any positive number) and alignment."""

    header: str
    share: float = 1.0
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row that repeats on each page; every row has as many cells as columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a table row has another number of cells than the table has columns")


@dataclass(frozen=True, slots=True)
class Field:
    """One label with its value in a form; `lines` keeps room for handwriting.

    `closing` stands at the lower right of the box, e.g. （盖章）    年  月  日.
    """

    label: str
    value: str = ""
    lines: int = 1
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """The label/value grid of a form: each row holds one wide field or two short ones."""

    rows: tuple[tuple[Field, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) not in (1, 2) for row in self.rows):
            raise ValueError("a row of fields holds one field or two")


Block = Paragraph | Heading | Items | Table | Fields


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attachment: named in the attachment note and printed from a new page on (if it has blocks)."""

    title: str
    body: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs and when. `signed_on` is the day of sign-off; `is_sealed` leaves the room for a seal."""

    names: tuple[str, ...]
    signed_on: date | None = None
    is_sealed: bool = True


@dataclass(frozen=True, slots=True)
class Roll:
    """A labelled list of names after the body of minutes: 出席、列席、请假."""

    label: str
    names: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """The 版记 at the foot of the last page. Letters print only `copy_to`."""

    copy_to: str = ""
    office: str = ""
    printed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code in the upper right corner of page 1. The caller gives the whole address."""

    address: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One document. `title_lines` overrides the computed breaking; `watermark` is printed across each page.

    `kind`: document (red head when there is a letterhead), letter (信函), minutes (纪要), form (no head).
    """

    title: str
    kind: Kind = "document"
    letterhead: Letterhead | None = None
    title_lines: tuple[str, ...] = ()
    recipients: str = ""
    body: tuple[Block, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    signature: Signature | None = None
    note: str = ""
    rolls: tuple[Roll, ...] = ()
    imprint: Imprint | None = None
    code: Code | None = None
    watermark: str = ""
    lead: tuple[Block, ...] = ()
    """Blocks between the title and the recipients of a form (number, unit, year)."""
