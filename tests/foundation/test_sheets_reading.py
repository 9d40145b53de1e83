"""An uploaded table: good rows are kept, each wrong cell is named with its place and its cure."""

from __future__ import annotations

import functools
import io
import pathlib
import zipfile
from datetime import date, datetime, time
from decimal import Decimal

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

import touyan.foundation.sheets as package
from touyan.foundation.sheets import Column, Limits, findings_sheet, reading
from touyan.foundation.sheets.cells import read_cell
from touyan.foundation.sheets.opening import parsed_sheets
from touyan.foundation.wording import catalogue, say
from touyan.foundation.wording.sentences.sheets import SENTENCES

read_table = functools.partial(reading.read_table, parse=parsed_sheets)

PEOPLE = (
    Column("name", "姓名", is_required=True, longest=20),
    Column("phone", "联系电话", "phone", aliases=("手机",)),
    Column("joined", "任职日期", "date"),
    Column("kind", "岗位类别", "choice", choices=("书记", "委员", "网格员")),
    Column("fund", "经费（元）", "money", least=0, most=100_000_000),
    Column("count", "户数", "integer", least=0),
)


def book(rows, sheet="人员表"):
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out)
    page = made.add_worksheet(sheet)
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(y, x, cell, made.add_format({"num_format": "yyyy-m-d"}))
            elif cell is not None:
                page.write(y, x, cell)
    made.close()
    return out.getvalue()


DAY = date(2026, 6, 8)
HEADER = ["姓名", "联系电话", "任职日期", "岗位类别", "经费（元）", "户数"]
GOOD = ["张某某", "13800000000", DAY, "书记", 20000, 120]


GOOD_BOOK = book([HEADER, GOOD])


def codes(table):
    return [found.code for found in table.findings]


def test_a_good_row_becomes_typed_values():
    table = read_table(book([HEADER, GOOD]), PEOPLE)
    assert table.is_clean
    assert table.rows[0].number == 2
    assert table.rows[0].values == {
        "name": "张某某",
        "phone": "13800000000",
        "joined": date(2026, 6, 8),
        "kind": "书记",
        "fund": 2_000_000,
        "count": 120,
    }


def test_a_wrong_cell_is_named_by_its_place_and_the_good_rows_are_kept():
    table = read_table(book([HEADER, GOOD, ["李某某", "123", "6月8日", "主任", "两万", 1.5], GOOD]), PEOPLE)
    assert [(found.place, found.code) for found in table.findings] == [
        ("人员表 B3", "sheets.not_a_phone"),
        ("人员表 C3", "sheets.not_a_date"),
        ("人员表 D3", "sheets.not_a_choice"),
        ("人员表 E3", "sheets.not_money"),
        ("人员表 F3", "sheets.not_an_integer"),
    ]
    assert [row.number for row in table.rows] == [2, 4]
    assert (
        say(table.findings[2])
        == "人员表 D3：“岗位类别”填的“主任”不在可选范围内，请从这些里选一个：书记、委员、网格员。"
    )


def test_headers_are_found_below_a_merged_title_whatever_their_blanks_and_widths():
    rows = [
        ["2026年人员花名册"],
        ["单位：某某街道"],
        ["姓 名*", " 手机 ", "任职日期：", "岗位类别", "经费(元)", "户　数"],
        GOOD,
    ]
    table = read_table(book(rows), PEOPLE)
    assert table.is_clean
    assert len(table.rows) == 1


def test_blank_rows_are_passed_over_and_places_stay_true():
    table = read_table(book([HEADER, [], GOOD, [None, "  "], [None, "13800000000"]]), PEOPLE)
    assert [row.number for row in table.rows] == [3]
    assert [(found.place, found.code) for found in table.findings] == [("人员表 A5", "sheets.required")]


def test_columns_may_stand_in_any_order_and_unknown_ones_are_only_noted():
    table = read_table(book([["备注", *reversed(HEADER)], ["无", *reversed(GOOD)]]), PEOPLE)
    assert table.rows[0].values["name"] == "张某某"
    assert [(found.code, found.level) for found in table.findings] == [("sheets.unknown_column", "note")]


