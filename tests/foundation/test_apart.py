"""A parser led astray by an upload is stopped in a process of its own, and the person gets a sentence."""

from __future__ import annotations

import io
import os
import re
from functools import cache, partial
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.foundation import apart_parsers
from tests.foundation.preflight_corpus import (
    document,
    malicious,
    ordinary,
    photo_with_place,
    picture,
    workbook,
)

from touyan.core.findings import Refusal
from touyan.foundation.files.storing import accepted
from touyan.foundation.preflight import (
    apart,
    check_upload,
    has_location,
    parsed_apart,
    public_copy,
    template_findings,
    uploads,
)
from touyan.foundation.preflight.apart import Bounds
from touyan.foundation.sheets import Column, Limits, opening, reading
from touyan.foundation.sheets import apart as sheets_apart

MEGABYTE = 1024 * 1024
HERE = "tests.foundation.apart_parsers"
SOURCE = Path(__file__).parents[2] / "src" / "touyan"
TOO_DEMANDING = "读取这个文件所需的内存或时间超出限度"


@cache
def traps():
    return list(malicious())


@cache
def everyday():
    return list(ordinary())


def refused(name, given=None, **bounds):
    with pytest.raises(Refusal) as caught:
        parsed_apart(f"{HERE}:{name}", b"x", given, Bounds(**bounds))
    return [finding.code for finding in caught.value.findings]


def test_a_parser_that_eats_memory_is_stopped_at_its_bound():
    assert refused("eats", 4096) == ["files.too_demanding"]
    assert refused("eats", 300, memory_bytes=200 * MEGABYTE) == ["files.too_demanding"]


def test_control_the_same_parser_with_a_wider_bound_eats_on():
    told, _ = parsed_apart(f"{HERE}:eats", b"x", 300, Bounds(memory_bytes=800 * MEGABYTE))
    assert told == 300


def test_a_parser_that_loops_is_stopped_by_its_processor_time():
    assert refused("loops", None, cpu_seconds=1) == ["files.too_demanding"]
    assert parsed_apart(f"{HERE}:loops", b"x", 1000, Bounds(cpu_seconds=1))[0] == 1000


def test_a_parser_that_waits_for_ever_is_not_waited_for():
    assert refused("waits", wall_seconds=2) == ["files.too_demanding"]


def test_a_parser_that_answers_without_end_cannot_fill_the_disk():
    assert refused("floods", 20, answer_bytes=MEGABYTE) == ["files.too_demanding"]
    assert len(parsed_apart(f"{HERE}:floods", b"x", 20)[1]) == 20 * MEGABYTE


@pytest.mark.parametrize("name", ["crashes", "falls_over"])
def test_a_parser_that_falls_over_takes_nobody_along(name):
    assert refused(name) == ["files.damaged"]


def test_nothing_can_be_opened_or_reached_while_a_file_is_parsed():
    assert parsed_apart(f"{HERE}:reaches_out", b"")[0] == []
    assert apart_parsers.reaches_out(b"", None)[0] == ["file", "network", "process"]


def test_the_child_inherits_no_setting_and_no_secret(monkeypatch):
    monkeypatch.setenv("TOUYAN_DATABASE_URL", "postgres://u:secret@h/d")
    told, _ = parsed_apart(f"{HERE}:environment", b"")
    assert [name for name in told if not name.startswith(("PYTHON", "LC_"))] == []
    assert "TOUYAN_DATABASE_URL" in os.environ


def test_what_a_parser_prints_does_not_get_into_its_answer():
    assert parsed_apart(f"{HERE}:prints", b"abc") == ("abc", b"cba")


def test_an_answer_that_is_no_message_of_ours_is_a_damaged_file(monkeypatch):
    monkeypatch.setattr(apart, "CHILD", "this")
    with pytest.raises(Refusal) as caught:
        parsed_apart(f"{HERE}:prints", b"abc")
    assert caught.value.findings[0].code == "files.damaged"


def test_when_every_child_is_busy_the_next_upload_is_asked_to_come_back(monkeypatch):
    monkeypatch.setattr(apart, "_slots", apart.threading.BoundedSemaphore(1))
    with apart._slots:
        assert refused("prints", wall_seconds=0.01) == ["files.busy"]
    assert parsed_apart(f"{HERE}:prints", b"abc")[0] == "abc"


