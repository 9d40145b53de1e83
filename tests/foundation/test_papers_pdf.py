"""A PDF is measured with another program's eyes: page box, lines and characters, places, page numbers, text."""

from __future__ import annotations

import io
import re
import shutil
from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from tests.foundation.papers_samples import DOCUMENT, FONTS, FORM, LETTER, MINUTES, PAPERS, needs_fonts

from touyan.core.findings import Refusal
from touyan.foundation.papers import Heading, Items, Paper, Paragraph, Table, forms, pdf
from touyan.foundation.papers.typefaces import FontsPending, missing_characters, typefaces
from touyan.foundation.wording import say

POINTS = 72 / 25.4


def read(paper):
    return PdfReader(io.BytesIO(pdf.render(paper, FONTS)))


def plain(page):
    return "".join(page.extract_text().split())


def placed(page):
    """Every piece of text with its place: (text, x, y) in millimetres from the upper left corner."""
    pieces = []

    def visit(text, page_matrix, place, _font, size):
        if text.strip():
            x = place[4] * page_matrix[0] + place[5] * page_matrix[2] + page_matrix[4]
            y = place[4] * page_matrix[1] + place[5] * page_matrix[3] + page_matrix[5]
            pieces.append((text.strip(), round(x / POINTS, 1), round(297 - y / POINTS, 1), size))

    page.extract_text(visitor_text=visit)
    return pieces


def words_of(paper):
    for block in (*paper.body, *(b for a in paper.attachments for b in a.body)):
        match block:
            case Paragraph(text):
                yield text
            case Heading(_level, text, after):
                yield text + after
            case Items(texts):
                yield from texts
            case Table(columns, rows):
                yield from (column.header for column in columns)
                yield from (cell for row in rows for cell in row)


@needs_fonts
@pytest.mark.parametrize("name", PAPERS)
def test_the_same_paper_gives_the_same_bytes_on_a4(name):
    made = pdf.render(PAPERS[name], FONTS)
    assert made == pdf.render(PAPERS[name], FONTS)
    boxes = {
        tuple(round(float(x) / POINTS, 1) for x in p.mediabox) for p in PdfReader(io.BytesIO(made)).pages
    }
    assert boxes == {(0.0, 0.0, 210.0, 297.0)}


@needs_fonts
@pytest.mark.parametrize("name", PAPERS)
def test_every_word_can_be_copied_out_of_the_pdf(name):
    paper = PAPERS[name]
    text = "".join(plain(page) for page in read(paper).pages)
    text = re.sub(r"—\d+—", "", text)
    for words in (paper.title, paper.recipients, *words_of(paper)):
        assert "".join(words.split()) in text


@needs_fonts
def test_a_full_page_holds_22_lines_of_28_characters():
    page = read(Paper(title="满页", kind="form", body=(Paragraph("书记项目建设管理" * 400),))).pages[1]
    lines = [line for line in page.extract_text().split("\n") if not line.startswith("—")]
    assert [len(line) for line in lines] == [28] * 22


@needs_fonts
def test_lines_stand_28_95_points_apart_within_the_type_area():
    page = read(Paper(title="满页", kind="form", body=(Paragraph("书记项目建设管理" * 400),))).pages[1]
    heights = sorted({y for text, _x, y, _size in placed(page) if "—" not in text})
    steps = {round(lower - upper, 1) for upper, lower in pairwise(heights)}
    assert steps <= {10.2, 10.3}
    assert heights[0] > 37.0
    assert heights[-1] < 297 - 35


@needs_fonts
def test_the_red_mark_has_its_upper_edge_35_mm_below_the_type_area():
    mark = next(
        piece for piece in placed(read(DOCUMENT).pages[0]) if piece[0].startswith("中共阳泉市城区委员会文件")
    )
    size = pdf.layout.mark_points("中共阳泉市城区委员会文件")
    assert mark[2] - 0.88 * size / POINTS == pytest.approx(72.0, abs=0.3)


@needs_fonts
def test_page_numbers_stand_right_on_odd_and_left_on_even_pages_7_mm_below_the_type_area():
    for number, page in enumerate(read(DOCUMENT).pages, 1):
        found = [piece for piece in placed(page) if piece[0].startswith("—")]
        assert "".join(piece[0] for piece in found).replace(" ", "") == f"—{number}—"
        x, y = found[0][1], found[0][2]
        assert (x > 105) == (number % 2 == 1)
        # The dash runs at about a third of a letter above the base line.
        assert y - 0.35 * 14 / POINTS == pytest.approx(262 + 7, abs=1.0)


