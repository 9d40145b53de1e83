"""A Word file carries the layout an office can measure: page, faces, head, levels, imprint, numbers of pages."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from tests.foundation.papers_samples import DOCUMENT, FORM, LETTER, MINUTES, PAPERS, SENTENCE

from touyan.foundation.papers import Paragraph, word


def opened(paper):
    return docx.Document(io.BytesIO(word.render(paper)))


def xml_of(paper, part="word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(word.render(paper))) as archive:
        return archive.read(part).decode("utf-8")


def paragraph(document, text):
    return next(p for p in document.paragraphs if p.text.startswith(text))


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_paper_gives_the_same_bytes(name):
    assert word.render(PAPERS[name]) == word.render(PAPERS[name])


def test_the_page_is_a4_with_the_margins_of_the_standard():
    section = opened(DOCUMENT).sections[0]
    page = (section.page_width, section.page_height)
    margins = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    assert [round(length.mm, 1) for length in page] == [210.0, 297.0]
    assert [round(length.mm, 1) for length in margins] == [37.0, 28.0, 26.0, 35.0]


def test_twenty_two_exact_lines_of_twenty_eight_characters_fit_the_type_area():
    document = opened(DOCUMENT)
    spacing = paragraph(document, "为深入")._p.pPr.find(qn("w:spacing"))
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("579", "exact")
    assert 22 * 579 / 20 <= 225 * 72 / 25.4
    normal = document.styles["Normal"].element.rPr
    tighter = int(normal.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert 28 * (16 + tighter) <= 156 * 72 / 25.4 < 29 * (16 + tighter)


def test_every_run_names_its_east_asian_face():
    runs = [run for p in opened(DOCUMENT).paragraphs for run in p.runs if run.text]
    faces = {run._r.rPr.rFonts.get(qn("w:eastAsia")) for run in runs}
    assert faces == {"仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"}


def test_levels_wear_their_faces():
    document = opened(DOCUMENT)
    wanted = {"一、": "黑体", "（一）": "楷体_GB2312", "1.明确": "仿宋_GB2312", "（1）": "仿宋_GB2312"}
    for start, face in wanted.items():
        assert paragraph(document, start).runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) == face


def test_the_red_mark_stands_35_mm_below_the_type_areas_top_and_the_rule_is_red():
    document = opened(DOCUMENT)
    mark = paragraph(document, "中共阳泉市城区委员会文件")
    before = int(mark._p.pPr.find(qn("w:spacing")).get(qn("w:before"))) / 20
    assert round(before * 25.4 / 72, 1) == 35.0
    assert str(mark.runs[0].font.color.rgb) == "D9001B"
    number = paragraph(document, "城发〔2026〕7号")
    rule = number._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))
    assert (rule.get(qn("w:color")), rule.get(qn("w:space"))) == ("D9001B", "11")


def test_an_upward_document_names_its_signer_in_kai():
    head = replace(DOCUMENT.letterhead, signer="张某某")
    number = paragraph(opened(replace(DOCUMENT, letterhead=head)), "城发〔2026〕7号")
    assert number.text == "城发〔2026〕7号\t签发人：张某某"
    assert number.runs[-1]._r.rPr.rFonts.get(qn("w:eastAsia")) == "楷体_GB2312"


def test_body_paragraphs_are_indented_by_two_characters_and_recipients_are_not():
    document = opened(DOCUMENT)
    assert paragraph(document, "为深入")._p.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"
    assert paragraph(document, "各街道党工委")._p.pPr.find(qn("w:ind")) is None
    assert paragraph(document, "各街道党工委").text.endswith("：")


def test_an_attachment_begins_a_new_page_after_its_name_was_noted():
    document = opened(DOCUMENT)
    texts = [p.text for p in document.paragraphs]
    assert "附件：1.2026年度书记项目立项清单" in texts
    assert paragraph(document, "附件1").paragraph_format.page_break_before is True
    assert texts[texts.index("附件1") + 2] == "清单正文甲。"


def test_the_imprint_is_anchored_to_the_foot_with_thick_outer_and_thin_inner_rules():
    xml = xml_of(DOCUMENT)
    assert 'w:tblpYSpec="bottom"' in xml
    assert "抄送：区纪委监委，区人武部。" in xml
    assert "2026年6月9日印发" in xml
    cells = opened(DOCUMENT).tables[-1]._tbl.findall(".//" + qn("w:tcBorders"))
    widths = [[edge.get(qn("w:sz")) for edge in cell if edge.get(qn("w:val")) == "single"] for cell in cells]
    assert widths == [["8"], ["6", "8"]]


def test_pages_are_numbered_outside_right_on_odd_and_left_on_even_ones():
    document = opened(DOCUMENT)
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer is True
    sides = [footer.paragraphs[0].alignment for footer in (section.footer, section.even_page_footer)]
    assert [int(side) for side in sides] == [2, 0]
    assert " PAGE " in section.footer.paragraphs[0]._p.xml
    assert section.footer.paragraphs[0].text == "— 1 —"


def test_a_letter_has_its_mark_in_the_first_header_no_first_number_and_no_printing_office():
    section = opened(LETTER).sections[0]
    assert section.different_first_page_header_footer is True
    assert section.first_page_header.paragraphs[0].text == "中共阳泉市城区委员会组织部"
    assert round(section.header_distance.mm, 1) == 30.0
    assert section.first_page_footer.paragraphs[0].text == ""
    assert "不应出现的印发机关" not in xml_of(LETTER)


def test_minutes_end_with_the_rolls_of_those_present():
    texts = [p.text for p in opened(MINUTES).paragraphs]
    rolls = [text for text in texts if text[:2] in {"出席", "列席", "请假"}]
    assert rolls == ["出席：张某某、李某某", "列席：冯某某", "请假：陈某某"]


def test_a_demonstration_paper_is_marked_on_every_page_and_others_are_not():
    section = opened(MINUTES).sections[0]
    assert all(
        'string="演示数据"' in header._element.xml for header in (section.header, section.even_page_header)
    )
    assert "textpath" not in opened(DOCUMENT).sections[0].header._element.xml


def test_a_form_carries_its_code_as_a_picture_in_the_corner():
    header = opened(FORM).sections[0].first_page_header
    assert "w:drawing" in header.paragraphs[0]._p.xml
    assert header.paragraphs[1].text == "扫码核验"


def test_the_file_says_which_faces_were_meant_and_names_what_to_take_instead():
    assert "仿宋_GB2312、楷体_GB2312、黑体、方正小标宋简体" in opened(DOCUMENT).core_properties.comments
    table = xml_of(DOCUMENT, "word/fontTable.xml")
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>' in table


def test_hostile_text_stays_text():
    bad = "<w:p/>&{{ ''.__class__ }}\x00\u202e" + SENTENCE
    document = opened(replace(DOCUMENT, body=(Paragraph(bad),)))
    assert paragraph(document, "<w:p/>").text == "<w:p/>&{{ ''.__class__ }}" + SENTENCE


def test_properties_of_paragraphs_stand_in_the_order_the_schema_demands():
    order = ["keepNext", "pageBreakBefore", "pBdr", "tabs", "snapToGrid", "spacing", "ind", "jc"]
    for p in opened(DOCUMENT).paragraphs:
        names = [child.tag.split("}")[1] for child in p._p.pPr]
        known = [order.index(name) for name in names if name in order]
        assert known == sorted(known)
