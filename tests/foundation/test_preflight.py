"""Uploads: every trap is refused with its reason before anything parses it, every ordinary file is accepted."""

from __future__ import annotations

import contextlib
import hashlib
import io
import pathlib
import re
import tracemalloc
import xml.etree.ElementTree as ET
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.foundation.preflight_corpus import (
    document,
    lying_bomb,
    malicious,
    ole,
    ordinary,
    photo_with_place,
    picture,
    pixel_bomb,
    with_named,
    workbook,
)

import touyan.foundation.preflight as package
from touyan.core.findings import Refusal
from touyan.foundation.preflight import PURPOSES, display_name
from touyan.foundation.preflight.archives import inflated
from touyan.foundation.preflight.checking import judged, read_capped
from touyan.foundation.preflight.inside import inside_findings
from touyan.foundation.preflight.pictures import has_location, public_copy
from touyan.foundation.preflight.templates import template_findings
from touyan.foundation.wording import catalogue, say
from touyan.foundation.wording.sentences.files import SENTENCES


def check_upload(name, content, purpose):
    """The check as the child runs it, here without the child: `test_apart` tries the same files through it."""
    return judged(name, content, purpose, inside_findings)


TRAPS = {name: (content, code) for name, content, code in malicious()}
EVERYDAY = dict(ordinary())
ALLOWED = ("项目名称", "申报单位", "经费（元）")


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_refused_for_its_reason_in_words(name):
    content, code = TRAPS[name]
    checked = check_upload(name, content, "evidence")
    assert [finding.code for finding in checked.findings][:1] == [code]
    assert not checked.is_accepted
    assert "…" not in say(checked.findings[0])


@pytest.mark.parametrize("name", EVERYDAY)
def test_an_ordinary_file_is_accepted(name):
    checked = check_upload(name, EVERYDAY[name], "evidence")
    assert checked.findings == ()


def test_sixty_traps_and_forty_ordinary_files_were_tried():
    assert (len(TRAPS) >= 60, len(EVERYDAY) >= 40) == (True, True)


def test_no_two_traps_are_the_same_file():
    assert len({hashlib.sha256(content).digest() for content, _ in TRAPS.values()}) >= len(TRAPS) - 4


def test_a_bomb_of_300_megabytes_is_refused_while_holding_a_few():
    content = lying_bomb()
    tracemalloc.start()
    assert not check_upload("bomb.docx", content, "evidence").is_accepted
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * 1024 * 1024


def test_control_the_bomb_really_inflates_and_its_header_really_lies():
    with zipfile.ZipFile(io.BytesIO(lying_bomb())) as archive:
        entry = archive.getinfo("word/media/blank.xml")
        assert entry.file_size == 100
        assert sum(len(piece) for piece in inflated(archive, entry)) == 300_000_000


def test_control_an_xml_parser_without_the_check_expands_an_entity():
    assert ET.fromstring('<!DOCTYPE x [<!ENTITY a "expanded">]><x>&a;</x>').text == "expanded"


def test_files_made_to_make_a_search_crawl_are_answered_all_the_same():
    crawl = b"%PDF-1.5\n" + b"stream\n" * 400_000 + b"%%EOF"
    assert check_upload("x.pdf", crawl, "evidence").findings == ()
    braces = template_findings(document("{{" * 200_000), ALLOWED)
    assert [finding.code for finding in braces] == ["files.template_expression"]


def test_900_million_pixels_are_refused_from_the_header_of_a_small_file():
    content = pixel_bomb()
    assert len(content) < 200_000
    with pytest.raises(Refusal):
        public_copy(content)


def test_a_purpose_takes_only_its_own_kinds_and_says_which():
    checked = check_upload("照片.jpg", picture(), "import")
    assert say(checked.findings[0]) == "这里不接收“jpg”类型的文件，可以上传：xlsx、xls、et、csv。"
    assert check_upload("名单.xlsx", workbook(), "import").is_accepted


def test_a_stream_is_read_no_further_than_its_cap():
    class Endless(io.RawIOBase):
        taken = 0

        def read(self, size=-1):
            self.taken += size
            return b"x" * size

    stream = Endless()
    with pytest.raises(Refusal) as caught:
        read_capped(stream, 1_000_000)
    assert caught.value.findings[0].code == "files.too_large"
    assert stream.taken < 1_200_000
    assert read_capped(io.BytesIO(b"abc"), 3) == b"abc"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../x.pdf", "x.pdf"),
        ("C:\\x\\报告.docx", "报告.docx"),
        ("a\x00b.pdf", "ab.pdf"),
        (".htaccess", "htaccess"),
        ("报告\u202efdp.exe", "报告fdp.exe"),
        ("<b>名</b>.pdf", "b .pdf"),
        ("字" * 300 + ".pdf", "字" * 76 + ".pdf"),
        ("", "未命名"),
        ("..", "未命名"),
    ],
)
def test_a_name_is_cleaned_for_showing_and_keeps_its_extension(name, shown):
    assert display_name(name) == shown