def test_a_missing_required_column_and_a_missing_header_stop_the_whole_file():
    two = (PEOPLE[0], Column("unit", "单位", is_required=True), *PEOPLE[1:])
    assert codes(read_table(book([HEADER, GOOD]), two)) == ["sheets.missing_column"]
    assert codes(read_table(book([["甲", "乙"], ["1", "2"]]), PEOPLE)) == ["sheets.no_header"]


def test_a_key_that_repeats_is_refused_the_second_time():
    table = read_table(book([HEADER, GOOD, GOOD]), PEOPLE, unique=("name", "phone"))
    assert [row.number for row in table.rows] == [2]
    assert say(table.findings[0]).startswith("人员表 A3：“姓名”为“张某某、13800000000”的内容与第 2 行重复")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_files_of_both_encodings_are_read(encoding, delimiter):
    lines = ["姓名", "手机", "任职日期"], ["张某某", "13800000000", "2026年6月8日"]
    content = "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)
    table = read_table(content, PEOPLE)
    assert table.rows[0].values["joined"] == date(2026, 6, 8)
    assert table.sheet == "表格"


def cell(kind, raw, **more):
    return read_cell(raw, Column("a", "甲", kind, **more))


@pytest.mark.parametrize(
    "raw",
    [
        "2026-6-8",
        "2026/06/08",
        "2026.6.8",
        "2026年6月8日",
        "２０２６－６－８",
        "20260608",
        46181,
        46181.0,
        "46181",
        datetime.combine(DAY, time(9)),
    ],
)
def test_a_date_may_be_written_in_many_ways(raw):
    assert cell("date", raw).value == date(2026, 6, 8)


@pytest.mark.parametrize(
    ("raw", "code"),
    [("2026-2-30", "sheets.no_such_day"), ("6月8日", "sheets.not_a_date"), (7, "sheets.not_a_date")],
)
def test_half_a_date_or_a_day_that_does_not_exist_is_refused(raw, code):
    assert cell("date", raw).code == code


@pytest.mark.parametrize(
    ("raw", "fen"),
    [
        (20000, 2_000_000),
        ("20,000.00", 2_000_000),
        ("２万元", 2_000_000),
        ("￥100005.30", 10_000_530),
        ("0.74亿元", 7_400_000_000),
        (0.1, 10),
        ("0", 0),
    ],
)
def test_money_is_read_to_the_fen(raw, fen):
    assert cell("money", raw).value == fen


def test_a_bare_figure_in_a_column_of_wan_is_wan_and_finer_than_a_fen_is_refused():
    assert cell("money", "2.5", unit_fen=1_000_000).value == 2_500_000
    assert cell("money", "0.001").code == "sheets.finer_than_fen"
    assert cell("money", "-1", least=0).code == "sheets.money_too_small"
    assert cell("money", "3万", most=2_000_000).code == "sheets.money_too_large"


@pytest.mark.parametrize(
    ("raw", "phone"),
    [
        (13800000000.0, "13800000000"),
        ("138 0000 0000", "13800000000"),
        ("+86138-0000-0000", "13800000000"),
        ("0353-2020202", "0353-2020202"),
        ("（0353）2020202", "0353-2020202"),
    ],
)
def test_telephone_numbers_are_brought_to_one_form(raw, phone):
    assert cell("phone", raw).value == phone


def test_a_number_excel_has_rounded_is_not_taken_for_an_identity():
    assert cell("text", 1.401081990010112e17).code == "sheets.rounded_number"
    assert cell("text", "140108199001011234").value == "140108199001011234"
    assert cell("text", 150104001000.0).value == "150104001000"


def test_a_broken_formula_and_a_figure_out_of_bounds_are_told():
    assert cell("text", "#REF!").code == "sheets.formula_error"
    assert cell("integer", "-1", least=0).code == "sheets.too_small"
    assert cell("integer", "9", most=5).code == "sheets.too_large"
    assert cell("number", "1e5").code == "sheets.not_a_number"
    assert cell("number", "62.50").value == Decimal("62.50")
    assert cell("text", "长" * 21, longest=20).code == "sheets.too_long"


