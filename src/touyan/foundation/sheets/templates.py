"""The import template: headers locked, cells open, rules in the cells, and a page that says how to fill it in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from touyan.foundation.sheets.columns import Column
from touyan.foundation.sheets.ledgers import (
    MONEY_FORMAT,
    NUMBER_FORMATS,
    Styles,
    add_validation,
    new_book,
    write_headers,
)
from touyan.foundation.sheets.neutral import cell_text

KIND_WORDS = {
    "text": "文字",
    "integer": "整数",
    "number": "数字",
    "money": "金额（元），最多两位小数",
    "date": "日期，例如 2026-6-8",
    "phone": "手机号或带区号的座机号",
    "choice": "从下拉列表中选择",
}
OPEN_ROWS = 2000
GUIDE_SHEET = "填写说明"


def write_template(title: str, columns: Sequence[Column], sheet_name: str = "导入表") -> bytes:
    """Write the .xlsx template for these columns: header at row 2, required ones starred, 2 000 open rows.

    The sheet is protected without a password: against slips of the mouse, not against people.
    """
    out = io.BytesIO()
    book, styles = new_book(out)
    sheet = book.add_worksheet(sheet_name[:31])
    write_headers(sheet, styles, columns, 1, marks=True)
    for place, column in enumerate(columns):
        form = MONEY_FORMAT if column.kind == "money" else NUMBER_FORMATS[column.kind]
        style = styles.get(num_format=form, locked=False)
        width = 2 * (column.width or max(9.0, len(column.header) + 2))
        sheet.set_column(place, place, width, style)
        add_validation(book, sheet, column, place, (2, OPEN_ROWS + 1))
    top = styles.get(font_name="方正小标宋简体", font_size=18, align="center", border=0)
    if len(columns) > 1:
        sheet.merge_range(0, 0, 0, len(columns) - 1, "", top)
    sheet.write_string(0, 0, cell_text(title), top)
    sheet.set_row(0, 34)
    sheet.freeze_panes(2, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1, 1)
    sheet.protect("", {"insert_rows": True, "delete_rows": True, "format_columns": True, "sort": True})
    _write_guide(book, styles, columns)
    book.close()
    return out.getvalue()


def _write_guide(book: Any, styles: Styles, columns: Sequence[Column]) -> None:
    sheet = book.add_worksheet(GUIDE_SHEET)
    head = styles.get(font_name="黑体", align="center", bg_color="#F2F2F2")
    for place, (words, width) in enumerate((("栏目", 24), ("是否必填", 12), ("填写要求", 70))):
        sheet.write_string(0, place, words, head)
        sheet.set_column(place, place, width)
    for row, column in enumerate(columns, 1):
        demand = KIND_WORDS[column.kind]
        if column.kind == "text":
            demand = f"不超过{column.longest}字"
        if column.choices:
            demand = "可选：" + "、".join(column.choices)
        for place, words in enumerate(
            (column.header, "必填" if column.is_required else "选填", column.guide or demand)
        ):
            sheet.write_string(row, place, cell_text(words), styles.get())
    sheet.protect()