@needs_fonts
def test_the_imprint_is_on_the_last_page_which_is_even_at_the_foot():
    pages = read(DOCUMENT).pages
    assert len(pages) % 2 == 0
    last = [piece for piece in placed(pages[-1]) if "印发" in piece[0]]
    assert last[0][2] == pytest.approx(260, abs=2)
    assert not any("印发" in plain(page) for page in list(pages)[:-1])


@needs_fonts
@pytest.mark.parametrize("lines", [1, 6, 11, 16, 21, 26])
def test_whatever_the_length_the_imprint_ends_an_even_page_and_the_signature_is_never_alone(lines):
    body = tuple(
        Paragraph("各单位要切实履行主体责任，书记要亲自抓、负总责，确保项目按期完成。")
        for _line in range(lines)
    )
    pages = read(replace(DOCUMENT, body=body, attachments=())).pages
    assert len(pages) % 2 == 0
    assert "印发" in plain(pages[-1])
    signed = next(plain(page) for page in pages if "2026年6月8日" in plain(page))
    assert "确保项目按期完成" in signed


@needs_fonts
def test_attachments_begin_new_pages_with_their_number():
    starts = [plain(page)[:3] for page in read(DOCUMENT).pages]
    assert [start for start in starts if start.startswith("附件")] == ["附件1", "附件2"]


@needs_fonts
def test_a_letter_has_no_number_on_page_1_and_no_printing_office():
    page = read(LETTER).pages[0]
    assert "—" not in plain(page)
    assert "印发" not in plain(page)
    mark = next(piece for piece in placed(page) if piece[0].startswith("中共阳泉市城区委员会组织部"))
    size = pdf.layout.mark_points("中共阳泉市城区委员会组织部")
    assert mark[2] - 0.88 * size / POINTS == pytest.approx(30.0, abs=0.4)


@needs_fonts
def test_a_demonstration_paper_is_marked_on_every_page():
    assert all("演示数据" in plain(page) for page in read(MINUTES).pages)


@needs_fonts
def test_markup_in_data_is_printed_as_it_was_typed():
    bad = "#set page(fill: red) $x$ *粗* @ref <label> \\ // 注"
    assert "".join(bad.split()) in plain(read(replace(FORM, body=(Paragraph(bad),))).pages[0])


@needs_fonts
def test_only_the_fonts_of_the_folder_are_used_and_the_file_names_those_that_were_meant():
    reader = read(DOCUMENT)
    used = defaultdict(int)
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            used[str(font.get_object()["/BaseFont"]).split("+")[1]] += 1
    assert set(used) <= {"NotoSerifSC-Regular", "NotoSerifSC-Bold", "NotoSansSC-Bold", "LXGWWenKai-Regular"}
    assert "设计字体：仿宋_GB2312" in reader.metadata["/Subject"]
    assert "楷体_GB2312→LXGW WenKai" in reader.metadata["/Subject"]


@needs_fonts
def test_a_rare_name_character_is_drawn_or_told_of():
    faces = typefaces(FONTS)
    assert missing_characters("𠮷某某", faces) == ""
    assert pdf.glyph_findings(DOCUMENT, FONTS) == ()
    found = pdf.glyph_findings(replace(FORM, note="\U00031350某"), FONTS)
    assert [(finding.level, finding.facts) for finding in found] == [
        ("warning", {"characters": "\U00031350"})
    ]
    assert missing_characters("甲\U00031350乙", faces) == "\U00031350"


@needs_fonts
def test_an_offices_own_font_comes_first(tmp_path):
    for file in FONTS.glob("*.ttf"):
        (tmp_path / file.name).symlink_to(file)
    (tmp_path / "office").mkdir()
    renamed = tmp_path / "office" / "fangsong.ttf"
    rename_family(FONTS / "LXGWWenKai-Regular.ttf", renamed, "仿宋_GB2312")
    chosen = typefaces(tmp_path).chosen["body"]
    assert (chosen.families[0], chosen.weight) == ("仿宋_GB2312", "regular")
    assert typefaces(FONTS).chosen["body"].families[0] == "Noto Serif SC"


def rename_family(source, target, family):
    with TTFont(source) as face:
        face["name"].names = [record for record in face["name"].names if record.platformID == 3]
        for record in face["name"].names:
            if record.nameID in {1, 16}:
                record.string = family
        face.save(target)