def test_the_returned_sheet_holds_only_the_bad_rows_and_can_be_mended_and_sent_again():
    table = read_table(book([HEADER, GOOD, ["=1+1", "123", None, None, None, None]]), PEOPLE)
    returned = findings_sheet(table, PEOPLE)
    again = read_table(returned, PEOPLE)
    assert [found.code for found in again.findings] == ["sheets.not_a_phone"]
    assert again.headers == (*HEADER, "原行号", "问题说明")
    assert next(iter(again.raw.values()))[-2:] == ("3", say(table.findings[0]).rstrip("。"))
    assert findings_sheet(again, PEOPLE).startswith(b"PK")
    assert len(read_table(findings_sheet(table, PEOPLE, only_bad=False), PEOPLE).rows) == 1


def test_caps_are_checked_before_anything_is_parsed():
    small = Limits(file_bytes=2000, rows=3, columns=4)
    assert codes(read_table(b"x" * 2001, PEOPLE, small)) == ["sheets.file_too_large"]
    rows = Limits(rows=3)
    assert codes(read_table(book([HEADER, *[GOOD] * 30]), PEOPLE, rows)) == ["sheets.too_many_rows"]
    assert codes(read_table("\n".join(["姓名,手机,户数", *["甲,乙,1"] * 30]).encode(), PEOPLE, rows)) == [
        "sheets.too_many_rows"
    ]
    assert codes(read_table(book([HEADER * 2]), PEOPLE, Limits(columns=8))) == ["sheets.too_many_columns"]
    assert codes(read_table(b"", PEOPLE)) == ["sheets.empty_file"]


def replaced(content, name, change):
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.namelist():
            data = source.read(entry)
            target.writestr(entry, change(data) if entry == name else data)
    return out.getvalue()


def test_two_cells_that_span_seventeen_thousand_million_are_refused_before_the_parser():
    name = "xl/worksheets/sheet1.xml"
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    content = replaced(book([HEADER, GOOD]), name, lambda data: data.replace(b"</sheetData>", far))
    assert codes(read_table(content, PEOPLE)) == ["sheets.too_many_rows"]


def test_a_sheet_that_inflates_to_a_bomb_is_refused():
    name = "xl/worksheets/sheet1.xml"
    content = replaced(book([HEADER, GOOD]), name, lambda data: data + b" " * 120_000_000)
    assert codes(read_table(content, PEOPLE)) == ["files.inflates_too_much"]


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04" + b"\x00" * 60,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x01" * 600,
        b"\x00\x01\x02",
        b"\xff\xfe\xfd\x80",
    ],
)
def test_what_is_no_table_is_refused_in_words(content):
    table = read_table(content, PEOPLE)
    assert table.rows == ()
    assert codes(table)[0] in {
        "files.damaged",
        "sheets.unreadable",
        "sheets.unknown_encoding",
        "sheets.no_header",
    }


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_whatever_raise_anything(content):
    for start in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        assert read_table(start + content, PEOPLE).findings


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_workbook_with_any_byte_changed_raises_nothing(data):
    content = bytearray(GOOD_BOOK)
    for _change in range(4):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    read_table(bytes(content), PEOPLE)


@given(st.one_of(st.text(max_size=40), st.floats(), st.integers(), st.booleans(), st.none(), st.datetimes()))
def test_no_cell_whatever_raises_anything(raw):
    for kind in ("text", "integer", "number", "money", "date", "phone", "choice"):
        read_cell(raw, Column("a", "甲", kind, choices=("书记",)))


def test_findings_beyond_the_cap_are_counted():
    table = read_table(book([HEADER, *[[None, "1"]] * 30]), PEOPLE, Limits(findings=5))
    assert len(table.findings) == 6
    assert table.findings[-1].facts == {"count": 55}


def test_every_code_has_its_sentence_and_every_sentence_its_code():
    source = "".join(file.read_text("utf-8") for file in pathlib.Path(package.__file__).parent.glob("*.py"))
    used = {code for code in SENTENCES if f'"{code}"' in source}
    assert used == set(SENTENCES)
    assert set(SENTENCES) <= set(catalogue())
