"""The chart: what a row costs, what it shows, where a bar stands."""

from __future__ import annotations

import re
import sys
from datetime import date, timedelta

from touyan.core.workdays import national
from touyan.foundation.web.geometry import (
    Arrow,
    Bar,
    Chart,
    Sheet,
    days_off,
    drawing,
    names,
    sheets,
    shortened,
)

FIRST, LAST = date(2026, 3, 2), date(2026, 12, 15)


def chart(count: int) -> Chart:
    bars = []
    for n in range(count):
        start = FIRST + timedelta(days=n % 200)
        bars.append(
            Bar(
                f"{n + 1}. 走访入户并登记第{n + 1}网格台账", f"#task-{n + 1}", start, start + timedelta(days=20), 40, n % 3 == 0, n % 10 == 9,
                (FIRST, start) if n % 200 else None, None, "red" if n % 4 == 0 else "green", (str(n + 1), "走访", "张三", "6月1日", "● 正常"),
            )
        )  # fmt: skip
    off = days_off(national().is_workday, FIRST, LAST)
    return Chart(
        bars, FIRST, LAST, date(2026, 6, 8), off, [Arrow(n, n + 1) for n in range(count - 1)], "计划"
    )


def size(count: int) -> int:
    one = chart(count)
    return len((drawing(one) + names(one)).encode())


def calls(count: int) -> int:
    one, seen = chart(count), 0

    def count_call(frame, event, arg):
        nonlocal seen
        seen += event in ("call", "c_call")

    sys.setprofile(count_call)
    try:
        drawing(one), names(one)
    finally:
        sys.setprofile(None)
    return seen


def test_a_row_of_the_chart_costs_at_most_three_tenths_of_a_kilobyte():
    assert (size(400) - size(200)) / 200 <= 300


def test_a_row_of_the_chart_costs_few_calls():
    assert (calls(400) - calls(200)) / 200 <= 90


def test_weekends_and_holidays_are_shaded_and_made_up_working_days_are_not():
    off = days_off(national().is_workday, date(2026, 9, 18), date(2026, 10, 12))
    assert off == [
        (date(2026, 9, 19), date(2026, 9, 19)), (date(2026, 9, 25), date(2026, 9, 27)), (date(2026, 10, 1), date(2026, 10, 7)),
        (date(2026, 10, 11), date(2026, 10, 11)),
    ]  # fmt: skip


def test_a_bar_covers_its_first_and_its_last_day():
    one = Chart([Bar("a", "#a", FIRST, FIRST + timedelta(days=6))], FIRST, FIRST + timedelta(days=59), FIRST)
    scale = 640 / 60
    found = re.search(r'class="g-bar" d="M(\d+) \d+h(\d+)v', drawing(one))
    assert found is not None
    assert (int(found[1]), int(found[2])) == (0, round(7 * scale))


def test_the_critical_chain_has_a_class_of_its_own_and_is_told_by_shape():
    svg = drawing(chart(10))
    assert (
        'class="g-critical"' in svg,
        'class="g-keymark"' in svg or 'class="g-mark"' in svg,
        'class="g-behind"' in svg,
    ) == (True, True, True)


def test_names_are_escaped_in_the_list_and_on_the_wall():
    bar = Bar("<b>x</b>", "#a", FIRST, LAST, cells=("<i>",))
    one = Chart([bar], FIRST, LAST, FIRST, label='"')
    page = sheets(one, Sheet("<t>", ["<l>"], [("<h>", 90)], [("bar", "<w>")], ["<f>"]))[0]
    assert re.findall(r"<[biltwhf]>", names(one) + page + drawing(one)) == []


def test_a_long_plan_takes_several_sheets_and_every_row_stands_on_one():
    one = chart(70)
    pages = sheets(
        one,
        Sheet("计划", headings=[("序号", 40), ("任务", 90), ("人", 60), ("日", 60), ("态", 60)], paper="A4"),
    )
    found = [int(n) for page in pages for n in re.findall(r'<text x="42" y="\d+">(\d+)</text>', page)]
    assert (len(pages), found) == (4, list(range(1, 71)))


def test_a_text_is_cut_by_its_width_not_by_its_length():
    assert (shortened("走访入户登记", 8), shortened("walk", 8), shortened("走访", 4)) == (
        "走访入…",
        "walk",
        "走访",
    )