@pytest.fixture
def narrow(monkeypatch):
    """Two seconds of processor and 256 MB, what security.md R13 grants a trap."""
    monkeypatch.setattr(apart, "Bounds", partial(Bounds, memory_bytes=256 * MEGABYTE, cpu_seconds=2))


@pytest.mark.parametrize("part", range(4))
def test_every_trap_is_refused_for_its_reason_within_two_seconds_and_256_megabytes(narrow, part):
    for name, content, code in traps()[part::4]:
        found = [finding.code for finding in check_upload(name, content, "evidence").findings]
        assert (name, found[:1]) == (name, [code])


@pytest.mark.parametrize("part", range(4))
def test_every_ordinary_file_is_accepted_by_a_child_that_can_open_nothing(narrow, part):
    for name, content in everyday()[part::4]:
        assert (name, check_upload(name, content, "evidence").findings) == (name, ())


def test_the_largest_pictures_that_are_accepted_can_be_copied_within_the_bounds():
    for content in (
        picture("PNG", size=(7000, 7000)),
        picture("PNG", size=(7000, 7000), mode="RGBA"),
        picture("PNG", size=(7000, 7000), mode="P"),
        picture("WEBP", size=(4470, 4470)),
        picture(size=(7000, 7000), progressive=True),
    ):
        assert public_copy(content).width == 2560


def test_photos_templates_and_tables_give_the_same_answer_through_the_child():
    photo = photo_with_place()
    assert has_location(photo)
    copy = public_copy(photo)
    assert (copy.width, copy.height, has_location(copy.content)) == (300, 400, False)
    codes = [f.code for f in template_findings(document("{{ 7*7 }}"), ["项目名称"])]
    assert codes == ["files.template_expression"]
    with pytest.raises(Refusal):
        public_copy(b"no picture")
    columns = (Column("number", "序号"), Column("name", "名称"))
    for content in (workbook(500), "序号,名称\n1,红色驿站\n".encode("gbk"), b"PK\x03\x04rubbish", b""):
        here = reading.read_table(content, columns, parse=opening.parsed_sheets)
        assert sheets_apart.read_table(content, columns) == here


def test_every_kind_of_cell_survives_the_way_out_of_the_child():
    from datetime import date, datetime, time, timedelta

    cells = [
        "字",
        1,
        1.5,
        True,
        None,
        date(2026, 6, 8),
        datetime.fromisoformat("2026-06-08T09:30"),
        time(9, 30),
    ]
    for cell in (*cells, timedelta(hours=30), float("inf")):
        assert sheets_apart._value(opening._plain(cell)) == cell


def test_limits_of_the_caller_reach_the_child():
    found = sheets_apart.read_table(workbook(50), (Column("a", "序号"),), Limits(rows=5)).findings
    assert [f.code for f in found] == ["sheets.too_many_rows"]


def test_an_upload_whose_parser_is_stopped_is_refused_and_not_kept(monkeypatch):
    monkeypatch.setattr(uploads, "CHILD_RUNS", HERE)
    with pytest.raises(Refusal) as caught:
        accepted("报告.docx", io.BytesIO(document()), "evidence")
    assert [finding.code for finding in caught.value.findings] == ["files.too_demanding"]


def test_the_request_whose_table_cannot_be_read_in_bounds_gets_the_sentence(county, client_of, monkeypatch):
    monkeypatch.setattr(sheets_apart, "CHILD_RUNS", f"{HERE}:parse_inside")
    client = client_of("security-admin")
    page = client.post("/exchange/people", {"table": SimpleUploadedFile("人员.xlsx", workbook())})
    assert page.status_code == 302
    assert TOO_DEMANDING in client.get(page["Location"]).content.decode()


def test_only_what_runs_in_the_child_knows_a_parser_of_uploads():
    parsers = re.compile(
        r"^\s*(?:from|import) (?:PIL|python_calamine|pypdf|openpyxl"
        r"|touyan\.foundation\.preflight\.(?:inside|pictures|templates|archives)|touyan\.foundation\.sheets\.opening)\b",
        re.MULTILINE,
    )
    child = {f"preflight/{name}.py" for name in ("inside", "pictures", "templates")} | {"sheets/opening.py"}
    files = [p for p in SOURCE.rglob("*.py") if parsers.search(p.read_text(encoding="utf-8"))]
    assert {str(p.relative_to(SOURCE / "foundation")) for p in files} == child
