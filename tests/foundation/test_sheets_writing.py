"""A ledger looks as its office's own, and nothing a person typed becomes a formula in it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from touyan.foundation.sheets import Column, Ledger, read_table, write_ledger, write_template
from touyan.foundation.sheets.neutral import cell_text, is_formula_like

COLUMNS = (
    Column("number", "序号", "integer"),
    Column("name", "项目名称", is_required=True),
    Column("state", "状态灯", "choice", choices=("正常", "滞后", "严重滞后")),
    Column("fund", "核定经费（元）", "money"),
    Column("due", "完成时限", "date"),
    Column("phone", "联系电话", "phone"),
    Column("share", "完成率", "number"),
)
ROWS = (
    (1, "红色驿站", "正常", 2_000_000, date(2026, 6, 8), "13800000000", Decimal("62.5")),
    (2, "暖心食堂", "滞后", None, None, "0353-2020202", None),
)
LEDGER = Ledger(
    "2026年项目总台账", COLUMNS, ROWS, ids=("a1", "b2"), note="单位：某某区", demonstration="演示数据"
)


def part(content, name="xl/worksheets/sheet1.xml"):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode("utf-8")


def test_the_same_ledger_gives_the_same_bytes():
    assert write_ledger(LEDGER) == write_ledger(LEDGER)


def test_a_ledger_prints_on_a3_landscape_with_a_repeated_frozen_header():
    sheet = part(write_ledger(LEDGER))
    assert '<pageSetup paperSize="8" fitToHeight="0" orientation="landscape"/>' in sheet
    assert 'fitToPage="1"' in sheet
    assert 'topLeftCell="A5" activePane="bottomLeft" state="frozen"' in sheet
    assert "$3:$4" in part(write_ledger(LEDGER), "xl/workbook.xml")


def test_only_the_top_rows_are_merged_and_the_id_column_is_hidden():
    sheet = part(write_ledger(LEDGER))
    assert re.findall(r'mergeCell ref="(\w+:\w+)"', sheet) == ["A1:G1", "A2:G2", "A3:G3"]
    assert re.search(r'<col min="8" max="8"[^>]*hidden="1"', sheet)


def test_what_is_exported_can_be_imported_again_row_by_row():
    table = read_table(write_ledger(LEDGER), COLUMNS)
    assert table.is_clean
    assert [row.id for row in table.rows] == ["a1", "b2"]
    assert [tuple(row.values.values()) for row in table.rows] == list(ROWS)


HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM",
    "=cmd|' /C calc'!A0",
    "  =1+1",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_formula_typed_by_a_person_stays_text_and_reads_the_same(text):
    content = write_ledger(Ledger(text, (Column("a", text),), ((text,),), sheet="表"))
    assert "<f>" not in part(content)
    assert 'quotePrefix="1"' in part(content, "xl/styles.xml")
    assert is_formula_like(text)
    strings = part(content, "xl/sharedStrings.xml")
    assert cell_text(text).strip().replace("'", "'") in strings.replace("&#39;", "'").replace("&amp;", "&")


def test_control_without_our_options_the_same_text_is_a_formula():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.add_worksheet().write(0, 0, "=1+1")
    book.close()
    assert "<f>" in part(out.getvalue())


def test_addresses_and_figures_typed_as_text_stay_text():
    content = write_ledger(Ledger("题", (Column("a", "甲"),), (("http://example.invalid",), ("00123",))))
    assert "hyperlink" not in part(content)
    assert read_table(content, (Column("a", "甲"),)).rows[1].values == {"a": "00123"}


@given(st.text(max_size=60))
def test_no_text_whatever_makes_a_formula_or_an_unreadable_file(text):
    content = write_ledger(Ledger("题", (Column("a", "甲"), Column("b", "乙")), ((text, "末"),)))
    assert "<f>" not in part(content)
    assert read_table(content, (Column("a", "甲"), Column("b", "乙"))).rows[0].values["b"] == "末"


def test_choices_become_a_drop_down_and_long_lists_live_on_a_hidden_sheet():
    long = tuple(f"某某街道第{number}社区党支部" for number in range(60))
    columns = (
        Column("a", "灯", "choice", choices=("正常", "滞后")),
        Column("b", "单位", "choice", choices=long),
    )
    content = write_template("导入", columns)
    sheet = part(content)
    assert '"正常,滞后"' in sheet
    assert "选项!$A$1:$A$60" in sheet
    assert 'name="选项" sheetId="2" state="hidden"' in part(content, "xl/workbook.xml")


def test_a_template_locks_its_headers_opens_its_cells_and_explains_itself():
    content = write_template("2026年项目导入模板", COLUMNS)
    assert "<sheetProtection" in part(content)
    assert 'locked="0"' in part(content, "xl/styles.xml")
    strings = part(content, "xl/sharedStrings.xml")
    assert "项目名称*" in strings
    assert "填写要求" in strings
    assert [found.code for found in read_table(content, COLUMNS).findings] == ["sheets.no_rows"]


def test_a_row_of_the_wrong_length_is_a_programming_error():
    with pytest.raises(ValueError, match="number of cells"):
        write_ledger(Ledger("题", COLUMNS, ((1,),)))
    with pytest.raises(ValueError, match="no ids or one for each"):
        write_ledger(Ledger("题", (Column("a", "甲"),), (("一",),), ids=("a", "b")))