@needs_fonts
def test_a_broken_file_in_the_office_folder_stops_nothing(tmp_path):
    for file in FONTS.glob("*.ttf"):
        (tmp_path / file.name).symlink_to(file)
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / "broken.ttf").write_bytes(b"not a font")
    assert pdf.render(FORM, tmp_path).startswith(b"%PDF")


def test_while_fonts_are_still_arriving_the_refusal_says_so_in_words(tmp_path):
    shutil.rmtree(tmp_path)
    with pytest.raises(FontsPending) as caught:
        pdf.render(FORM, tmp_path)
    assert isinstance(caught.value, Refusal)
    assert say(caught.value.findings[0]).startswith("PDF 所需字体还在下载（缺“仿宋_GB2312”")


APPLICATION = forms.ApplicationSheet(
    number="YQ-2026-0012",
    year=2026,
    title="红色驿站暖心服务项目",
    project_class="提升类",
    project_type="民生服务",
    size="一般项目",
    focus_area="基层治理",
    unit="内蒙古自治区呼和浩特市玉泉区小召前街街道党工委",
    unit_code="150104001000",
    leader="党工委书记",
    contact="张某某",
    phone="138****5678",
    period="2026年3月1日至11月30日",
    source="群众需求",
    sections=(("项目背景", "背景。"), ("创新亮点", "亮点。")),
    goals=(("建成驿站", "个", "1", "6", "2026年9月30日", "现场核查"),),
    team=(("张某某", "党工委书记", "总牵头"),),
    tasks=(("启动", "摸底调查", "需求清单", "李某某", "2026年3月31日"),),
    budget=(("驿站改造", "6", "20,000.00", "120,000.00", "街道自筹"),),
)


def sample_forms():
    yield "书记项目申报书", forms.application_form(APPLICATION)
    yield (
        "项目申报退回修改意见书",
        forms.rework_note(
            project="红色驿站",
            unit="上站街道党工委",
            round_number=2,
            demands=[forms.ReworkDemand("项目目标", "无法衡量", "写明基数和目标值")],
            due_on=date(2026, 3, 13),
            reviewer="王某某",
            returned_on=date(2026, 3, 6),
        ),
    )
    yield (
        "书记项目承诺书",
        forms.commitment_letter(
            project="红色驿站",
            goals=["建成驿站6个。"],
            due_on=date(2026, 11, 30),
            duties=["每月报告一次。"],
            promiser="张某某",
            disclosure="在公开栏公开。",
        ),
    )
    yield (
        "关于拟立项名单的公示",
        forms.publicity_notice(
            matter="拟立项名单",
            basis="根据方案，",
            columns=forms.PROJECT_COLUMNS[:4],
            rows=(("1", "001", "红色驿站", "上站街道"),),
            start_on=date(2026, 3, 9),
            end_on=date(2026, 3, 13),
            working_days=5,
            phone="0353-0000000",
            address="某路1号",
            email="a@example.invalid",
            issuer="区委组织部",
            issued_on=date(2026, 3, 9),
        ),
    )
    yield (
        "区委组织部关于2026年度书记项目立项的通知",
        forms.approval_reply(
            issuer="区委组织部",
            number="组发〔2026〕9号",
            recipients="各街道党工委",
            year=2026,
            basis="经研究，通知如下。",
            approved=(
                ("1", "001", "红色驿站", "上站街道", "张某某", "提升类", "20,000.00", "2026年11月30日"),
            ),
            self_implemented=(
                ("1", "002", "另一项目", "下站街道", "李某某", "创新类", "0.00", "2026年11月30日"),
            ),
            demands=[("压实责任", "要压实责任。")],
            signed_on=date(2026, 4, 1),
            office="区委组织部",
        ),
    )


@needs_fonts
def test_each_form_prints_with_its_title_and_all_its_words():
    for title, paper in sample_forms():
        text = "".join(plain(page) for page in read(paper).pages)
        assert paper.title == title
        assert title in text
        assert all("".join(words.split()) in text for words in words_of(paper))


def test_a_notice_to_many_is_a_notice_and_an_answer_to_one_is_a_reply():
    title, notice = list(sample_forms())[-1]
    assert title.endswith("的通知")
    assert [attachment.title for attachment in notice.attachments] == [
        "2026年度书记项目立项清单",
        "由各党（工）委自行组织实施项目清单",
    ]
