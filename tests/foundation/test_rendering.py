"""Hot rows are safe and say the same as the pages: escaping, row patterns, dates, dues, sums, shares, lights."""

from __future__ import annotations

import html
from datetime import date
from html.parser import HTMLParser

import pytest
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from touyan.foundation.web import icons, rendering
from touyan.foundation.web.rendering import (
    RowPattern,
    bar,
    chip,
    day,
    day_text,
    due,
    esc,
    light,
    link,
    money,
    money_text,
    percent,
)

MONDAY = date(2026, 6, 8)
ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "&lt;already&gt;",
    "</td></tr></table><svg/onload=alert(1)>",
    "{title}%s%(x)s",
)
ROW = RowPattern('<tr data-name="{name}"><td>{name2}</td><td>{light:html}</td><td>{n:figure}</td></tr>')


class Reader(HTMLParser):
    """Reads back what a browser would see: tags with attributes, and text."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.text += data


def words(source: str) -> str:
    return Reader(source).text


@given(st.text())
def test_escaped_text_comes_back_unchanged_and_holds_no_markup(text: str) -> None:
    safe = esc(text)
    assert html.unescape(safe) == html.unescape(html.escape(text))
    assert not set(safe) & {"<", ">", '"', "'"}


def test_trusted_text_is_escaped_like_any_other_because_trust_is_declared_in_the_pattern() -> None:
    assert esc(SafeString("<b>")) == "&lt;b&gt;"
    assert esc(None) == ""
    assert esc(12) == "12"


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_hostile_title_stays_text_in_cell_and_attribute(attack: str) -> None:
    read = Reader(ROW.row(attack, attack, light("green"), 3))
    assert [tag for tag, _ in read.tags] == ["tr", "td", "td", "span", "span", "td"]
    assert read.tags[0][1] == [("data-name", attack)]
    assert read.text == f"{attack}●正常3"


@given(st.text(min_size=1).filter(lambda text: "\r" not in text and "\0" not in text), st.integers(0, 10**9))
def test_any_title_and_number_read_back_as_given(text: str, number: int) -> None:
    read = Reader(ROW.row(text, text, light("red"), number))
    assert read.tags[0][1] == [("data-name", text)]
    assert read.text == f"{text}■严重滞后{number}"


def test_a_row_refuses_plain_text_where_safe_html_is_due_and_the_wrong_number_of_values() -> None:
    with pytest.raises(TypeError, match="takes only safe HTML"):
        ROW.row("a", "b", "<b>plain</b>", 1)
    with pytest.raises(TypeError, match="takes only a whole number"):
        ROW.row("a", "b", light("green"), "1")
    with pytest.raises(TypeError, match="takes only a whole number"):
        ROW.row("a", "b", light("green"), True)
    with pytest.raises(TypeError):
        ROW.row("a", 2, light("green"), 1)
    with pytest.raises(TypeError, match="3 values for the 4 fields"):
        ROW.row("a", "b", light("green"))
    with pytest.raises(ValueError, match="unknown kind"):
        RowPattern("<td>{x:raw}</td>")


def test_rows_are_the_rows_one_after_the_other() -> None:
    table = [("a", "甲<", light("green"), 1), ("b", "乙", light("none"), 2)]
    assert ROW.rows(table) == ROW.row(*table[0]) + ROW.row(*table[1])
    assert RowPattern("<hr>").row() == "<hr>"
    assert RowPattern("<td>100%{a}</td>").row("x") == "<td>100%x</td>"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "//evil.example", "/\\evil", "data:text/html,x", " /a"]
)
def test_a_link_leads_nowhere_but_to_a_page(url: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        link(url, "看")


def test_a_link_escapes_its_address_and_its_words() -> None:
    assert link('/p?a=1&b="', "<看>") == '<a href="/p?a=1&amp;b=&quot;">&lt;看&gt;</a>'


def test_dates_are_said_as_the_office_says_them() -> None:
    assert day_text(MONDAY) == "6月8日 周一"
    assert day_text(MONDAY, "en") == "Mon 8 Jun"
    assert day_text(MONDAY, year=True) == "2026年6月8日 周一"
    assert day_text(MONDAY, "en", year=True) == "Mon 8 Jun 2026"
    assert day(MONDAY) == '<time class="keep" datetime="2026-06-08">6月8日 周一</time>'
    assert words(day(None)) == "—"


@pytest.mark.parametrize(
    ("on", "left", "zh", "en"),
    [
        (date(2026, 6, 11), 3, "还剩 3 个工作日（6月11日 周四）", "3 working days left (Thu 11 Jun)"),
        (date(2026, 6, 9), 1, "还剩 1 个工作日（6月9日 周二）", "1 working day left (Tue 9 Jun)"),
        (MONDAY, 0, "今天到期（6月8日 周一）", "Due today (Mon 8 Jun)"),
        (
            date(2026, 6, 4),
            -2,
            "■ 已超期 2 个工作日（应于 6月4日 周四）",
            "■ 2 working days overdue (was due Thu 4 Jun)",
        ),
        (date(2026, 6, 7), 0, "■ 已过期（应于 6月7日 周日）", "■ Past due (was due Sun 7 Jun)"),
        (
            date(2027, 1, 8),
            140,
            "还剩 140 个工作日（2027年1月8日 周五）",
            "140 working days left (Fri 8 Jan 2027)",
        ),
        (None, 0, "长期", "Standing"),
    ],
)
def test_a_due_date_says_working_days_first_and_the_date_behind(
    on: date | None, left: int, zh: str, en: str
) -> None:
    assert words(due(on, MONDAY, left)) == zh
    assert words(due(on, MONDAY, left, "en")) == en


def test_a_due_date_on_a_rest_day_names_the_last_moment() -> None:
    saturday = date(2026, 6, 13)
    assert words(due(date(2026, 6, 14), saturday, 0)) == "下个工作日之前到期（6月14日 周日）"


@pytest.mark.parametrize(
    ("fen", "zh", "en"),
    [
        (7_400_000_000, "7,400 万元", "CNY 74,000,000"),
        (126_000_000, "126 万元", "CNY 1,260,000"),
        (8_505_050, "8.51 万元", "CNY 85,050.50"),
        (99_900, "999 元", "CNY 999"),
        (99_950, "999.50 元", "CNY 999.50"),
        (12_000_000_000, "1.2 亿元", "CNY 120,000,000"),
        (-5_000_000, "−5 万元", "CNY −50,000"),
        (0, "0 元", "CNY 0"),
    ],
)
def test_sums_are_shown_in_the_handy_unit(fen: int, zh: str, en: str) -> None:
    assert money_text(fen) == zh
    assert money_text(fen, "en") == en


def test_the_exact_sum_is_kept_for_hover_and_machines() -> None:
    ((_, attributes),) = Reader(money(8_505_051)).tags
    assert dict(attributes) == {"class": "money keep", "value": "85050.51", "title": "85,050.51 元"}
    assert words(money(None)) == "—"


@given(st.integers(0, 10**14))
def test_the_exact_sum_loses_no_fen(fen: int) -> None:
    ((_, attributes),) = Reader(money(fen)).tags
    yuan, cents = str(dict(attributes)["value"]).split(".")
    assert int(yuan) * 100 + int(cents) == fen


def test_a_share_shows_its_base_and_no_share_without_one() -> None:
    assert words(percent(118, 120)) == "98.3% 118/120"
    assert words(percent(3, 6)) == "50% 3/6"
    assert words(percent(0, 0)) == "—"


def test_every_light_carries_shape_and_word_in_both_languages() -> None:
    assert {code: words(light(code)) for code in rendering.LIGHTS} == {
        "green": "●正常",
        "yellow": "▲滞后",
        "orange": "◆较重滞后",
        "red": "■严重滞后",
        "blue": "○临期",
        "none": "◇未开始",
    }
    assert words(light("red", "en")) == "■Far behind"
    with pytest.raises(KeyError):
        light("purple")
    shapes = [shape for _, shape, _, _ in rendering.LIGHTS.values()]
    assert len(set(shapes)) == len(shapes)


def test_a_bar_needs_no_inline_style_and_says_plan_and_progress() -> None:
    drawn = bar(41, 66)
    assert "style=" not in drawn
    assert 'aria-label="完成 41%，序时应为 66%"' in drawn
    assert 'width="100" height="6"' in bar(250)


def test_a_chip_escapes_its_word() -> None:
    assert chip("<退回>", "warn") == '<span class="chip chip-warn">&lt;退回&gt;</span>'


def test_every_icon_is_a_plain_drawing_that_inherits_its_colour() -> None:
    assert icons.icon_names()
    for name in icons.icon_names():
        drawing = Reader(icons.icon(name))
        assert drawing.tags[0][0] == "svg"
        assert {tag for tag, _ in drawing.tags} <= {"svg", "path", "circle", "rect", "line", "polyline"}
        assert all(
            key not in {"style", "href"} and not key.startswith("on")
            for _, attrs in drawing.tags
            for key, _ in attrs
        )


def test_an_icon_is_decoration_unless_it_is_named() -> None:
    assert 'aria-hidden="true"' in icons.icon("search")
    assert 'role="img" aria-label="搜索&quot;"' in icons.icon("search", '搜索"')
    with pytest.raises(LookupError, match="no icon"):
        icons.icon("no-such-drawing")
