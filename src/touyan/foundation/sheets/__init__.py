"""Sheets: ledgers and import templates out as Excel, uploaded tables in, with a finding for each wrong cell.

`ledgers` and `templates` write, `reading` reads, `returned` gives the uploaded rows back with their findings
beside them. One `Column` describes a column for both directions, so what is exported can be imported again.
Values in, bytes out; nothing here touches a database. An uploaded file is opened in a child with bounds (`apart`).
"""

from touyan.foundation.sheets.apart import read_table
from touyan.foundation.sheets.columns import Column, Limits
from touyan.foundation.sheets.ledgers import Ledger, write_ledger
from touyan.foundation.sheets.reading import Row, Table
from touyan.foundation.sheets.returned import findings_sheet
from touyan.foundation.sheets.templates import write_template

__all__ = [
    "Column",
    "Ledger",
    "Limits",
    "Row",
    "Table",
    "findings_sheet",
    "read_table",
    "write_ledger",
    "write_template",
]
