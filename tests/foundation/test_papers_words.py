"""Numbers, dates, titles and places of signatures follow GB/T 9704-2012."""

from __future__ import annotations

import pathlib
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.foundation.papers_samples import DOCUMENT

from touyan.foundation import papers
from touyan.foundation.papers import Fields, Heading, Paragraph, Table
from touyan.foundation.papers.document import Column, Field
from touyan.foundation.papers.layout import CHARACTERS, mark_points
from touyan.foundation.papers.numbering import (
    attachment_label,
    attachment_lines,
    chinese_number,
    day_words,
    document_number,
    labelled,
    span_words,
)
from touyan.foundation.papers.placing import signature_place, width_in_characters
from touyan.foundation.papers.plain import printable, printed
from touyan.foundation.papers.titles import MOST_ON_ONE_LINE, break_title
from touyan.foundation.wording.sentences.papers import SENTENCES


def test_a_document_number_has_hexagonal_brackets_and_no_leading_zero():
    assert document_number("城发", 2026, 7) == "城发〔2026〕7号"


def test_dates_are_written_without_zero_padding():
    assert day_words(date(2026, 6, 8)) == "2026年6月8日"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2026, 3, 9), date(2026, 3, 13), "2026年3月9日至13日"),
        (date(2026, 3, 30), date(2026, 4, 3), "2026年3月30日至4月3日"),
        (date(2026, 12, 30), date(2027, 1, 6), "2026年12月30日至2027年1月6日"),
        (date(2026, 3, 9), date(2026, 3, 9), "2026年3月9日"),
    ],
)
def test_a_span_repeats_only_what_changes(start, end, words):
    assert span_words(start, end) == words


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")]
)
def test_heading_numbers_are_chinese(number, words):
    assert chinese_number(number) == words


def test_headings_count_on_four_levels_and_a_higher_level_starts_the_lower_anew():
    levels = [1, 2, 3, 4, 4, 2, 1, 2]
    labels = [label for _block, label in labelled([Heading(level, "题") for level in levels])]
    assert labels == ["一、", "（一）", "1.", "（1）", "（2）", "（二）", "二、", "（一）"]


def test_one_attachment_has_no_number_and_several_count_without_final_punctuation():
    assert attachment_lines(("清单",)) == ("附件：清单",)
    assert attachment_lines(("清单", "办法")) == ("附件：1.清单", "　　　2.办法")
    assert (attachment_label(1, 1), attachment_label(2, 2)) == ("附件", "附件2")


def test_with_a_seal_the_date_ends_four_characters_before_the_edge_and_the_name_is_centred_on_it():
    place = signature_place("中共城区委员会", "2026年6月8日", is_sealed=True)
    day_width = width_in_characters("2026年6月8日")
    assert place.day + day_width == CHARACTERS - 4
    assert place.name + 7 / 2 == place.day + day_width / 2


def test_without_a_seal_the_date_begins_two_characters_after_the_name():
    place = signature_place("中共阳泉市城区委员会组织部", "2026年6月8日", is_sealed=False)
    assert place.name + 13 == CHARACTERS - 2
    assert place.day == place.name + 2


def test_a_date_longer_than_the_name_stands_two_before_the_edge_and_the_name_moves():
    place = signature_place("城区", "2026年12月18日", is_sealed=False)
    assert place.day + width_in_characters("2026年12月18日") == CHARACTERS - 2
    assert place.name == place.day - 2


def test_a_title_breaks_before_its_matter_and_never_inside_a_name():
    assert break_title("中共阳泉市城区委员会关于2026年度书记项目立项的批复") == (
        "中共阳泉市城区委员会",
        "关于2026年度书记项目立项的批复",
    )
    lines = break_title("中共阳泉市城区委员会关于印发《2026年书记项目实施方案》的通知")
    assert lines == ("中共阳泉市城区委员会关于印发", "《2026年书记项目实施方案》的通知")


def test_a_short_title_stays_on_one_line():
    assert break_title("书记项目申报书") == ("书记项目申报书",)


@pytest.mark.parametrize("word", ["的", "关于", "书记项目", "《", "1", "ab"])
@pytest.mark.parametrize("times", [40, 20_000])
def test_a_title_of_any_length_is_broken_at_once(word, times):
    assert "".join(break_title(word * times)) == word * times


WORDS = st.lists(
    st.sampled_from(
        [
            "中共",
            "五华区",
            "委员会",
            "关于",
            "2026年",
            "《实施方案》",
            "印发",
            "书记项目",
            "立项",
            "的",
            "通知",
            "和",
            "、",
            "“1+N”",
        ]
    ),
    min_size=1,
    max_size=14,
)


@given(WORDS)
def test_breaking_a_title_loses_nothing_and_keeps_numbers_and_names_whole(words):
    title = "".join(words)
    lines = break_title(title)
    assert "".join(lines) == title
    assert all(width_in_characters(line) <= MOST_ON_ONE_LINE for line in lines)
    for line in lines:
        assert line.count("《") == line.count("》")
        assert not line.endswith(("2", "20", "202", "2026"))


def test_the_red_mark_shrinks_to_the_width_of_the_page():
    assert mark_points("区委文件") == 52.0
    assert mark_points("中共阳泉市城区委员会文件") < 37
    assert mark_points("长" * 60) == 20.0


def test_what_cannot_be_printed_is_taken_out_of_every_text_of_a_paper():
    dirty = replace(DOCUMENT, note="附\x00注\u202e倒", body=(Paragraph("甲\ud800乙\r\n丙"),))
    clean = printed(dirty)
    assert clean.note == "附注倒"
    assert clean.body == (Paragraph("甲乙\n丙"),)
    assert clean.signature == DOCUMENT.signature


@given(st.text())
def test_printable_text_survives_xml_and_is_stable(text):
    assert printable(printable(text)) == printable(text)
    assert not any(ord(char) < 32 and char not in "\t\n" for char in printable(text))


def test_every_code_of_papers_and_fonts_has_its_sentence_and_every_sentence_its_code():
    root = pathlib.Path(papers.__file__).parents[2]
    files = [*(root / "foundation" / "papers").glob("*.py"), root / "project" / "bringup" / "fonts.py"]
    source = "".join(file.read_text("utf-8") for file in files)
    assert set(re.findall(r'"((?:papers|fonts)\.[a-z_]+)"', source)) == set(SENTENCES)


def test_a_table_row_or_a_form_row_of_the_wrong_length_is_a_programming_error():
    with pytest.raises(ValueError, match="number of cells"):
        Table((Column("甲"),), (("一", "二"),))
    with pytest.raises(ValueError, match="one field or two"):
        Fields(((Field("甲"), Field("乙"), Field("丙")),))