@given(st.text(max_size=400))
def test_no_name_whatever_leads_out_of_a_folder_or_turns_the_reading_order(name):
    shown = display_name(name)
    assert 0 < len(shown) <= 80
    assert not re.search(r"[/\\\x00-\x1f\u202a-\u202e\u2066-\u2069]", shown)
    assert not shown.startswith(".")


def test_the_public_copy_of_a_photo_is_upright_and_tells_nothing_of_its_place():
    original = photo_with_place()
    assert has_location(original)
    copy = public_copy(original)
    assert (copy.width, copy.height) == (300, 400)
    assert not has_location(copy.content)
    with Image.open(io.BytesIO(copy.content)) as opened:
        assert dict(opened.getexif()) == {}
        assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert "某手机".encode() not in copy.content


def test_a_public_copy_is_shrunk_and_keeps_transparency():
    assert public_copy(picture(size=(4000, 2000))).width == 2560
    copy = public_copy(picture("PNG", mode="RGBA"))
    assert copy.media_type == "image/png"


def test_a_picture_that_is_cut_short_is_refused_when_it_is_copied():
    with pytest.raises(Refusal) as caught:
        public_copy(picture(size=(2000, 2000))[:3000])
    assert caught.value.findings[0].code == "files.damaged"


def test_a_template_may_hold_the_names_of_fields_and_nothing_else():
    assert template_findings(document("致{{ 申报单位 }}：{{项目名称}}，{{经费（元）}}元。"), ALLOWED) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ ''.__class__ }}", "files.template_expression"),
        ("{{ 7*7 }}", "files.template_expression"),
        ("{{ 项目名称|upper }}", "files.template_expression"),
        ("{{ 项目名称.长度 }}", "files.template_expression"),
        ("{% for x in y %}", "files.template_expression"),
        ("{# 注 #}", "files.template_expression"),
        ("{{ 项目名称", "files.template_expression"),
        ("{{ 密码 }}", "files.template_unknown_field"),
    ],
)
def test_an_expression_in_a_template_is_refused_with_its_place(text, code):
    findings = template_findings(document("第一段。", f"第二段：{text}"), ALLOWED)
    assert [(finding.code, finding.place) for finding in findings] == [(code, "正文第2段")]
    assert say(findings[0]).startswith("正文第2段")


def test_an_expression_split_over_runs_or_hidden_in_a_field_is_found():
    made = docx.Document()
    paragraph = made.add_paragraph()
    for piece in ("{", "{ 7", "*7 ", "}", "}"):
        paragraph.add_run(piece)
    out = io.BytesIO()
    made.save(out)
    assert [f.code for f in template_findings(out.getvalue(), ALLOWED)] == ["files.template_expression"]
    field = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        "<w:instrText> DDE</w:instrText></w:r><w:r><w:instrText>AUTO cmd</w:instrText></w:r></w:p></w:body></w:document>"
    )
    content = with_named(document(), {"word/document.xml": field})
    assert [f.code for f in template_findings(content, ALLOWED)] == ["files.active_field"]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_under_any_name_raise_anything(content):
    starts = {
        "docx": b"PK\x03\x04",
        "pdf": b"%PDF-",
        "png": b"\x89PNG\r\n\x1a\n",
        "jpg": b"\xff\xd8\xff",
        "doc": ole()[:8],
    }
    for extension in PURPOSES["evidence"].extensions:
        check_upload(f"x.{extension}", starts.get(extension, b"") + content, "evidence")


BASES = {"docx": document(), "jpg": photo_with_place(), "png": picture("PNG"), "webp": picture("WEBP")}


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_file_with_any_byte_changed_raises_nothing_but_a_refusal(data):
    extension = data.draw(st.sampled_from(sorted(BASES)))
    content = bytearray(BASES[extension])
    for _change in range(6):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    checked = check_upload(f"x.{extension}", bytes(content), "evidence")
    if checked.is_accepted and extension != "docx":
        with contextlib.suppress(Refusal):
            public_copy(bytes(content))
    if extension == "docx":
        template_findings(bytes(content), ALLOWED)


def test_every_code_has_its_sentence_and_every_sentence_its_code():
    source = "".join(file.read_text("utf-8") for file in pathlib.Path(package.__file__).parent.glob("*.py"))
    used = set(re.findall(r'"(files\.[a-z_]+)"', source))
    assert used == set(SENTENCES)
    assert set(SENTENCES) <= set(catalogue())
