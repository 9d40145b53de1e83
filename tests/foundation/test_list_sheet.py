"""A list taken away as Excel says what the list shows: its columns, its filters, every row, sums and days exactly."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from urllib.parse import unquote

import pytest
from python_calamine import CalamineWorkbook

from touyan.foundation.units.actions import NewUnit
from touyan.foundation.web import list_sheet
from touyan.foundation.web.list_sheet import cells
from touyan.foundation.web.rendering import RowPattern, chip, day, due, light, link, money


def rows_of(response):
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    return book.get_sheet_by_index(0).to_python()


def sheet_link(client, path):
    """The address the list itself offers."""
    body = client.get(path).content.decode()
    found = re.search(r'href="(\?[^"]*as=xlsx[^"]*)"', body)
    return path.partition("?")[0] + found[1].replace("&amp;", "&") if found else ""


def test_cells_are_read_as_the_exact_thing_the_page_rounds_for_the_eye():
    pattern = RowPattern(
        '<tr><td class="tick"><input type="checkbox" name="a"></td><td>{a:html}<small>{b}</small></td><td>{c:html}</td>'
        "<td>{d:html}</td><td>{e:html}</td><td>{f:html}</td><td>{g:figure}</td><td>{h:html}</td></tr>"
    )
    body = pattern.row(
        link("/x", "甲<乙"),
        "青石街道",
        money(7_400_000_001),
        due(date(2026, 6, 11), date(2026, 6, 8), 3),
        light("red"),
        day(None),
        3,
        chip("实施中"),
    )
    assert cells(body) == [
        ["甲<乙\n青石街道", Decimal(7_400_000_001), date(2026, 6, 11), "严重滞后", None, "3", "实施中"]
    ]


def test_two_days_in_one_cell_stay_words():
    body = f"<tr><td>{day(date(2026, 6, 1))} – {day(date(2026, 6, 30))}</td></tr>"
    assert cells(body) == [["6月1日 周一 – 6月30日 周二"]]


def test_a_list_offers_itself_as_a_sheet_with_every_row_and_not_only_the_first_window(county, client_of):
    upper = county.unit("青石街道")
    for number in range(60):
        county.do("security-admin", "unit.add_below", upper, NewUnit(f"第{number}小组", "branch"))
    client = client_of("security-admin")
    address = sheet_link(client, "/units")
    told = client.get(address)
    assert re.search(r"单位-\d{8}\.xlsx", unquote(told["Content-Disposition"]))
    title, note, header, *rows = rows_of(told)
    shown = int(re.search(r"共 (\d+) 条", client.get("/units").content.decode())[1])
    assert (title[0], header) == ("单位", ["单位", "类别", "隶属", "代码", "状态"])
    assert len(rows) == shown > 60
    assert f"共 {shown} 条" in note[0]


def test_the_sheet_is_narrowed_and_sorted_as_the_page_is_and_says_so(county, client_of):
    client = client_of("security-admin")
    _title, note, _header, *rows = rows_of(client.get(sheet_link(client, "/units?kind=street&sort=-name")))
    assert "类别：街道" in note[0]
    assert {row[1] for row in rows} == {"街道"}
    assert [row[0] for row in rows] == sorted((row[0] for row in rows), reverse=True)


def test_a_demonstration_marks_its_sheets(client_of, settings):
    settings.IS_DEMONSTRATION = True
    client = client_of("security-admin")
    assert rows_of(client.get("/units?as=xlsx"))[2][0] == "演示数据，不得作为实际工作依据"


def test_a_list_too_long_for_a_sheet_says_so_instead_of_leaving_rows_out(client_of, monkeypatch):
    monkeypatch.setattr(list_sheet, "MOST", 3)
    client = client_of("security-admin")
    page = client.get("/units").content.decode()
    assert "as=xlsx" not in page
    assert "超过 3 条，请先筛选再导出" in page
    assert client.get("/units?as=xlsx")["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("path", ["/needs", "/applications", "/posts", "/schemes"])
def test_nobody_gets_more_on_the_sheet_than_on_the_page(county, client_of, path):
    for login in ("street-drafter", "sibling-secretary", "security-admin"):
        client = client_of(login)
        page = client.get(path).content.decode()
        address = sheet_link(client, path)
        shown = re.search(r"共 (\d+) 条", page)
        assert bool(address) == bool(shown), (login, path)
        if address:
            assert len(rows_of(client.get(address))) == int(shown[1]) + 3


def test_lists_with_a_ledger_or_an_export_of_their_own_offer_only_that(client_of):
    page = client_of("org-vetter").get("/people").content.decode()
    assert "as=xlsx" not in page
    assert "导出名录（不含电话）" in page


def test_sorting_anew_begins_again_at_the_first_row(client_of):
    """The count of rows passed belongs to one order; it must not follow into another."""
    body = client_of("security-admin").get("/units?after=x&seen=50&sort=name").content.decode()
    links = re.findall(r'href="(\?[^"]*)"', body)
    assert links
    assert [link for link in links if "seen=50" in link] == []
